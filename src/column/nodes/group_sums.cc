#include "column/nodes/group_sums.h"

#include <algorithm>

#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

using type::FoldOp;

/// Adds n rows; term k of row i is addends[k][i]. Neighbours of one group are added up in
/// registers: rows sorted by group would otherwise wait for each other's store.
template <std::size_t kTerms>
void add_rows(const std::int64_t* group, const std::int64_t* const* addends, std::int64_t* sums,
              std::size_t n) {
  const std::int64_t* addend[kTerms];
  for (std::size_t k = 0; k < kTerms; ++k) addend[k] = addends[k];
  for (std::size_t i = 0; i < n;) {
    const std::int64_t g = group[i];
    std::int64_t* const at = sums + static_cast<std::size_t>(g) * kTerms;
    std::int64_t held[kTerms];
    for (std::size_t k = 0; k < kTerms; ++k) held[k] = at[k] + addend[k][i];
    for (++i; i < n && group[i] == g; ++i) {
      for (std::size_t k = 0; k < kTerms; ++k) held[k] += addend[k][i];
    }
    for (std::size_t k = 0; k < kTerms; ++k) at[k] = held[k];
  }
}

class GroupSums final : public FoldAccumulator {
 public:
  explicit GroupSums(const std::vector<FoldInputs>& folds)
      : folds_(folds),
        groups_(static_cast<std::size_t>(folds[0].groups)),
        sums_(groups_ * folds.size(), 0),
        faults_(folds.size()) {}

  void add(const Frame& frame) {
    const bool clean = std::all_of(folds_.begin(), folds_.end(), [&](const FoldInputs& in) {
      return is_clean(frame, in.group) && is_clean(frame, in.where) && is_clean(frame, in.value);
    });
    if (!clean) {
      for (std::size_t k = 0; k < folds_.size(); ++k) add_checked(frame, k);
      return;
    }
    if (folds_[0].group == kNoRegister) {
      for (std::size_t k = 0; k < folds_.size(); ++k) sums_[k] += sum_of_batch(frame, folds_[k]);
      return;
    }
    const std::int64_t* addends[kMaxGroupSums];
    for (std::size_t k = 0; k < folds_.size(); ++k) addends[k] = addend(frame, k);
    constexpr decltype(&add_rows<1>) kAdd[] = {add_rows<1>, add_rows<2>, add_rows<3>, add_rows<4>};
    kAdd[folds_.size() - 1](frame.in<std::int64_t>(folds_[0].group), addends, sums_.data(),
                            frame.rows);
  }

  void merge(const FoldAccumulator& base) override {
    const auto& other = static_cast<const GroupSums&>(base);
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    for (std::size_t k = 0; k < faults_.size(); ++k) faults_[k].merge(other.faults_[k]);
  }

  FoldResult take(std::size_t which) override {
    FoldResult result;
    result.values.reserve(groups_);
    for (std::size_t g = 0; g < groups_; ++g) {
      result.values.emplace_back(sums_[g * folds_.size() + which]);
    }
    result.has.assign(groups_, true);
    result.faults = std::move(faults_[which]);
    return result;
  }

 private:
  static bool is_clean(const Frame& frame, RegisterId reg) {
    return reg == kNoRegister || frame.registers[reg].faults.empty();
  }

  /// What fold k adds for each row of the batch: 0 where its condition does not hold.
  const std::int64_t* addend(const Frame& frame, std::size_t k) {
    const FoldInputs& in = folds_[k];
    const bool counts = in.op == FoldOp::count;
    if (in.where == kNoRegister && !counts) return frame.in<std::int64_t>(in.value);
    std::vector<std::int64_t>& own = own_[k];
    if (own.empty()) own.assign(frame.capacity, 1);
    if (in.where == kNoRegister) return own.data();
    const std::uint8_t* const where = frame.in<std::uint8_t>(in.where);
    if (counts) {
      frame.kernels->widen_uint8(where, own.data(), frame.rows);
      return own.data();
    }
    kernels::MaskedSum sum;
    sum.x[0] = frame.in<std::int64_t>(in.value);
    sum.mask[0] = where;
    sum.out = own.data();
    frame.kernels->masked_sum[0][1][0](sum, frame.rows);
    return own.data();
  }

  /// Of all rows together: nothing is put together on the way.
  static std::int64_t sum_of_batch(const Frame& frame, const FoldInputs& in) {
    if (in.where == kNoRegister) {
      return in.op == FoldOp::count
                 ? static_cast<std::int64_t>(frame.rows)
                 : frame.kernels->sum_int64(frame.in<std::int64_t>(in.value), frame.rows);
    }
    const std::uint8_t* const where = frame.in<std::uint8_t>(in.where);
    return in.op == FoldOp::count
               ? static_cast<std::int64_t>(frame.kernels->mask_count(where, frame.rows))
               : frame.kernels->masked_total(frame.in<std::int64_t>(in.value), where, frame.rows);
  }

  void add_checked(const Frame& frame, std::size_t k) {
    const FoldInputs& in = folds_[k];
    for (std::uint32_t row = 0; row < frame.rows; ++row) {
      if (!check_row(frame, in, row, &faults_[k])) continue;
      const std::int64_t g = in.group == kNoRegister ? 0 : frame.in<std::int64_t>(in.group)[row];
      const std::int64_t value = in.op == FoldOp::count ? 1 : frame.in<std::int64_t>(in.value)[row];
      sums_[static_cast<std::size_t>(g) * folds_.size() + k] += value;
    }
  }

  std::vector<FoldInputs> folds_;
  std::size_t groups_;
  std::vector<std::int64_t> sums_;                ///< [group][fold]
  std::vector<std::int64_t> own_[kMaxGroupSums];  ///< addends of a batch that are no register
  std::vector<GroupFaults> faults_;
};

class GroupSumsStep final : public PlainStep {
 public:
  GroupSumsStep(std::size_t slot, std::vector<FoldInputs> folds)
      : slot_(slot), folds_(std::move(folds)) {}
  ActionPtr bind(Frame& frame) const override {
    frame.accumulators[slot_] = std::make_unique<GroupSums>(folds_);
    return PlainStep::bind(frame);
  }
  void run(Frame& frame) const override {
    static_cast<GroupSums&>(*frame.accumulators[slot_]).add(frame);
  }

 private:
  std::size_t slot_;
  std::vector<FoldInputs> folds_;
};

}  // namespace

bool is_group_sum(const FoldInputs& in, const std::vector<RegisterPlan>& registers,
                  const std::vector<Interval>& ranges) {
  if (in.op == FoldOp::count) return true;
  if (in.op != FoldOp::sum || in.denominator != kNoRegister) return false;
  const Integer most = ranges[in.value].magnitude() * Integer(static_cast<std::int64_t>(in.rows));
  return registers[in.value].width == Width::int64 && most.fits_int64();
}

StepPtr group_sums_step(std::size_t slot, std::vector<FoldInputs> folds) {
  return std::make_unique<GroupSumsStep>(slot, std::move(folds));
}

}  // namespace remit::column
