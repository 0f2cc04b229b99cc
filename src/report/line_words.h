#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/assembler.h"
#include "report/computed_run.h"
#include "report/ledger.h"

namespace remit::report {

struct LineWord;

/// What is asked of the lines of a ledger by a word each: `payer`, `payee`, `purpose`, `reward`,
/// `clause` (or the words of the ledger in Chinese), a field or computed column of the rows that
/// are paid, or one of a row that they refer to (`unit.region`).
class LineWords {
 public:
  LineWords(const ComputedRun& run, std::vector<std::string> words);

  std::size_t size() const { return words_.size(); }
  /// The word that nothing paid has; nothing if there is none.
  const std::optional<std::string>& unknown() const { return unknown_; }
  /// What the line has for the `index`th word. Empty for rows of a table without such a column,
  /// and where it is blank or in error.
  std::string text(std::size_t index, const LedgerLine& line) const;
  /// Adds the column of the `index`th word to a table.
  void add_to(Assembler& table, std::size_t index, TextCells& cells) const;

 private:
  struct Part {
    const LineWord* of_line = nullptr;
    /// For each payment of the plan: from its rows along references to the column; empty: it has
    /// none.
    std::vector<std::vector<plan::ColumnId>> paths;
  };

  Part part_named(const std::string& word) const;
  std::vector<plan::ColumnId> path_of(plan::EntityId entity, std::string_view word) const;

  const ComputedRun& run_;
  std::vector<std::string> words_;
  std::vector<Part> parts_;
  std::optional<std::string> unknown_;
};

}  // namespace remit::report
