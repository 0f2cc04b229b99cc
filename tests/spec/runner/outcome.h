// Everything that a run came to, as lines that can be compared however its rows were read.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "remit/remit.h"

namespace remit::spec {

using Rows = std::vector<std::vector<std::string>>;
using Lines = std::vector<std::string>;

/// The rows of a table as lines, faults by name; `without` is a column that may differ.
inline void add_lines(const Table& table, std::string_view without, Lines& lines) {
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    std::string line;
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      if (table.columns()[column].name == without) continue;
      const bool fault = table.state(row, column) == CellState::error;
      line += fault ? std::string("!") + table.fault_name(row, column) : table.text(row, column);
      line += '|';
    }
    lines.push_back(std::move(line));
  }
}

/// Everything that a run came to. A batch's lines of the ledger stand together, while a run in
/// memory goes payment by payment: order is no part of it there. How an error is worded may differ:
/// a row of another batch is named by its number.
struct Outcome {
  std::map<std::size_t, Lines> entities;
  Lines ledger, targets, findings, attributions, errors, totals;

  void add(const Policy& policy, const Results& results) {
    for (std::size_t i = 0; i < policy.entities().size(); ++i) {
      add_lines(results.entity(i), "", entities[i]);
    }
    add_lines(results.ledger(), "reason", ledger);
    add_lines(results.targets(), "", targets);
    add_lines(results.findings(), "reason", findings);
    add_lines(results.attributions(), "", attributions);
    add_lines(results.errors(), "detail", errors);
  }
  void finish(const Results& results) {
    add_lines(results.totals(), "", totals);
    for (Lines* lines : {&ledger, &targets, &findings, &attributions, &errors})
      std::ranges::sort(*lines);
  }
};

/// Whether a key stands twice, for which rows that come in parts are refused.
inline bool has_key_twice(const Outcome& outcome) {
  return std::ranges::any_of(outcome.errors, [](const std::string& line) {
    return line.find("|duplicate_key|") != std::string::npos;
  });
}

}  // namespace remit::spec
