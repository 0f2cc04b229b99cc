// A constant: one value, one for each span of days, or a matrix over categories.
#include <algorithm>
#include <optional>
#include <string>

#include "base/strings.h"
#include "check/call_words.h"
#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"

namespace remit::check {

using type::Type;
using type::TypeKind;

namespace {

struct Axes {
  std::vector<Type> types;
  std::vector<std::uint32_t> extents;
};

/// `kind` alone is perhaps meant as `unit.kind`.
std::optional<std::string> field_of_words(const Context& context, NodeView axis) {
  for (const Entity& entity : context.model.entities)
    for (const Field& field : entity.fields)
      if (field.name == axis.text() && field.type.kind == TypeKind::category)
        return base::concat(entity.name, ".", field.name);
  return std::nullopt;
}

Axes read_axes(Context& context, NodeView matrix) {
  Axes axes;
  Typer typer(context);
  for (const NodeView axis : matrix.all(Label::axis)) {
    const auto steps = axis.all(Label::step);
    const Symbol* entity = context.names.find(kWhole, steps[0].text());
    Type type;
    if (steps.size() == 2 && entity != nullptr && entity->kind == SymbolKind::entity) {
      const Symbol* field = context.names.find(entity->index, steps[1].text());
      if (field != nullptr && field->kind == SymbolKind::column)
        type = context.model.columns[field->index].type;
    }
    if (type.kind != TypeKind::category) {
      const std::string_view last = steps.back().text();
      if (context.names.report_foretold(last, axis.span(), diagnostic::Text::reader_axis))
        return {};
      auto& found = context.sink.report(
          Code::wrong_kind, axis.span(),
          {axis.text(), diagnostic::Text::kind_value, diagnostic::Text::type_category});
      if (const auto whole = field_of_words(context, axis)) found.suggest(axis.span(), *whole);
      return {};
    }
    axes.types.push_back(type);
    axes.extents.push_back(
        static_cast<std::uint32_t>(context.model.category_sets[type.ref].values.size()));
  }
  return axes;
}

/// Index of a cell from its words, last axis fastest; nullopt with a complaint.
std::optional<std::size_t> cell_index(Context& context, const Axes& axes, NodeView cell) {
  const auto words = cell.all(Label::word);
  if (words.size() != axes.types.size()) {
    context.sink.report(
        Code::argument_count, cell.span(),
        {cell.text(),
         values_wanted(static_cast<int>(axes.types.size()), static_cast<int>(axes.types.size())),
         values_given(static_cast<int>(words.size()))});
    return std::nullopt;
  }
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
  context.sink.report(Code::matrix_gap, span, {diagnostic::all_of(gaps)});
}

void read_matrix(Context& context, NodeView item, NodeView node, const FieldType& declared) {
  Type wanted = declared.type;
  const Axes axes = read_axes(context, node);
  if (axes.types.empty()) {  // complained of; the name stands for something all the same
    context.names.declare(
        kWhole, item[Label::name].text(),
        {SymbolKind::constant, context.build.blank(type::kUnknown), item[Label::name].span()});
    return;
  }
  std::size_t cells = 1;
  for (const std::uint32_t extent : axes.extents) cells *= extent;
  Matrix matrix{.name = std::string(item[Label::name].text()),
                .extents = axes.extents,
                .values = {},
                .cite = cited_clause(context, item),
                .label = std::string(item[Label::label].text())};
  matrix.values.assign(cells, kNone);
  Typer typer(context);
  for (const NodeView cell : node.all(Label::cell)) {
    const ExprId value = constant_value(context, typer, cell[Label::value], wanted);
    if (wanted.kind == TypeKind::unknown) wanted = context.build.type_of(value);
    keep_declared(context, declared, value, item[Label::name].text(), cell[Label::value].span());
    const auto index = cell_index(context, axes, cell);
    if (!index) continue;
    if (matrix.values[*index] != kNone)
      context.sink.report(Code::matrix_duplicate, cell.span(), {cell_words(context, axes, *index)});
    matrix.values[*index] = value;
  }
  if (std::ranges::count(matrix.values, kNone) > 0) {
    report_gaps(context, axes, matrix, node.span());
    std::ranges::replace(matrix.values, kNone, context.build.blank(wanted));
  }
  const std::uint32_t id = context.tables.add_matrix(std::move(matrix), axes.types);
  declare_name(context, item, SymbolKind::matrix, id);
}

void declare_param(Context& context, NodeView item) {
  FieldType declared{type::kUnknown};
  if (item[Label::type]) declared = read_type(context, item[Label::type]);
  if (const NodeView matrix = item.child(Rule::matrix)) {
    read_matrix(context, item, matrix, declared);
    return;
  }
  const std::string name(item[Label::name].text());
  const DatedValues values = read_dated(context, name, item.all(Label::value), declared.type);
  const base::Span span = item[Label::name].span();
  if (values.table == kNone) {
    keep_declared(context, declared, values.single, name, context.build[values.single].span);
  } else {
    context.model.dated[values.table].cite = cited_clause(context, item);
    context.model.dated[values.table].label = item[Label::label].text();
    for (const ExprId value : context.model.dated[values.table].values)
      keep_declared(context, declared, value, name, context.build[value].span);
  }
  if (values.table == kNone)
    declare_constant(context, item, values.single);
  else
    context.names.declare(kWhole, name, {SymbolKind::dated, values.table, span});
}

}  // namespace

constinit const Form kParam{.rule = Rule::param,
                            .phase = Phase::tables,
                            .declare = declare_param,
                            .unused = Code::unused_parameter};

}  // namespace remit::check
