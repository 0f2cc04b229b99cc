#pragma once

#include <optional>
#include <vector>

#include "case_file.h"
#include "marks.h"
#include "remit/remit.h"

namespace remit::spec {

/// What compiling says, as of that day.
Diagnostics complaints_of(const std::vector<SourceText>& sources,
                          std::optional<Date> as_of = std::nullopt);
std::vector<Diagnostic> list_of(const Diagnostics& diagnostics);

/// Everything reported is marked in the sources and everything marked is reported; the marks.
std::vector<Mark> expect_as_marked(const Diagnostics& reported,
                                   const std::vector<SourceText>& sources);

/// Marks in the policies of `file` what compiling them says.
void mark_anew(CaseFile& file, std::optional<Date> as_of = std::nullopt);

}  // namespace remit::spec
