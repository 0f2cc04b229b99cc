#include "column/nodes/group_sums.h"

#include <algorithm>

#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

using type::FoldOp;

/// One fold's vectors in a batch. A count adds the same 1 for every row: its step is 0.
struct Term {
  const std::int64_t* value;
  std::size_t step;
  const std::uint8_t* where;
};

constexpr std::int64_t kOne = 1;

/// Adds n rows. Neighbours of one group are added up in registers: rows sorted by group would
/// otherwise wait for each other's store.
template <std::size_t kTerms>
void add_rows(const std::int64_t* group, const Term* terms, std::int64_t* sums, std::size_t n) {
  std::size_t i = 0;
  while (i < n) {
    const std::int64_t g = group == nullptr ? 0 : group[i];
    std::int64_t* at = sums + static_cast<std::size_t>(g) * kTerms;
    std::int64_t held[kTerms];
    for (std::size_t k = 0; k < kTerms; ++k) held[k] = at[k];
    do {
      for (std::size_t k = 0; k < kTerms; ++k) {
        const std::int64_t value = terms[k].value[i * terms[k].step];
        held[k] += value & -static_cast<std::int64_t>(terms[k].where[i]);
      }
      ++i;
    } while (i < n && (group == nullptr || group[i] == g));
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
    Term terms[kMaxGroupSums];
    for (std::size_t k = 0; k < folds_.size(); ++k) {
      const FoldInputs& in = folds_[k];
      const bool counts = in.op == FoldOp::count;
      terms[k].value = counts ? &kOne : frame.in<std::int64_t>(in.value);
      terms[k].step = counts ? 0 : 1;
      terms[k].where =
          in.where == kNoRegister ? frame.ones.data() : frame.in<std::uint8_t>(in.where);
    }
    const std::int64_t* group =
        folds_[0].group == kNoRegister ? nullptr : frame.in<std::int64_t>(folds_[0].group);
    constexpr decltype(&add_rows<1>) kAdd[] = {add_rows<1>, add_rows<2>, add_rows<3>, add_rows<4>};
    kAdd[folds_.size() - 1](group, terms, sums_.data(), frame.rows);
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
  std::vector<std::int64_t> sums_;  ///< [group][fold]
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
