// Calls of tables of the policy by name: scales, brackets that are rows, parameters by axes.

#include <string>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "check/bands.h"
#include "check/call_words.h"
#include "check/chart_reader.h"
#include "check/data_scales.h"
#include "check/open_bands.h"
#include "check/steps.h"
#include "check/typer.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"

namespace remit::check {

using type::Opcode;
using type::Type;

/// A step of its own, since its formula has an edge for each bracket.
ExprId Typer::call_open_scale(NodeView node, const Symbol& symbol, const Scope& scope) {
  c_.names.use(symbol, node[Label::function].span());
  const OpenScale& scale = c_.tables.open_scale(symbol.index);
  const std::string_view name = node[Label::function].text();
  const auto arguments = node.all(Label::argument);
  const int count = static_cast<int>(arguments.size());
  if (!shape_fits(node, name, {count, {}})) return wrong(node.span());
  const int wanted = 1 + static_cast<int>(scale.data ? scale.data->groups.size() : 0);
  if (count != wanted) {
    c_.sink.report(
        code::argument_count, node.span(),
        {name, values_wanted(wanted, wanted), values_given(count), call_example(name, wanted)});
    return wrong(node.span());
  }
  if (scale.data) return call_data_scale(node, scale, scope);
  if (scope.entity != scale.entity) {
    c_.sink.report(code::outside_entity, node.span(), {name, c_.model.entities[scale.entity].name});
    return wrong(node.span());
  }
  const ExprId value = numeric(arguments[0][Label::value], scope);
  if (unknown(value)) return value;
  if (c_.tables.reading_open_scale(symbol.index)) {
    c_.sink.report(code::cycle, node.span(), {name, base::concat(name, " -> ", name)});
    return wrong(node.span());
  }
  c_.tables.reading_open_scale(symbol.index) = true;
  const ExprId result =
      apply_open_bands(c_, *this, scale.item[Label::bands], scale_kind(scale.item[Label::kind]),
                       value, Scope{.entity = scope.entity}, false);
  c_.tables.reading_open_scale(symbol.index) = false;
  if (unknown(result) || within_ != nullptr) return result;
  return scale_step(node, scale, scale.item[Label::bands].span(), result);
}

ExprId Typer::scale_step(NodeView node, const OpenScale& scale, base::Span brackets,
                         ExprId result) {
  const std::string_view name = node[Label::function].text();
  const std::string of = plain_words(node.all(Label::argument)[0][Label::value]);
  return step(
      {"scale", of.empty() ? std::string(name) : base::concat(name, "(", of, ")"),
       std::string(scale.item[Label::label].text()), scale.cite, type::Role::applied, brackets},
      result, node.span());
}

/// The first argument is what lies in a bracket, the others say of which group the brackets are.
ExprId Typer::call_data_scale(NodeView node, const OpenScale& scale, const Scope& scope) {
  const auto arguments = node.all(Label::argument);
  const auto typed = [&](std::size_t i, ColumnId like) {
    const NodeView argument = arguments[i][Label::value];
    const Type type = c_.model.columns[like].type;
    return coerce(zero_as(expr(argument, scope, type), type), type, argument.span());
  };
  const DataScale& data = *scale.data;
  const ExprId value = typed(0, data.lower);
  std::vector<ExprId> groups;
  bool known = !unknown(value);
  for (std::size_t i = 0; i < data.groups.size(); ++i) {
    groups.push_back(typed(i + 1, data.groups[i]));
    known = known && !unknown(groups.back());
  }
  if (!known) return wrong(node.span());
  const ExprId result = apply_data_scale(c_, data, scale_kind(scale.item[Label::kind]), value,
                                         std::move(groups), scope.entity, node.span());
  return within_ != nullptr ? result
                            : scale_step(node, scale, scale.item[Label::rows].span(), result);
}

ExprId Typer::named_table(NodeView node, const Symbol& symbol, const Scope& scope) {
  c_.names.use(symbol, node[Label::function].span());
  const auto arguments = node.all(Label::argument);
  const int values = static_cast<int>(arguments.size());
  const std::string_view name = node[Label::function].text();
  if (!shape_fits(node, name, {values, {}})) return wrong(node.span());
  if (symbol.kind == SymbolKind::scale) {
    if (values != 1) {
      c_.sink.report(code::argument_count, node.span(),
                     {name, values_wanted(1, 1), values_given(values), call_example(name, 1)});
      return wrong(node.span());
    }
    const Type edges = c_.tables.types_of_scale(symbol.index).input;
    return apply_scale(symbol.index, expr(arguments[0][Label::value], scope, edges), node.span());
  }
  read_chart(c_, symbol.index);
  const Chart& chart = c_.charts.at(symbol.index);
  if (chart.state != Chart::State::read) return wrong(node.span());
  if (arguments.size() != chart.axes.size()) {
    const int axes = static_cast<int>(chart.axes.size());
    c_.sink.report(code::argument_count, node.span(),
                   {chart.name, values_wanted(axes, axes), values_given(values),
                    call_example(chart.name, axes)});
    return wrong(node.span());
  }
  std::vector<ExprId> words;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    words.push_back(of_type(arguments[i][Label::value], scope, build_.type_of(chart.axes[i])));
  return value_of_chart(chart, words, node.span());
}

ExprId Typer::value_of_chart(const Chart& chart, const std::vector<ExprId>& axes, base::Span span) {
  if (chart.number_axis) return brackets_of_chart(chart, axes, 0, 0, span);
  const Matrix& matrix = c_.model.matrices[chart.tables[0]];
  const Type type = build_.type_of(matrix.values[0]);
  return build_.operation(Opcode::matrix, Args(axes.begin(), axes.end()), type, span,
                          chart.tables[0]);
}

/// By the words of one axis after the other the brackets are found that hold; `index`: of the words
/// of the axes before.
ExprId Typer::brackets_of_chart(const Chart& chart, const std::vector<ExprId>& axes,
                                std::size_t axis, std::size_t index, base::Span span) {
  if (axis == axes.size()) return apply_scale(chart.tables[index], axes[*chart.number_axis], span);
  if (axis == chart.number_axis) return brackets_of_chart(chart, axes, axis + 1, index, span);
  const std::uint32_t set = build_.type_of(chart.axes[axis]).ref;
  const auto words = static_cast<std::uint32_t>(c_.model.category_sets[set].values.size());
  ExprId result = kNone;
  for (std::uint32_t word = words; word-- > 0;) {
    const ExprId value = brackets_of_chart(chart, axes, axis + 1, index * words + word, span);
    const ExprId is_word =
        build_.compare(Opcode::equal, axes[axis], build_.category(set, word, span), span);
    result = result == kNone ? value : build_.choose(is_word, value, result, span);
  }
  return result;
}

}  // namespace remit::check
