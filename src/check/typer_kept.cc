// Of the rows of a fold the best alone, or all but those at the ends: `top 3 by score`,
// `without highest 1 and lowest 1`.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "check/groups.h"
#include "check/row_order.h"
#include "check/same_value.h"
#include "check/typer.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::FoldOp;
using type::Opcode;

namespace {

/// Between bounds each result costs a step for each row that it keeps, or leaves out at an end.
constexpr int kMostKept = 100;

}  // namespace

/// A whole number of rows, at least one.
std::optional<number::Rational> Typer::row_number(NodeView number) {
  const syntax::NumberLiteral* literal = number.number();
  if (literal == nullptr) return std::nullopt;
  const number::Rational count = number_of(*literal);
  if (count.is_integer() && count >= number::Rational(1)) return count;
  c_.sink.report(code::not_whole, number.span(), {number.text()});
  return std::nullopt;
}

ExprId Typer::rank_rows(const Fold& fold, std::vector<SortKey> keys, base::Span span) {
  Rank rank{.keys = std::move(keys),
            .partition = fold.partition,
            .where = fold.where,
            .output = type::RankOutput::position};
  if (fold.via != kNone) rank.partition = {fold.via};
  return build_.rank(fold.rows, std::move(rank), span);
}

/// Of the rows in descending order of the value neither the first few nor the last few. One order
/// for both ends: among equal rows the highest and the lowest are never the same.
ExprId Typer::between_ends(NodeView option, ExprId value, const Fold& fold) {
  const base::Span span = option.span();
  const auto high = row_number(option[Label::high]);
  const auto low = row_number(option[Label::low]);
  if (!high || !low) return wrong(span);
  const ExprId place = rank_rows(fold, {{value, true}}, span);
  Fold group{.op = FoldOp::count, .rows = fold.rows, .partition = fold.partition};
  if (fold.via != kNone) group.partition = {fold.via};
  group.partitioned = true;
  group.where = fold.where;
  const ExprId rows = build_.fold(fold.rows, std::move(group), span);
  const ExprId below = build_.subtract(rows, place);
  return build_.conjunction(
      {build_.compare(Opcode::greater, place, build_.number(*high, type::kNumber), span),
       build_.compare(Opcode::greater_equal, below, build_.number(*low, type::kNumber), span)},
      span);
}

/// The keys of `top`, the best first, and what decides between equal rows.
std::vector<SortKey> Typer::order_of_best(NodeView option, const Scope& inner, ExprId value,
                                          const Fold& fold) {
  std::vector<SortKey> keys = sort_keys(option, inner);
  const std::vector<ExprId> groups = groups_of(fold);
  refuse_keys_of_group(c_, option.all(Label::key), keys, groups);
  for (std::size_t i = 0; i < keys.size(); ++i)
    keys[i].descending = !option.all(Label::key)[i][Label::ascending];
  // Of rows that are equal in what is added up it does not matter which are meant.
  const bool alike = keys.size() == 1 && same_value(c_.model, keys[0].value, value);
  const bool wrong =
      std::ranges::any_of(keys, [this](const SortKey& key) { return unknown(key.value); });
  const bool named = !wrong && has_key(c_, fold.rows, keys);
  RowOrder order{.keys = {}, .total = alike || wrong};
  const NodeView ties = option[Label::ties];
  if (ties) order = tie_order(c_, ties, Scope{.entity = fold.rows});
  refuse_keys_of_group(c_, ties.all(Label::key), order.keys, groups);
  order.total = order.total || named;
  refuse_idle_ties(c_, ties, fold.rows, keys, order);
  require_total(c_, order, fold.rows, option.span());
  keys.insert(keys.end(), order.keys.begin(), order.keys.end());
  return keys;
}

/// Between bounds the rows differ from result to result, and so does the place of each: the fold
/// itself says which of them it keeps.
void Typer::keep_between_bounds(NodeView option, const Scope& inner, ExprId value, Fold& fold) {
  const base::Span span = option.span();
  if (fold.kept) {
    c_.sink.report(code::not_between_bounds, span,
                   {option.text(), diagnostic::text::why_kept_twice});
    return;
  }
  const auto number = [&](NodeView said) -> std::uint32_t {
    const auto count = said ? row_number(said) : std::nullopt;
    if (!count) return 0;
    if (*count <= number::Rational(kMostKept))
      return static_cast<std::uint32_t>(count->numerator().to_int64());
    c_.sink.report(code::not_between_bounds, said.span(),
                   {said.text(), diagnostic::worded(diagnostic::text::why_kept_many, {kMostKept})});
    return 0;
  };
  type::Kept kept;
  if (option.is(Rule::top)) {
    fold.order = order_of_best(option, inner, value, fold);
    kept.most = number(option[Label::most]);
  } else {
    fold.order = {{value, true}};
    kept.passed = number(option[Label::high]);
    kept.left = number(option[Label::low]);
  }
  fold.by_row = true;
  fold.kept = kept;
}

void Typer::keep_best(NodeView option, const Scope& inner, ExprId value, Fold& fold) {
  const base::Span span = option.span();
  if (fold.window) return keep_between_bounds(option, inner, value, fold);
  std::vector<ExprId> kept;
  if (fold.where != kNone) kept.push_back(fold.where);
  const auto keep = [&](std::vector<SortKey> keys, Opcode op, NodeView number) {
    const auto count = row_number(number);
    if (!count) return;
    const ExprId place = rank_rows(fold, std::move(keys), span);
    kept.push_back(
        build_.compare(op, place, build_.number(*count, type::kNumber, number.span()), span));
  };
  if (option.is(Rule::top)) {
    keep(order_of_best(option, inner, value, fold), Opcode::less_equal, option[Label::most]);
  }
  if (option[Label::high] && option[Label::low])
    kept.push_back(between_ends(option, value, fold));
  else if (option[Label::high])
    keep({{value, true}}, Opcode::greater, option[Label::high]);
  else if (option[Label::low])
    keep({{value, false}}, Opcode::greater, option[Label::low]);
  if (!kept.empty()) fold.where = build_.conjunction(kept, span);
}

}  // namespace remit::check
