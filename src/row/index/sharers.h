// The rows among which a total was divided, seen from one of them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "row/evaluator.h"
#include "row/index/group_split.h"
#include "row/index/row_scan.h"
#include "row/trace.h"

namespace remit::row {

/// Where the exact shares lost a piece to the grid: who fared otherwise than this row with the
/// same piece.
class OddSteps {
 public:
  OddSteps(const Claims& claims, const GroupSplit& split, RowNumber row);

  /// Nobody but who takes what is left can gain where nothing was cut off this row's share.
  bool cut_nothing() const { return piece_ == 0; }
  Int128 weight() const { return weight_; }  ///< this row's
  /// Two free shares lose the same piece if their weights differ by a multiple of the split's
  /// denominator. True: here that is only if they are equal.
  bool by_weight() const;
  bool fared_otherwise(RowNumber row) const;

 private:
  const Claims& claims_;
  const GroupSplit& split_;
  RowNumber row_;
  GroupSplit::Exact own_;
  Int128 piece_ = 0;
  Int128 weight_ = 0;
  int gained_ = 0;
};

/// A division's rows, without those in error.
class Sharers {
 public:
  virtual ~Sharers() = default;

  std::uint64_t count() const { return count_; }
  /// Rows in front of this one, in the order of the rule.
  std::uint64_t place() const { return place_; }
  /// What those got, and what all of them got, as coefficients of the parts.
  Int128 before() const { return before_; }
  Int128 all() const { return all_; }
  /// All of them, in any order; of a division in order perhaps none.
  virtual std::span<const RowNumber> rows() = 0;
  /// How they share by weight, of weights as coefficients of so many decimals; nothing where their
  /// parts have to tell.
  virtual std::optional<GroupSplit> split(int /*weight_decimals*/) { return std::nullopt; }
  /// Rows of this one's turn but for what decides.
  virtual TieTrace same_turn() = 0;
  /// Nothing: it cannot be told from what is stored, and the long way has to.
  virtual std::optional<TieTrace> fared_otherwise(const OddSteps& odd) = 0;

 protected:
  std::uint64_t count_ = 0, place_ = 0;
  Int128 before_ = 0, all_ = 0;
};

/// What both ways to find them are told.
struct SharersOf {
  Evaluator& evaluator;
  const CellPlace& place;
  const plan::Apportion& node;
  const Claims& claims;
  std::size_t named = 0;  ///< rows of a tie
};

/// Gathers, of rows in the order of the table, those that fared otherwise than one with the same
/// piece.
class OddTie {
 public:
  /// All must outlive it.
  OddTie(const SharersOf& of, const OddSteps& odd, const StoredKeys& keys)
      : of_(of), odd_(odd), keys_(keys), foremost_(keys, of.named) {}

  void look_at(std::span<const RowNumber> rows);
  TieTrace take() const;

 private:
  void look_at(RowNumber row);

  const SharersOf& of_;
  const OddSteps& odd_;
  const StoredKeys& keys_;
  ForemostRows foremost_;
  bool all_equal_ = true;  ///< in the keys
};

/// As the run kept them: a look at their row numbers, then O(log rows), and a pass over the stored
/// columns where it is asked who fared otherwise.
std::unique_ptr<Sharers> kept_sharers(const SharersOf& of);
/// In one pass over the stored columns, some nanoseconds a row.
std::unique_ptr<Sharers> scanned_sharers(const SharersOf& of);

}  // namespace remit::row
