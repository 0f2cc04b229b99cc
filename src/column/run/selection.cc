#include "column/run/selection.h"

namespace remit::column {
namespace {

class SelectRows final : public PlainStep {
 public:
  SelectRows(SelectionId out, std::vector<SelectingMask> masks)
      : out_(out), masks_(std::move(masks)) {}

  void run(Frame& frame) const override {
    Selection& selection = frame.selections[out_];
    selection.rows.resize(frame.capacity);
    selection.count = frame.rows;
    for (std::size_t k = 0; k < masks_.size(); ++k) {
      if (k == 0) {
        keep(frame, masks_[k], [](std::size_t i) { return static_cast<std::uint32_t>(i); });
      } else {
        keep(frame, masks_[k], [&](std::size_t i) { return selection.rows[i]; });
      }
    }
  }

 private:
  /// Keeps of the rows `row_at(0)`, `row_at(1)` ... those that the mask selects.
  template <typename RowAt>
  void keep(Frame& frame, const SelectingMask& by, const RowAt& row_at) const {
    Selection& selection = frame.selections[out_];
    const std::uint8_t* const mask = frame.in<std::uint8_t>(by.mask);
    const std::uint8_t unlike = by.holds ? 0 : 1;
    const BatchFaults& faults = frame.registers[by.mask].faults;
    const bool clean = faults.empty();
    std::size_t count = 0;
    for (std::size_t i = 0; i < selection.count; ++i) {
      const std::uint32_t row = row_at(i);
      selection.rows[count] = row;
      const bool selects = (mask[row] ^ unlike) != 0;
      count += static_cast<std::size_t>(selects || (!clean && fault_at(faults, row) != nullptr));
    }
    selection.count = count;
  }

  SelectionId out_;
  std::vector<SelectingMask> masks_;
};

}  // namespace

StepPtr select_rows(SelectionId out, std::vector<SelectingMask> masks) {
  return std::make_unique<SelectRows>(out, std::move(masks));
}

}  // namespace remit::column
