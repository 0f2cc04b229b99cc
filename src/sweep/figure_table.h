#pragma once

#include <string_view>
#include <vector>

#include "report/assembler.h"
#include "sweep/evaluate.h"

namespace remit::sweep {

/// Adds a column of the table: what one figure comes to in one variant after the other.
void add_figure(report::Assembler& table, const char* name, std::string_view label_en,
                std::string_view label_zh, const std::vector<const FigureValue*>& values,
                const std::vector<type::Currency>& currencies);

}  // namespace remit::sweep
