// What prose or another language says with an operator that means something else here.

#include <algorithm>

#include "base/strings.h"
#include "base/word_list.h"
#include "check/typer.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/common.h"
#include "syntax/units.h"

namespace remit::check {

using type::OperatorId;
using type::Type;
using type::TypeKind;

/// `1000元/人` is so much for each, which is a product: taken as it stands it would be a part of
/// the amount. What is divided on purpose stands in brackets.
bool Typer::say_times(NodeView node) {
  const NodeView amount = node[Label::left];
  const NodeView each = node[Label::right];
  const syntax::NumberLiteral* literal = amount.is(Rule::number) ? amount.number() : nullptr;
  const bool money = literal != nullptr && literal->unit_kind == syntax::UnitKind::currency;
  if (!money || !each.is(Rule::path) || each.all(Label::step).size() != 1) return false;
  const syntax::UnitWord* const unit = syntax::find_unit(each.text());
  if (unit == nullptr || unit->magnitude || unit->kind == syntax::UnitKind::currency) return false;
  const std::string_view said = amount.text();
  c_.sink.report(code::said_otherwise, node.span(),
                 {node.text(),
                  {base::concat("the amount times the number, as in `", said, " * n`"),
                   base::concat("金额乘以数量，如“", said, " × 数量”")}});
  return true;
}

/// `kind = tea or fruit` as a membership: one comparison by `=`, and values of its kind behind it.
std::optional<std::string> Typer::words_listed(NodeView node, const Scope& scope) {
  std::vector<NodeView> values;
  NodeView first = node;
  while (first.is(Rule::binary) && first.operator_id() == OperatorId::disjunction) {
    values.push_back(first[Label::right]);
    first = first[Label::left];
  }
  const bool equal = first.is(Rule::binary) && (first.operator_id() == OperatorId::equal ||
                                                first.operator_id() == OperatorId::is);
  const bool unequal = first.is(Rule::binary) && (first.operator_id() == OperatorId::not_equal ||
                                                  first.operator_id() == OperatorId::is_not);
  const auto is_value = [&](NodeView value) {
    return value.is(Rule::number) || value.is(Rule::text) || value.is(Rule::date) ||
           may_be_category(value, scope);
  };
  if ((!equal && !unequal) || !std::ranges::all_of(values, is_value)) return std::nullopt;
  values.push_back(first[Label::right]);
  std::string list;
  for (auto value = values.rbegin(); value != values.rend(); ++value)
    base::append(list, list.empty() ? "" : ", ", written(*value));
  const bool chinese = after_chinese(first[Label::right].span());
  const std::string_view among =
      equal ? (chinese ? " 属于 { " : " in { ") : (chinese ? " 不属于 { " : " not in { ");
  return base::concat(written(first[Label::left]), among, list, " }");
}

/// `n is 3 or more`, `n >= 3 or more`: one comparison.
std::optional<std::string> Typer::size_or_more(NodeView node, const Scope& scope) const {
  const NodeView first = node[Label::left];
  const NodeView word = node[Label::right];
  if (!first.is(Rule::binary) || !may_be_category(word, scope)) return std::nullopt;
  if (c_.names.is_value(word.text())) return std::nullopt;  // `kind = tea or more`, two kinds
  const bool more = base::is_among(
      "more|above|over|higher|greater|larger|later|upwards|以上|更多|更高", word.text());
  const bool less =
      base::is_among("less|fewer|below|under|lower|smaller|earlier|以下|更少|更低", word.text());
  const OperatorId id = first.operator_id();
  // `n >= 3 or less` contradicts itself.
  const bool either = id == OperatorId::equal || id == OperatorId::is;
  const bool fits = (more && (either || id == OperatorId::greater_equal)) ||
                    (less && (either || id == OperatorId::less_equal));
  if (!fits) return std::nullopt;
  return base::concat(written(first[Label::left]),
                      more ? " >= " : " <= ", written(first[Label::right]));
}

/// `fee or 0`, as programs say it of what may be missing.
bool Typer::say_otherwise(NodeView node, const Scope& scope) {
  const NodeView left = ungrouped(node[Label::left]);
  const NodeView right = ungrouped(node[Label::right]);
  const auto is_value = [](NodeView value) {
    return value.is(Rule::number) || value.is(Rule::text) || value.is(Rule::date) ||
           value.is(Rule::blank);
  };
  const bool written = is_value(right);
  if (!left.is(Rule::path) || !is_name(scope, left[Label::step].text())) return false;
  if (!written && !(right.is(Rule::path) && is_name(scope, right[Label::step].text())))
    return false;
  const std::size_t errors = c_.sink.error_count();
  const Type a = build_.type_of(expr(left, scope));
  const Type b = build_.type_of(zero_as(expr(right, scope, a), a));
  if (c_.sink.error_count() != errors) return true;
  const bool blank = right.is(Rule::blank);
  if ((a != b && !blank) || a.kind == TypeKind::boolean || a.kind == TypeKind::unknown)
    return false;
  const bool chinese = after_chinese(right.span());
  const std::string said = base::concat(left.text(), chinese ? " 否则取 " : " otherwise ",
                                        c_.model.written(right.span()));
  c_.sink
      .report(code::said_otherwise, node.span(),
              {node.text(), diagnostic::worded(diagnostic::text::quoted, {said})})
      .suggest(node.span(), said);
  return true;
}

}  // namespace remit::check
