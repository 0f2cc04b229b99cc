#include "check/chart_reader.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/strings.h"
#include "check/bands.h"
#include "check/call_words.h"
#include "check/dated.h"
#include "check/declare.h"
#include "check/types.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Type;
using type::TypeKind;

namespace {

struct Axes {
  std::vector<Type> types;
  std::vector<std::uint32_t> extents;
};

/// The names that a formula begins paths with.
void collect_names(NodeView node, std::vector<NodeView>& names) {
  if (node.is(Rule::path)) {
    names.push_back(node[Label::step]);
    return;
  }
  for (const NodeView child : node.children()) collect_names(child, names);
}

/// The entities of which the name is one of a row: the one that it names, or whose field or figure
/// it is.
std::vector<EntityId> entities_of(const Context& context, std::string_view name) {
  if (const auto entity = context.names.find_entity(name)) return {*entity};
  std::vector<EntityId> found;
  if (context.names.find(kWhole, name) != nullptr) return found;
  for (EntityId entity = 1; entity < context.model.entities.size(); ++entity)
    if (context.names.find(entity, name) != nullptr) found.push_back(entity);
  return found;
}

/// The rows that an axis is of; the whole, with a complaint, where the text does not say it.
EntityId entity_of_axis(Context& context, NodeView axis) {
  std::vector<NodeView> names;
  collect_names(axis, names);
  for (const NodeView name : names) {
    const std::vector<EntityId> found = entities_of(context, name.text());
    if (found.size() == 1) return found[0];
    if (found.size() < 2) continue;
    auto& complaint =
        context.sink.report(code::wrong_kind, axis.span(),
                            {context.model.written(axis.span()), diagnostic::text::kind_value,
                             diagnostic::text::kind_axis});
    const std::string& first = context.model.entities[found[0]].name;
    complaint.suggest(name.span(), base::concat(first, ".", name.text()));
    return kWhole;
  }
  if (names.empty())
    context.sink.report(code::wrong_kind, axis.span(),
                        {context.model.written(axis.span()), diagnostic::text::kind_value,
                         diagnostic::text::kind_axis});
  else
    context.names.report_unknown(kWhole, names[0].text(), names[0].span());
  return kWhole;
}

bool is_whole_number(const Context& context, ExprId value) {
  const Expr& expr = context.build[value];
  return expr.type == type::kNumber && !expr.form.ratio && expr.form.decimals == 0;
}

/// Types the axes; false, with a complaint, where one is neither a category nor a whole number.
bool read_axes(Context& context, Chart& chart, NodeView matrix, Axes& axes) {
  const auto all = matrix.all(Label::axis);
  std::optional<EntityId> rows;
  for (const NodeView axis : all) {
    const EntityId entity = entity_of_axis(context, axis);
    if (entity == kWhole) return false;
    Typer typer(context);
    const ExprId value = typer.expr(axis, Scope{.entity = entity});
    const Type type = context.build.type_of(value);
    if (type.kind == TypeKind::unknown) return false;
    chart.by_number = is_whole_number(context, value);
    if (type.kind != TypeKind::category && !chart.by_number) {
      context.sink.report(code::wrong_kind, axis.span(),
                          {context.model.written(axis.span()), diagnostic::text::kind_value,
                           diagnostic::text::kind_axis});
      return false;
    }
    if (chart.by_number && all.size() > 1) {
      context.sink.report(code::chart_of_numbers, axis.span(),
                          {context.model.written(axis.span())});
      return false;
    }
    chart.axes.push_back(value);
    axes.types.push_back(type);
    if (type.kind == TypeKind::category)
      axes.extents.push_back(
          static_cast<std::uint32_t>(context.model.category_sets[type.ref].values.size()));
    chart.entity = rows.value_or(entity) == entity ? entity : kWhole;
    rows = chart.entity;
  }
  return !all.empty();  // of a text that could not be read there may be none
}

/// The words by which a cell is found; empty, with a complaint, of what is no list of words.
std::vector<NodeView> words_of(Context& context, const Axes& axes, NodeView cell) {
  const NodeView first = cell[Label::edges];
  std::vector<NodeView> words{first[Label::low]};
  for (const NodeView word : cell.all(Label::word)) words.push_back(word);
  const bool is_word = first.is(Rule::range) && !first[Label::high] && words[0].is(Rule::path) &&
                       words[0].all(Label::step).size() == 1;
  if (!is_word) {
    Typer(context).report_unknown_category(first, axes.types[0]);
    return {};
  }
  if (words.size() == axes.types.size()) return words;
  const int wanted = static_cast<int>(axes.types.size());
  context.sink.report(
      code::argument_count, cell.span(),
      {cell.text(), values_wanted(wanted, wanted), values_given(static_cast<int>(words.size())),
       base::concat(some_values(wanted), " : ...")});
  return {};
}

/// Index of a cell from its words, last axis fastest; nullopt with a complaint.
std::optional<std::size_t> cell_index(Context& context, const Axes& axes, NodeView cell) {
  const std::vector<NodeView> words = words_of(context, axes, cell);
  if (words.empty()) return std::nullopt;
  std::size_t index = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& values = context.model.category_sets[axes.types[i].ref].values;
    const auto found = std::ranges::find(values, words[i].text(), &type::CategorySet::Value::name);
    if (found == values.end()) {
      Typer(context).report_unknown_category(words[i], axes.types[i]);
      return std::nullopt;
    }
    index = index * axes.extents[i] + static_cast<std::size_t>(found - values.begin());
  }
  return index;
}

/// The words of a cell of the matrix, as its author writes them: "urban, trade".
std::string cell_words(const Context& context, const Axes& axes, std::size_t index) {
  std::string words;
  for (std::size_t i = axes.types.size(); i-- > 0; index /= axes.extents[i]) {
    const auto& values = context.model.category_sets[axes.types[i].ref].values;
    const std::string& word = values[index % axes.extents[i]].name;
    words = words.empty() ? word : base::concat(word, ", ", words);
  }
  return words;
}

/// Complains of cells without a value, by their words; of many, the first are told.
void report_gaps(Context& context, const Axes& axes, const Matrix& matrix, base::Span span) {
  constexpr std::size_t kMost = 5;
  std::vector<diagnostic::Argument> gaps;
  for (std::size_t i = 0; i < matrix.values.size() && gaps.size() < kMost; ++i) {
    if (matrix.values[i] == kNone)
      gaps.emplace_back(base::concat("`", cell_words(context, axes, i), "`"));
  }
  context.sink.report(code::matrix_gap, span, {diagnostic::all_of(gaps)});
}

void read_matrix(Context& context, Chart& chart, NodeView node, const Axes& axes) {
  const NodeView item = chart.item;
  Type wanted = chart.declared.type;
  std::size_t cells = 1;
  for (const std::uint32_t extent : axes.extents) {
    cells *= std::max<std::size_t>(extent, 1);
    if (cells <= context.limits.expression_nodes) continue;
    context.sink.report(code::expression_too_large, node.span(), {context.limits.expression_nodes});
    return;
  }
  Matrix matrix{.name = chart.name,
                .extents = axes.extents,
                .values = {},
                .cite = cited_clause(context, item),
                .label = std::string(item[Label::label].text())};
  matrix.values.assign(cells, kNone);
  Typer typer(context);
  std::vector<ValueBeside> beside;
  for (const NodeView cell : node.all(Label::band)) {
    const ExprId value = constant_value(context, typer, cell[Label::value], wanted);
    if (wanted.kind == TypeKind::unknown) wanted = context.build.type_of(value);
    keep_declared(context, chart.declared, value, chart.name, cell[Label::value].span());
    beside.push_back({value, cell[Label::value].span()});
    const auto index = cell_index(context, axes, cell);
    if (!index) continue;
    if (matrix.values[*index] != kNone)
      context.sink.report(code::matrix_duplicate, cell.span(), {cell_words(context, axes, *index)});
    matrix.values[*index] = value;
  }
  if (!chart.declared.percent) ask_for_percent_beside(context, beside);
  if (std::ranges::count(matrix.values, kNone) > 0) {
    report_gaps(context, axes, matrix, node.span());
    std::ranges::replace(matrix.values, kNone, context.build.blank(wanted));
  }
  chart.table = context.tables.add_matrix(std::move(matrix), axes.types);
}

/// Over a whole number it is brackets of these: checked for gaps, told as such in memos.
bool read_numbers(Context& context, Chart& chart, NodeView node) {
  const NodeView item = chart.item;
  for (const NodeView cell : node.all(Label::band))
    if (const NodeView word = cell[Label::word]) {
      context.sink.report(
          code::argument_count, cell.span(),
          {cell.text(), values_wanted(1, 1),
           values_given(1 + static_cast<int>(cell.all(Label::word).size())), "2020 : ..."});
      return false;
    }
  Tables::ScaleTypes types{
      .input = type::kNumber, .output = chart.declared.type, .whole_numbers = true};
  if (types.output == type::kNumber) types.output = {};
  auto bands = read_bands(context, node, false, types, type::ScaleKind::step);
  if (!bands) return false;
  chart.table = context.tables.add_scale({.name = chart.name,
                                          .kind = type::ScaleKind::step,
                                          .bands = std::move(*bands),
                                          .cite = cited_clause(context, item),
                                          .label = std::string(item[Label::label].text())},
                                         types);
  return true;
}

}  // namespace

void read_chart(Context& context, std::uint32_t index) {
  Chart& chart = context.charts.at(index);
  if (chart.state != Chart::State::waiting) return;
  chart.state = Chart::State::running;
  const NodeView node = chart.item.child(Rule::matrix);
  Axes axes;
  bool good = read_axes(context, chart, node, axes);
  if (good && chart.by_number) good = read_numbers(context, chart, node);
  if (good && !chart.by_number) read_matrix(context, chart, node, axes);
  chart.state = good ? Chart::State::read : Chart::State::broken;
}

}  // namespace remit::check
