// Folds: one value from many rows, gathered while a pass runs.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "column/run/pass.h"
#include "type/vocabulary.h"

namespace remit::column {

/// Where a fold reads its inputs. Registers that a fold does not have are kNoRegister.
struct FoldInputs {
  type::FoldOp op = type::FoldOp::sum;
  RegisterId value = kNoRegister;
  RegisterId denominator = kNoRegister;  ///< of a ratio
  RegisterId group = kNoRegister;        ///< int64 row numbers; none: one group
  RegisterId where = kNoRegister;
  std::uint64_t groups = 1;
  std::uint64_t rows = 0;  ///< that are folded, to bound the sums
};

/// The first faults of the groups, by row. One for each worker, then merged.
class GroupFaults {
 public:
  void note(std::uint64_t group, std::uint64_t row, const type::Fault& fault);
  /// An error hides to which group the row belongs.
  void note_unplaced(std::uint64_t row, const type::Fault& fault);
  void merge(const GroupFaults& other);
  /// The same for rows that begin `rows_before` later, whose faults have another name.
  void merge(const GroupFaults& other, std::uint64_t rows_before,
             const std::function<type::Fault(const type::Fault&)>& named);

  /// The fault of a group, or null.
  const type::Fault* of(std::uint64_t group) const;
  bool any() const { return unplaced_.has_value() || !groups_.empty(); }
  /// The error that is every group's, or null.
  const type::Fault* unplaced() const { return unplaced_ ? &unplaced_->second : nullptr; }

  /// A fault with its row.
  using First = std::pair<std::uint64_t, type::Fault>;
  const base::HashMap<std::uint64_t, First>& by_group() const { return groups_; }
  const std::optional<First>& first_unplaced() const { return unplaced_; }

 private:
  base::HashMap<std::uint64_t, First> groups_;
  std::optional<First> unplaced_;
};

/// The values of all groups; `has[g]` is false where nothing was gathered.
struct FoldResult {
  std::vector<Integer> values;
  /// Of ratios, in lowest terms or not; 0: of a sum, which is beyond its digits.
  std::vector<Integer> denominators;
  std::vector<bool> has;
  GroupFaults faults;
};

/// What one worker has gathered of one fold.
class FoldAccumulator : public Accumulator {
 public:
  virtual void merge(const FoldAccumulator& other) = 0;
  /// Of the fold in that place, where one accumulator serves several.
  virtual FoldResult take(std::size_t which) = 0;
};

/// Whether a row counts in one of the batches that have faults; what keeps it from counting is
/// noted.
bool check_row(const Frame& frame, const FoldInputs& inputs, std::uint32_t row,
               GroupFaults* faults);

/// A step that adds each batch to frame.accumulators[slot].
StepPtr fold_step(std::size_t slot, const FoldInputs& inputs,
                  const std::vector<RegisterPlan>& registers, const std::vector<Interval>& ranges);

/// Adds all workers' shares of `slot` to the first one's. Once for each slot.
void merge_folds(std::vector<std::unique_ptr<Frame>>& frames, std::size_t slot);
/// What was gathered in a merged slot; nothing where there were no rows.
FoldResult take_fold(std::vector<std::unique_ptr<Frame>>& frames, std::size_t slot,
                     std::size_t which, const FoldInputs& inputs);

}  // namespace remit::column
