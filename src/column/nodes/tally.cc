#include "column/nodes/tally.h"

namespace remit::column {
namespace {

/// `kFast`: int64 values of which the sum of all rows fits 64 bits.
template <typename T, typename Sum, bool kFast>
class Tallied final : public FoldAccumulator {
 public:
  void add(const Frame& frame, RegisterId reg) {
    const T* values = frame.in<T>(reg);
    if constexpr (kFast) {
      frame.kernels->tally_int64(values, frame.rows, &sum_, &nonzero_);
    } else {
      for (std::size_t i = 0; i < frame.rows; ++i) take<true>(values[i]);
    }
    // Where there is no value the entry lies within the interval, so that it can be taken off.
    for (const RowFault& fault : frame.registers[reg].faults) take<false>(values[fault.row]);
    faults_ += frame.registers[reg].faults.size();
  }

  void merge(const FoldAccumulator& base) override {
    const auto& other = static_cast<const Tallied&>(base);
    sum_ += other.sum_;
    nonzero_ += other.nonzero_;
    faults_ += other.faults_;
  }

  /// Sum, values other than zero, rows without a value.
  FoldResult take(std::size_t) override {
    FoldResult result;
    result.values = {convert<Integer>(sum_), Integer(static_cast<std::int64_t>(nonzero_)),
                     Integer(static_cast<std::int64_t>(faults_))};
    return result;
  }

 private:
  template <bool kAdd>
  void take(const T& value) {
    const bool counts = !(value == T{});
    if constexpr (kAdd) {
      sum_ += convert<Sum>(value);
      nonzero_ += counts ? 1 : 0;
    } else {
      sum_ -= convert<Sum>(value);
      nonzero_ -= counts ? 1 : 0;
    }
  }

  Sum sum_ = 0;
  std::uint64_t nonzero_ = 0;
  std::uint64_t faults_ = 0;
};

template <typename Accumulated>
class TallyStep final : public PlainStep {
 public:
  TallyStep(std::size_t slot, RegisterId reg) : slot_(slot), reg_(reg) {}

  ActionPtr bind(Frame& frame) const override {
    frame.accumulators[slot_] = std::make_unique<Accumulated>();
    return PlainStep::bind(frame);
  }
  void run(Frame& frame) const override {
    static_cast<Accumulated&>(*frame.accumulators[slot_]).add(frame, reg_);
  }

 private:
  std::size_t slot_;
  RegisterId reg_;
};

template <typename T, typename Sum, bool kFast = false>
StepPtr make(std::size_t slot, RegisterId reg) {
  return std::make_unique<TallyStep<Tallied<T, Sum, kFast>>>(slot, reg);
}

}  // namespace

StepPtr tally_step(std::size_t slot, RegisterId reg, std::uint64_t rows,
                   const std::vector<RegisterPlan>& registers,
                   const std::vector<Interval>& ranges) {
  const Integer most = ranges[reg].magnitude() * Integer(static_cast<std::int64_t>(rows));
  StepPtr step;
  with_type(registers[reg].width, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_same_v<T, std::int64_t>) {
      if (most.fits_int64()) {
        step = make<T, std::int64_t, true>(slot, reg);
        return;
      }
    }
    if constexpr (!std::is_same_v<T, Integer>) {
      if (most.fits_int128()) {
        step = make<T, Int128>(slot, reg);
        return;
      }
    }
    step = make<T, Integer>(slot, reg);
  });
  return step;
}

table::Tally take_tally(std::vector<std::unique_ptr<Frame>>& frames, std::size_t slot) {
  if (frames.empty()) return {};
  const FoldResult found = static_cast<FoldAccumulator&>(*frames[0]->accumulators[slot]).take(0);
  return {found.values[0], static_cast<std::uint64_t>(found.values[1].to_int64()),
          static_cast<std::uint64_t>(found.values[2].to_int64())};
}

}  // namespace remit::column
