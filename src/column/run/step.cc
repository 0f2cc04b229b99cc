#include "column/run/step.h"

namespace remit::column {
namespace {

class PlainAction final : public Action {
 public:
  explicit PlainAction(const PlainStep& step) : step_(step) {}
  void run(Frame& frame) override { step_.run(frame); }
  bool shorten(Frame& frame, RowProgram& program) override { return step_.shorten(frame, program); }

 private:
  const PlainStep& step_;
};

}  // namespace

ActionPtr PlainStep::bind(Frame&) const { return std::make_unique<PlainAction>(*this); }

}  // namespace remit::column
