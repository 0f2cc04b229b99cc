#pragma once

#include <vector>

#include "remit/data.h"
#include "remit/policy.h"
#include "remit/results.h"

namespace remit::tools {

/// Outcomes of tests as a table: title, passed (a truth value), message, file, line (a number).
Table test_table(const std::vector<TestOutcome>& outcomes);

/// Notes about data as a table of texts: entity, column, message.
Table note_table(const std::vector<DataNote>& notes);
/// The notes of a run: code, entity, message.
Table note_table(const std::vector<RunNote>& notes);

}  // namespace remit::tools
