#include "type/attributes.h"

#include <algorithm>
#include <array>

namespace remit::type {
namespace {

constexpr std::array kAttributes = std::to_array<Attribute>({
    {Role::metric, "metric", "实绩"},
    {Role::goal, "goal", "目标值"},
    {Role::met, "met", "达标"},
    {Role::progress, "progress", "完成率"},
    {Role::shortfall, "shortfall", "缺口"},
    {Role::eligible, "eligible", "符合条件"},
    {Role::reason, "reason", "原因"},
    {Role::amount, "amount", "金额"},
    {Role::entitled, "entitled", "应得"},
    {Role::capped, "capped", "封顶"},
    {Role::blocked, "blocked", "被否决"},
    {Role::rank, "rank", "名次"},
    {Role::ties, "ties", "并列数"},
    {Role::payable, "payable", "本次应付"},
    {Role::repay, "repay", "应追回"},
    {Role::requested, "requested", "申请额"},
    {Role::paid, "paid", "实付"},
    {Role::left, "left", "结余"},
    {Role::budget, "budget", "预算"},
    {Role::total, "total", "合计"},
    {Role::due, "due", "到期日"},
    {Role::late, "late", "逾期"},
    {Role::year, "year", "年次"},
    {Role::points, "points", "得分"},
});

}  // namespace

std::span<const Attribute> attributes() { return kAttributes; }

const Attribute* find_attribute(std::string_view name) {
  const auto* found = std::ranges::find_if(
      kAttributes, [name](const Attribute& a) { return a.en == name || a.zh == name; });
  return found == kAttributes.end() ? nullptr : found;
}

std::string_view attribute_name(Role role, base::Language language) {
  const auto* found = std::ranges::find(kAttributes, role, &Attribute::role);
  if (found == kAttributes.end()) return {};
  return language == base::Language::zh ? found->zh : found->en;
}

}  // namespace remit::type
