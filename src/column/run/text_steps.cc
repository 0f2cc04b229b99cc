#include "column/run/text_steps.h"

#include <algorithm>
#include <utility>

#include "base/budget.h"

namespace remit::column {
namespace {

class JoinTexts final : public PlainStep {
 public:
  JoinTexts(RegisterId out, FaultRulePtr rule, std::vector<TextPart> parts, KnownTexts texts,
            std::uint32_t most, std::uint32_t column, SelectionId where)
      : out_(out),
        rule_(std::move(rule)),
        parts_(std::move(parts)),
        texts_(texts),
        most_(most),
        column_(column),
        where_(where) {}

  void run(Frame& frame) const override {
    BatchFaults before;
    if (rule_ != nullptr) find_faults(*rule_, frame, &before);
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    std::int64_t* to = frame.out<std::int64_t>(out_);
    if (is_partial(frame, where_)) std::fill_n(to, frame.rows, std::int64_t{0});
    auto known = before.begin();
    std::string joined;
    for_selected(frame, where_, [&](std::size_t i) {
      const auto row = static_cast<std::uint32_t>(i);
      to[row] = 0;
      while (known != before.end() && known->row < row) ++known;
      if (known != before.end() && known->row == row) {
        faults.push_back(*known);
      } else if (!write(frame, row, &joined)) {
        faults.push_back({row, {type::CellFault::overflow, column_, frame.row_name(row)}});
      } else if (const std::optional<std::int32_t> code = texts_.codes->find(joined)) {
        to[row] = *code;
      } else {
        texts_.missed->add(joined);
      }
    });
  }

 private:
  /// False where it is too long.
  bool write(const Frame& frame, std::uint32_t row, std::string* joined) const {
    joined->clear();
    for (const TextPart& part : parts_) {
      with_type(part.width, [&](auto zero) {
        using T = decltype(zero);
        const T value = frame.in<T>(part.reg)[row];
        if (part.write)
          part.write(convert<std::int64_t>(value), joined);
        else
          *joined += convert<Integer>(value).to_string();
      });
      if (joined->size() > most_) return false;
    }
    constexpr std::size_t kBytesPerUnit = 32;
    base::spend(1 + joined->size() / kBytesPerUnit);
    return true;
  }

  RegisterId out_;
  FaultRulePtr rule_;
  std::vector<TextPart> parts_;
  KnownTexts texts_;
  std::uint32_t most_;
  std::uint32_t column_;
  SelectionId where_;
};

}  // namespace

StepPtr join_texts(RegisterId out, FaultRulePtr rule, std::vector<TextPart> parts, KnownTexts texts,
                   std::uint32_t most, std::uint32_t column, SelectionId where) {
  return std::make_unique<JoinTexts>(out, std::move(rule), std::move(parts), texts, most, column,
                                     where);
}

}  // namespace remit::column
