#include "report/repeated_parts.h"

#include <algorithm>
#include <span>

#include "type/operations.h"

namespace remit::report {
namespace {

using plan::Expression;
using plan::ExpressionId;

/// A part of so many operations is long, and there are signs for so many of them.
constexpr int kLongPart = 4;
constexpr std::size_t kSigns = 9;

std::span<const ExpressionId> operands(const plan::Plan& plan, ExpressionId id) {
  const Expression& e = plan.expressions[id];
  return std::span(plan.operands).subspan(e.first_operand, e.operand_count);
}

/// At most kLongPart.
int operations_in(const plan::Plan& plan, ExpressionId root) {
  std::vector<ExpressionId> open{root};
  int count = 0;
  while (!open.empty() && count < kLongPart) {
    const ExpressionId id = open.back();
    open.pop_back();
    if (type::operation(plan.expressions[id].op).leaf) continue;
    ++count;
    for (const ExpressionId operand : operands(plan, id)) open.push_back(operand);
  }
  return count;
}

std::string sign_at(std::size_t index) {
  std::string sign = "\u2460";  // the circled digits follow each other
  sign.back() = static_cast<char>(sign.back() + static_cast<char>(index));
  return sign;
}

}  // namespace

RepeatedParts::RepeatedParts(const plan::Plan& plan, ExpressionId root) {
  std::vector<ExpressionId> open{root};
  base::HashMap<ExpressionId, int> users;
  while (!open.empty()) {
    const ExpressionId id = open.back();
    open.pop_back();
    if (++users[id] > 1) continue;
    for (const ExpressionId operand : operands(plan, id)) open.push_back(operand);
  }
  // In any order: they make a set.
  for (const auto& [id, count] : users)
    if (count > 1 && id != root && operations_in(plan, id) >= kLongPart) repeated_.insert(id);
}

std::string RepeatedParts::sign_of(ExpressionId id) {
  if (!repeated_.contains(id)) return {};
  if (spelled_out_ > 0 && marked_[spelled_out_ - 1] == id) return {};
  auto found = std::ranges::find(marked_, id);
  if (found == marked_.end()) {
    if (marked_.size() == kSigns) return {};
    found = marked_.insert(marked_.end(), id);
  }
  return sign_at(static_cast<std::size_t>(found - marked_.begin()));
}

std::optional<ExpressionId> RepeatedParts::spell_out() {
  if (spelled_out_ == marked_.size()) return std::nullopt;
  return marked_[spelled_out_++];
}

std::string RepeatedParts::sign() const { return sign_at(spelled_out_ - 1); }

}  // namespace remit::report
