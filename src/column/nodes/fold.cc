#include "column/nodes/fold.h"

#include <algorithm>

#include "column/run/fault_rule.h"
#include "number/fraction_sum.h"
#include "number/rational.h"

namespace remit::column {
namespace {

using number::FractionSum;
using number::Rational;
using type::CellFault;
using type::FoldOp;

bool is_clean(const Frame& frame, RegisterId reg) {
  return reg == kNoRegister || frame.registers[reg].faults.empty();
}

// How each operation takes in one value; `has` says whether it took one before.
template <typename T, typename Acc>
struct Adding {
  static void take(const T& value, Acc* acc, std::uint8_t*) { *acc += convert<Acc>(value); }
};
struct AddingFractions {
  static void take(const Rational& value, FractionSum* acc, std::uint8_t*) { *acc += value; }
};
template <typename T, typename Acc>
struct Least {
  static void take(const T& value, Acc* acc, std::uint8_t* has) {
    if (*has == 0 || value < *acc) *acc = value;
    *has = 1;
  }
};
template <typename T, typename Acc>
struct Most {
  static void take(const T& value, Acc* acc, std::uint8_t* has) {
    if (*has == 0 || *acc < value) *acc = value;
    *has = 1;
  }
};
template <typename T, typename Acc>
struct Any {
  static void take(const T& value, Acc* acc, std::uint8_t*) { *acc = *acc | value; }
};
template <typename T, typename Acc>
struct All {
  static void take(const T& value, Acc* acc, std::uint8_t*) { *acc = *acc & value; }
};

/// Reads the batch's values as vectors.
template <typename T>
struct VectorReader {
  const T* values;
  VectorReader(const Frame& frame, const FoldInputs& in)
      : values(in.value == kNoRegister ? nullptr : frame.in<T>(in.value)) {}
  const T& operator()(std::size_t i) const { return values[i]; }
};

/// Counts read nothing.
struct OneReader {
  OneReader(const Frame&, const FoldInputs&) {}
  std::int64_t operator()(std::size_t) const { return 1; }
};

/// Ratios, reduced as they are read.
struct RatioReader {
  const Frame& frame;
  const FoldInputs& in;
  Width numerator, denominator;
  RatioReader(const Frame& f, const FoldInputs& inputs) : frame(f), in(inputs) {}
  Integer at(RegisterId reg, Width width, std::size_t i) const {
    Integer value;
    with_type(width,
              [&](auto zero) { value = convert<Integer>(frame.in<decltype(zero)>(reg)[i]); });
    return value;
  }
  Rational operator()(std::size_t i) const {
    return {at(in.value, numerator, i), at(in.denominator, denominator, i)};
  }
};

template <typename Acc>
void put(const Acc& value, FoldResult* result) {
  if constexpr (std::is_same_v<Acc, Rational> || std::is_same_v<Acc, FractionSum>) {
    result->values.push_back(value.numerator());
    result->denominators.push_back(value.denominator());
  } else {
    result->values.push_back(convert<Integer>(value));
  }
}

/// kMayLack: a group without rows has no value (least and most).
template <typename Acc, typename Op, typename Reader, bool kMayLack>
class Gathered final : public FoldAccumulator {
 public:
  explicit Gathered(const FoldInputs& inputs, Width numerator, Width denominator)
      : in_(inputs),
        numerator_(numerator),
        denominator_(denominator),
        acc_(static_cast<std::size_t>(inputs.groups)),
        has_(kMayLack ? static_cast<std::size_t>(inputs.groups) : 1, kMayLack ? 0 : 1) {}

  void add(const Frame& frame) {
    Reader read(frame, in_);
    if constexpr (std::is_same_v<Reader, RatioReader>) {
      read.numerator = numerator_;
      read.denominator = denominator_;
    }
    const bool clean =
        is_clean(frame, in_.value) && is_clean(frame, in_.group) && is_clean(frame, in_.where);
    if (clean) {
      add_clean(frame, read);
    } else {
      add_checked(frame, read);
    }
  }

  void merge(const FoldAccumulator& base) override {
    const auto& other = static_cast<const Gathered&>(base);
    for (std::size_t g = 0; g < acc_.size(); ++g) {
      if constexpr (kMayLack) {
        if (other.has_[g] == 0) continue;
        Op::take(other.acc_[g], &acc_[g], &has_[g]);
      } else if constexpr (std::is_same_v<Acc, std::uint8_t>) {
        acc_[g] = in_.op == FoldOp::any ? acc_[g] | other.acc_[g] : acc_[g] & other.acc_[g];
      } else {
        acc_[g] += other.acc_[g];
      }
    }
    faults_.merge(other.faults_);
  }

  FoldResult take(std::size_t) override {
    FoldResult result;
    for (std::size_t g = 0; g < acc_.size(); ++g) {
      put(acc_[g], &result);
      result.has.push_back(!kMayLack || has_[g] != 0);
    }
    result.faults = std::move(faults_);
    return result;
  }

  void start_with(const Acc& value) { std::fill(acc_.begin(), acc_.end(), value); }

 private:
  void take_row(std::size_t group, std::size_t row, const Reader& read) {
    Op::take(read(row), &acc_[group], &has_[kMayLack ? group : 0]);
  }

  /// Neighbours of one group are added up in a register: rows sorted by group would otherwise wait
  /// for each other's store.
  void add_clean(const Frame& frame, const Reader& read) {
    const std::int64_t* group =
        in_.group == kNoRegister ? nullptr : frame.in<std::int64_t>(in_.group);
    const std::uint8_t* where =
        in_.where == kNoRegister ? nullptr : frame.in<std::uint8_t>(in_.where);
    for (std::size_t i = 0; i < frame.rows;) {
      const std::size_t g = group == nullptr ? 0 : static_cast<std::size_t>(group[i]);
      Acc acc = acc_[g];
      std::uint8_t has = has_[kMayLack ? g : 0];
      do {
        if (where == nullptr || where[i] != 0) Op::take(read(i), &acc, &has);
        ++i;
      } while (i < frame.rows && (group == nullptr || static_cast<std::size_t>(group[i]) == g));
      acc_[g] = acc;
      has_[kMayLack ? g : 0] = has;
    }
  }

  void add_checked(const Frame& frame, const Reader& read) {
    for (std::uint32_t row = 0; row < frame.rows; ++row) {
      if (!check_row(frame, in_, row, &faults_)) continue;
      const std::size_t g = in_.group == kNoRegister
                                ? 0
                                : static_cast<std::size_t>(frame.in<std::int64_t>(in_.group)[row]);
      take_row(g, row, read);
    }
  }

  FoldInputs in_;
  Width numerator_, denominator_;
  std::vector<Acc> acc_;
  std::vector<std::uint8_t> has_;
  GroupFaults faults_;
};

template <typename Accumulated>
class FoldStep final : public PlainStep {
 public:
  FoldStep(std::size_t slot, FoldInputs inputs, Width numerator, Width denominator)
      : slot_(slot), inputs_(inputs), numerator_(numerator), denominator_(denominator) {}

  ActionPtr bind(Frame& frame) const override {
    frame.accumulators[slot_] = std::make_unique<Accumulated>(inputs_, numerator_, denominator_);
    if constexpr (requires(Accumulated a) { a.start_with(std::uint8_t{1}); }) {
      if (inputs_.op == FoldOp::all) {
        static_cast<Accumulated&>(*frame.accumulators[slot_]).start_with(1);
      }
    }
    return PlainStep::bind(frame);
  }
  void run(Frame& frame) const override {
    static_cast<Accumulated&>(*frame.accumulators[slot_]).add(frame);
  }

 private:
  std::size_t slot_;
  FoldInputs inputs_;
  Width numerator_, denominator_;
};

template <typename Acc, typename Op, typename Reader, bool kMayLack>
StepPtr make(std::size_t slot, const FoldInputs& inputs, Width numerator = Width::int64,
             Width denominator = Width::int64) {
  return std::make_unique<FoldStep<Gathered<Acc, Op, Reader, kMayLack>>>(slot, inputs, numerator,
                                                                         denominator);
}

template <typename T>
StepPtr sum_step(std::size_t slot, const FoldInputs& in, const Interval& range) {
  const Integer most = range.magnitude() * Integer(static_cast<std::int64_t>(in.rows));
  if (most.fits_int64()) {
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
      return make<std::int64_t, Adding<T, std::int64_t>, VectorReader<T>, false>(slot, in);
    }
  }
  if (most.fits_int128()) {
    if constexpr (!std::is_same_v<T, Integer>) {
      return make<Int128, Adding<T, Int128>, VectorReader<T>, false>(slot, in);
    }
  }
  return make<Integer, Adding<T, Integer>, VectorReader<T>, false>(slot, in);
}

const type::Fault* fault_of(const Frame& frame, RegisterId reg, std::uint32_t row) {
  return reg == kNoRegister ? nullptr : fault_at(frame.registers[reg].faults, row);
}

}  // namespace

bool check_row(const Frame& frame, const FoldInputs& in, std::uint32_t row, GroupFaults* faults) {
  const std::uint64_t at = frame.first_row + row;
  const type::Fault* where = fault_of(frame, in.where, row);
  if (in.where != kNoRegister && where == nullptr && frame.in<std::uint8_t>(in.where)[row] == 0) {
    return false;
  }
  if (const type::Fault* group = fault_of(frame, in.group, row)) {
    if (type::belongs_nowhere(group->code)) return false;
    faults->note_unplaced(at, where != nullptr ? as_needed(*where) : *group);
    return false;
  }
  const type::Fault* value = where != nullptr ? where : fault_of(frame, in.value, row);
  if (value == nullptr) return true;
  const std::int64_t g = in.group == kNoRegister ? 0 : frame.in<std::int64_t>(in.group)[row];
  faults->note(static_cast<std::uint64_t>(g), at, as_needed(*value));
  return false;
}

void GroupFaults::note(std::uint64_t group, std::uint64_t row, const type::Fault& fault) {
  const auto [known, is_new] = groups_.try_emplace(group, row, fault);
  if (!is_new && row < known->second.first) known->second = {row, fault};
}

void GroupFaults::note_unplaced(std::uint64_t row, const type::Fault& fault) {
  if (!unplaced_ || row < unplaced_->first) unplaced_ = First{row, fault};
}

void GroupFaults::merge(const GroupFaults& other) {
  // In any order: each group is one of its own.
  for (const auto& [group, first] : other.groups_) note(group, first.first, first.second);
  if (other.unplaced_) note_unplaced(other.unplaced_->first, other.unplaced_->second);
}

void GroupFaults::merge(const GroupFaults& other, std::uint64_t rows_before,
                        const std::function<type::Fault(const type::Fault&)>& named) {
  // In any order, as above.
  for (const auto& [group, first] : other.groups_) {
    note(group, first.first + rows_before, named(first.second));
  }
  if (!other.unplaced_) return;
  note_unplaced(other.unplaced_->first + rows_before, named(other.unplaced_->second));
}

const type::Fault* GroupFaults::of(std::uint64_t group) const {
  if (unplaced_) return &unplaced_->second;
  const auto known = groups_.find(group);
  return known == groups_.end() ? nullptr : &known->second.second;
}

StepPtr fold_step(std::size_t slot, const FoldInputs& in,
                  const std::vector<RegisterPlan>& registers, const std::vector<Interval>& ranges) {
  using Mask = std::uint8_t;
  if (in.op == FoldOp::count) {
    return make<std::int64_t, Adding<std::int64_t, std::int64_t>, OneReader, false>(slot, in);
  }
  if (in.op == FoldOp::any) {
    return make<Mask, Any<Mask, Mask>, VectorReader<Mask>, false>(slot, in);
  }
  if (in.op == FoldOp::all) {
    return make<Mask, All<Mask, Mask>, VectorReader<Mask>, false>(slot, in);
  }
  const Width width = registers[in.value].width;
  if (in.denominator != kNoRegister) {
    const Width other = registers[in.denominator].width;
    if (in.op == FoldOp::sum) {
      return make<FractionSum, AddingFractions, RatioReader, false>(slot, in, width, other);
    }
    if (in.op == FoldOp::minimum) {
      return make<Rational, Least<Rational, Rational>, RatioReader, true>(slot, in, width, other);
    }
    return make<Rational, Most<Rational, Rational>, RatioReader, true>(slot, in, width, other);
  }
  StepPtr step;
  with_type(width, [&](auto zero) {
    using T = decltype(zero);
    if (in.op == FoldOp::sum) {
      step = sum_step<T>(slot, in, ranges[in.value]);
    } else if (in.op == FoldOp::minimum) {
      step = make<T, Least<T, T>, VectorReader<T>, true>(slot, in);
    } else {
      step = make<T, Most<T, T>, VectorReader<T>, true>(slot, in);
    }
  });
  return step;
}

void merge_folds(std::vector<std::unique_ptr<Frame>>& frames, std::size_t slot) {
  if (frames.empty()) return;
  auto& first = static_cast<FoldAccumulator&>(*frames[0]->accumulators[slot]);
  for (std::size_t i = 1; i < frames.size(); ++i) {
    first.merge(static_cast<const FoldAccumulator&>(*frames[i]->accumulators[slot]));
  }
}

FoldResult take_fold(std::vector<std::unique_ptr<Frame>>& frames, std::size_t slot,
                     std::size_t which, const FoldInputs& in) {
  if (!frames.empty()) {
    return static_cast<FoldAccumulator&>(*frames[0]->accumulators[slot]).take(which);
  }
  FoldResult result;
  const auto groups = static_cast<std::size_t>(in.groups);
  const bool lacks = in.op == FoldOp::minimum || in.op == FoldOp::maximum;
  result.values.assign(groups, in.op == FoldOp::all ? 1 : 0);
  if (in.denominator != kNoRegister) result.denominators.assign(groups, 1);
  result.has.assign(groups, !lacks);
  return result;
}

}  // namespace remit::column
