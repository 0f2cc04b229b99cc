#include "check/chart_reader.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/budget.h"
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
  std::vector<std::uint32_t> extents;  ///< of the number, if one is: 1
  std::optional<std::size_t> number;

  /// How many sets of words there are; of very many, some number beyond all limits.
  std::size_t cells() const {
    std::size_t all = 1;
    for (const std::uint32_t extent : extents)
      if (all < kVeryMany) all *= std::max<std::size_t>(extent, 1);
    return all;
  }
  static constexpr std::size_t kVeryMany = 1'000'000'000;
};

/// The names that a formula begins paths with.
void collect_names(NodeView node, std::vector<NodeView>& names) {
  base::go_deeper();
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
    const bool number = is_whole_number(context, value);
    if (type.kind != TypeKind::category && !number) {
      context.sink.report(code::wrong_kind, axis.span(),
                          {context.model.written(axis.span()), diagnostic::text::kind_value,
                           diagnostic::text::kind_axis});
      return false;
    }
    if (number && axes.number) {
      context.sink.report(code::chart_of_numbers, axis.span(),
                          {context.model.written(axis.span())});
      return false;
    }
    if (number) axes.number = chart.axes.size();
    chart.axes.push_back(value);
    axes.types.push_back(type);
    axes.extents.push_back(
        number ? 1
               : static_cast<std::uint32_t>(context.model.category_sets[type.ref].values.size()));
    chart.entity = rows.value_or(entity) == entity ? entity : kWhole;
    rows = chart.entity;
  }
  chart.number_axis = axes.number;
  return !all.empty();  // of a text that could not be read there may be none
}

/// What a cell says of each axis; empty, with a complaint, where that is too much or too little.
syntax::NodeList places_of(Context& context, const Axes& axes, NodeView cell) {
  const syntax::NodeList places = cell.all(Label::edges);
  if (places.size() == axes.types.size()) return places;
  const int wanted = static_cast<int>(axes.types.size());
  context.sink.report(
      code::argument_count, cell.span(),
      {cell.text(), values_wanted(wanted, wanted), values_given(static_cast<int>(places.size())),
       base::concat(some_values(wanted), " : ...")});
  return {};
}

/// Index of a cell from its words, last axis fastest; nullopt with a complaint.
std::optional<std::size_t> cell_index(Context& context, const Axes& axes, NodeView cell) {
  const syntax::NodeList places = places_of(context, axes, cell);
  if (places.empty()) return std::nullopt;
  std::size_t index = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (axes.number == i) continue;
    const NodeView word = places[i].is(Rule::range) ? places[i][Label::low] : places[i];
    const bool is_word = places[i].is(Rule::range) && !places[i][Label::high] &&
                         word.is(Rule::path) && word.all(Label::step).size() == 1;
    const auto& values = context.model.category_sets[axes.types[i].ref].values;
    const auto found = std::ranges::find(values, word.text(), &type::CategorySet::Value::name);
    if (!is_word || found == values.end()) {
      Typer(context).report_unknown_category(is_word ? word : places[i], axes.types[i]);
      return std::nullopt;
    }
    index = index * axes.extents[i] + static_cast<std::size_t>(found - values.begin());
  }
  return index;
}

/// The words of a cell, as its author writes them: "urban, trade". Of a number's axis, nothing.
std::vector<std::string> words_by_axis(const Context& context, const Axes& axes,
                                       std::size_t index) {
  std::vector<std::string> words(axes.types.size());
  for (std::size_t i = axes.types.size(); i-- > 0; index /= axes.extents[i]) {
    if (axes.number == i) continue;
    words[i] = context.model.category_sets[axes.types[i].ref].values[index % axes.extents[i]].name;
  }
  return words;
}

std::string cell_words(const Context& context, const Axes& axes, std::size_t index) {
  std::string all;
  for (const std::string& word : words_by_axis(context, axes, index))
    if (!word.empty()) base::append(all, all.empty() ? "" : ", ", word);
  return all;
}

/// Complains of cells without a value, by their words; of many, the first are told.
template <typename IsGap>
void report_gaps(Context& context, const Axes& axes, const IsGap& is_gap, base::Span span) {
  constexpr std::size_t kMost = 5;
  std::vector<diagnostic::Argument> gaps;
  for (std::size_t i = 0; i < axes.cells() && gaps.size() < kMost; ++i)
    if (is_gap(i)) gaps.emplace_back(base::concat("`", cell_words(context, axes, i), "`"));
  if (gaps.empty()) return;
  context.sink.report(code::matrix_gap, span, {diagnostic::all_of(gaps)});
}

void read_matrix(Context& context, Chart& chart, NodeView node, const Axes& axes) {
  const NodeView item = chart.item;
  Type wanted = chart.declared.type;
  Matrix matrix{.name = chart.name,
                .extents = axes.extents,
                .values = {},
                .cite = cited_clause(context, item),
                .label = std::string(item[Label::label].text())};
  matrix.values.assign(axes.cells(), kNone);
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
    const auto is_gap = [&matrix](std::size_t cell) { return matrix.values[cell] == kNone; };
    report_gaps(context, axes, is_gap, node.span());
    std::ranges::replace(matrix.values, kNone, context.build.blank(wanted));
  }
  chart.tables = {context.tables.add_matrix(std::move(matrix), axes.types)};
}

/// The entries of each set of words, in the order of the text; false, with a complaint, where one
/// could not be read.
bool sort_entries(Context& context, const Axes& axes, NodeView node,
                  std::vector<BracketList>& lists) {
  bool good = true;
  for (const NodeView cell : node.all(Label::band)) {
    const auto index = cell_index(context, axes, cell);
    good = good && index.has_value();
    if (index) lists[*index].entries.push_back(cell);
  }
  return good;
}

/// Over a whole number it is brackets of these, for each set of words of the other axes: checked
/// for gaps, told as such in memos.
bool read_numbers(Context& context, Chart& chart, NodeView node, const Axes& axes) {
  const NodeView item = chart.item;
  std::vector<BracketList> lists(axes.cells(),
                                 {.entries = {}, .axis = *axes.number, .span = node.span()});
  if (!sort_entries(context, axes, node, lists)) return false;
  const auto is_gap = [&](std::size_t cell) {
    return lists[cell].entries.empty() && lists.size() > 1;
  };
  report_gaps(context, axes, is_gap, node.span());
  Tables::ScaleTypes types{
      .input = type::kNumber, .output = chart.declared.type, .whole_numbers = true};
  if (types.output == type::kNumber) types.output = {};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (is_gap(i)) return false;
    const std::vector<std::string> words = words_by_axis(context, axes, i);
    for (std::size_t axis = 0; axis < words.size(); ++axis) {
      if (axis < *axes.number) base::append(lists[i].words_before, words[axis], ", ");
      if (axis > *axes.number) base::append(lists[i].words_after, ", ", words[axis]);
    }
    auto bands = read_bands(context, lists[i], false, types, type::ScaleKind::step);
    if (!bands) return false;
    chart.tables.push_back(
        context.tables.add_scale({.name = chart.name,
                                  .kind = type::ScaleKind::step,
                                  .bands = std::move(*bands),
                                  .cite = cited_clause(context, item),
                                  .label = std::string(item[Label::label].text())},
                                 types));
  }
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
  if (good && axes.cells() > context.limits.expression_nodes) {
    context.sink.report(code::expression_too_large, node.span(), {context.limits.expression_nodes});
    good = false;
  }
  if (good && axes.number) good = read_numbers(context, chart, node, axes);
  if (good && !axes.number) read_matrix(context, chart, node, axes);
  chart.state = good ? Chart::State::read : Chart::State::broken;
}

}  // namespace remit::check
