#include "column/run/earlier.h"

#include <algorithm>
#include <utility>

namespace remit::column {
namespace {

const type::Fault* stored_fault(const table::Faults& faults, std::uint64_t row) {
  const auto at = std::lower_bound(
      faults.begin(), faults.end(), row,
      [](const auto& fault, std::uint64_t wanted) { return fault.first < wanted; });
  return at != faults.end() && at->first == row ? &at->second : nullptr;
}

class GatherEarlier final : public PlainStep {
 public:
  GatherEarlier(RegisterId out, RegisterId rows, std::shared_ptr<const EarlierColumn> column)
      : out_(out), rows_(rows), column_(std::move(column)) {}

  void run(Frame& frame) const override {
    gather_values(frame);
    gather_faults(frame);
  }

 private:
  void gather_values(Frame& frame) const {
    const std::int64_t* const rows = frame.in<std::int64_t>(rows_);
    with_type(column_->values.width, [&](auto from_zero) {
      using From = decltype(from_zero);
      const From* const from = column_->values.as<From>();
      const From low = within<From>(column_->assumed.lo);
      const From high = within<From>(column_->assumed.hi);
      with_type(column_->width, [&](auto to_zero) {
        using To = decltype(to_zero);
        To* const to = frame.out<To>(out_);
        bool escaped = false;
        for (std::size_t i = 0; i < frame.rows; ++i) {
          const From& value = from[rows[i]];
          const bool holds = low <= value && value <= high;
          escaped = escaped || !holds;
          to[i] = holds ? convert<To>(value) : To(0);
        }
        frame.escaped = frame.escaped || escaped;
      });
    });
  }

  /// The bound, or the nearest that the width of the values knows.
  template <typename From>
  From within(const Integer& bound) const {
    if constexpr (std::is_same_v<From, Integer>) {
      return bound;
    } else {
      const Integer least(static_cast<Int128>(std::numeric_limits<From>::min()));
      const Integer most(static_cast<Int128>(std::numeric_limits<From>::max()));
      return convert<From>(std::clamp(bound, least, most));
    }
  }

  void gather_faults(Frame& frame) const {
    const BatchFaults& references = frame.registers[rows_].faults;
    const table::Faults& stored = frame.stored_faults[column_->slot];
    BatchFaults& faults = frame.registers[out_].faults;
    if (stored.empty()) {
      faults = references;
      return;
    }
    faults.clear();
    const std::int64_t* const rows = frame.in<std::int64_t>(rows_);
    auto reference = references.begin();
    for (std::uint32_t row = 0; row < frame.rows; ++row) {
      if (reference != references.end() && reference->row == row) {
        faults.push_back(*reference++);
      } else if (const type::Fault* fault =
                     stored_fault(stored, static_cast<std::uint64_t>(rows[row]))) {
        faults.push_back({row, *fault});
      }
    }
  }

  RegisterId out_, rows_;
  std::shared_ptr<const EarlierColumn> column_;
};

}  // namespace

StepPtr gather_earlier(RegisterId out, RegisterId rows,
                       std::shared_ptr<const EarlierColumn> column) {
  return std::make_unique<GatherEarlier>(out, rows, std::move(column));
}

}  // namespace remit::column
