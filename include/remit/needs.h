#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "remit/date.h"
#include "remit/results.h"
#include "remit/schema.h"

namespace remit {

/// What is known already when somebody asks what a figure still needs.
struct NeedsOptions {
  /// The row of the entity that is being filled in. Its blank cells are not known; so are those of
  /// the whole. A cell that holds its field's default counts as not answered.
  std::uint64_t row = 0;
  /// Fields that stay as they are, blank or default, because that is the answer; by their paths.
  std::vector<std::string> answered;
  /// Fields that are not known although something stands there: a key that was made up so that a
  /// row could be added.
  std::vector<std::string> made_up;
  /// Further entities whose blank cells are not known: rows that were added for what is referred
  /// to. The cells of all other tables are known as they are.
  std::vector<std::size_t> open;
  /// The day of the run. Without it, it may be asked for.
  std::optional<Date> as_of;
};

/// An input that can still matter.
struct Need {
  /// How it is reached from the row: `investment`, `unit.kind`; of the whole by its name; `as_of`
  /// for the day of the run.
  std::string path;
  std::size_t entity = 0;
  std::uint64_t row = 0;
  std::size_t field = 0;
  std::string label;  ///< may be empty
  ValueType type;
  bool optional = false;  ///< leaving it blank is an answer
};

/// What a figure still needs.
struct Needs {
  /// Whether nothing that is not known can change it.
  bool determined = false;
  CellState state = CellState::blank;  ///< if it is determined
  std::string figure;                  ///< the value then, as Table::text has it
  const char* fault = "";              ///< the stable name then of its error; lives forever
  /// The least and the most that a number, an amount or a date can come to; empty: not known.
  std::string least;
  std::string most;
  /// In the order in which a form should ask; empty where it is determined.
  std::vector<Need> inputs;
};

/// The same as JSON (docs/needs.md).
std::string to_json(const Needs& needs);

}  // namespace remit
