#include <algorithm>

#include "base/civil_date.h"
#include "base/strings.h"
#include "check/declarations.h"

namespace remit::check {

using number::Rational;
using type::Type;
using type::TypeKind;

namespace {

/// A list of values with the days they begin, as a table over days; kNone if it is one value
/// without a day (then `single` is it).
struct DatedValues {
  std::uint32_t table = kNone;
  ExprId single = kNone;
  Type type;
};

ExprId constant_value(Context& context, Typer& typer, NodeView node, Type wanted) {
  ExprId value = typer.expr(node, Scope{}, wanted);
  if (wanted.kind != TypeKind::unknown) value = typer.coerce(value, wanted, node.span());
  const bool known = context.build.type_of(value).kind != TypeKind::unknown;
  if (known && !context.build.is_constant(value))
    context.sink.report(Code::not_constant, node.span());
  return value;
}

std::string iso(std::int32_t day) { return base::to_iso_text(base::civil_from_days(day)); }

/// The days between the end of one value and the begin of the next: a hole or an overlap.
void report_seam(Context& context, const std::string& name, std::int32_t ended, std::int32_t since,
                 base::Span span) {
  if (since > ended)
    context.sink.report(Code::dated_gap, span, {name, iso(ended + 1), iso(since - 1)});
  else
    context.sink.report(Code::dated_overlap, span, {name, iso(since)});
}

/// Values in the order of their days; each holds until the next begins or its own end. A day
/// between two of them that has no value is a hole.
DatedValues read_dated(Context& context, const std::string& name, absl::Span<const NodeView> list,
                       Type wanted) {
  Typer typer(context);
  DatedValues result;
  Dated table{.name = name, .days = {}, .values = {}};
  bool has_end = false;
  std::int32_t ended = 0;
  for (const NodeView entry : list) {
    const ExprId value = constant_value(context, typer, entry[Label::value], wanted);
    if (wanted.kind == TypeKind::unknown) wanted = context.build.type_of(value);
    if (!entry[Label::since] && list.size() == 1) {
      result.single = value;
      result.type = context.build.type_of(value);
      return result;
    }
    const std::int32_t since = entry[Label::since] ? entry[Label::since].date()
                                                   : base::days_from_civil({base::kMinYear, 1, 1});
    if (!table.days.empty() && since <= table.days.back())
      context.sink.report(Code::dated_overlap, entry.span(), {name, iso(since)});
    if (has_end && since != ended + 1) report_seam(context, name, ended, since, entry.span());
    has_end = static_cast<bool>(entry[Label::until]);
    if (has_end) ended = entry[Label::until].date();
    if (has_end && ended < since)
      context.sink.report(Code::period_reversed, entry.span(), {iso(since), iso(ended)});
    table.days.push_back(since);
    table.values.push_back(value);
  }
  table.ends = has_end;
  table.last_day = ended;
  result.type = wanted;
  result.table = static_cast<std::uint32_t>(context.model.dated.size());
  context.model.dated.push_back(std::move(table));
  return result;
}

struct Axes {
  std::vector<Type> types;
  std::vector<std::uint32_t> extents;
};

Axes read_axes(Context& context, NodeView matrix) {
  Axes axes;
  Typer typer(context);
  for (const NodeView axis : matrix.all(Label::axis)) {
    const auto steps = axis.all(Label::step);
    const Symbol* entity = context.find(kWhole, steps[0].text());
    Type type;
    if (steps.size() == 2 && entity != nullptr && entity->kind == SymbolKind::entity) {
      const Symbol* field = context.find(entity->index, steps[1].text());
      if (field != nullptr && field->kind == SymbolKind::column)
        type = context.model.columns[field->index].type;
    }
    if (type.kind != TypeKind::category) {
      context.sink.report(
          Code::wrong_kind, axis.span(),
          {axis.text(), diagnostic::Text::kind_value, diagnostic::Text::type_category});
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
    context.sink.report(Code::argument_count, cell.span(),
                        {cell.text(), axes.types.size(), words.size()});
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

void read_matrix(Context& context, NodeView item, NodeView node, Type wanted) {
  const Axes axes = read_axes(context, node);
  if (axes.types.empty()) return;
  std::size_t cells = 1;
  for (const std::uint32_t extent : axes.extents) cells *= extent;
  Matrix matrix{
      .name = std::string(item[Label::name].text()), .extents = axes.extents, .values = {}};
  matrix.values.assign(cells, kNone);
  Typer typer(context);
  for (const NodeView cell : node.all(Label::cell)) {
    const ExprId value = constant_value(context, typer, cell[Label::value], wanted);
    if (wanted.kind == TypeKind::unknown) wanted = context.build.type_of(value);
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
  const auto id = static_cast<std::uint32_t>(context.model.matrices.size());
  context.model.matrices.push_back(std::move(matrix));
  context.matrix_axes.push_back(axes.types);
  context.declare(kWhole, item[Label::name].text(),
                  {SymbolKind::matrix, id, item[Label::name].span()});
}

}  // namespace

ExprId value_on(Context& context, const std::string& name, absl::Span<const NodeView> list,
                Type wanted, ExprId day) {
  if (list.size() == 1 && !list[0][Label::since])
    return Typer(context).of_type(list[0][Label::value], Scope{}, wanted);
  const DatedValues values = read_dated(context, name, list, wanted);
  if (values.table == kNone) return values.single;
  return context.build.operation(type::Opcode::dated, {day}, values.type, list[0].span(),
                                 values.table);
}

void declare_party(Context& context, NodeView item) {
  const auto id = static_cast<std::uint32_t>(context.model.parties.size());
  context.model.parties.push_back(
      {std::string(item[Label::name].text()), std::string(item[Label::label].text())});
  context.declare(kWhole, item[Label::name].text(),
                  {SymbolKind::party, id, item[Label::name].span()});
}

void declare_event(Context& context, NodeView item) {
  Typer typer(context);
  const ExprId day = constant_value(context, typer, item[Label::on], type::kDate);
  context.declare(kWhole, item[Label::name].text(),
                  {SymbolKind::constant, day, item[Label::name].span()});
}

void declare_param(Context& context, NodeView item) {
  const Type wanted =
      item[Label::type] ? read_type(context, item[Label::type]).type : type::kUnknown;
  if (const NodeView matrix = item.child(Rule::matrix)) {
    read_matrix(context, item, matrix, wanted);
    return;
  }
  const std::string name(item[Label::name].text());
  const DatedValues values = read_dated(context, name, item.all(Label::value), wanted);
  const base::Span span = item[Label::name].span();
  if (values.table == kNone)
    context.declare(kWhole, name, {SymbolKind::constant, values.single, span});
  else
    context.declare(kWhole, name, {SymbolKind::dated, values.table, span});
}

void declare_open_param(Context& context, NodeView item) {
  const FieldType type = read_type(context, item[Label::type]);
  Field field;
  field.name = item[Label::name].text();
  field.label = item[Label::label].text();
  field.type = type.type;
  field.scale = type.scale;
  field.hole = true;
  field.cite = item[Label::cite][Label::text].text();
  field.span = item[Label::name].span();
  context.add_field(kWhole, std::move(field));
}

void declare_rate(Context& context, NodeView item) {
  const auto base = context.currency_named(item[Label::base]);
  const auto quote = context.currency_named(item[Label::quote]);
  if (!base || !quote) return;
  Rate rate{.base = *base, .quote = *quote, .span = item.span()};
  if (*base == *quote) {
    context.sink.report(Code::same_currency_rate, item.span(), {item[Label::base].text()});
    return;
  }
  for (const Rate& other : context.rates) {
    if ((other.base == *base && other.quote == *quote) ||
        (other.base == *quote && other.quote == *base)) {
      context.sink.report(Code::duplicate_rate, item.span(),
                          {item[Label::base].text(), item[Label::quote].text()});
      return;
    }
  }
  if (const NodeView quotations = item.child(Rule::quotations)) {
    const Symbol* table = context.find(kWhole, quotations[Label::table].text());
    if (table == nullptr || table->kind != SymbolKind::entity) {
      context.sink.report(Code::unknown_entity, quotations[Label::table].span(),
                          {quotations[Label::table].text()});
      return;
    }
    rate.table = table->index;
    for (const Label part : {Label::value, Label::day}) {
      Symbol* field = context.find(rate.table, quotations[part].text());
      if (field == nullptr || field->kind != SymbolKind::column) {
        context.unknown_name(rate.table, quotations[part].text(), quotations[part].span());
        return;
      }
      field->used = true;
      (part == Label::value ? rate.value : rate.day) = field->index;
    }
    rate.latest_earlier = static_cast<bool>(quotations[Label::latest]);
    if (!quotations[Label::latest] && !quotations[Label::refuse])
      context.sink.report(Code::rate_fallback_missing, quotations.span());
  } else {
    const std::string name(item[Label::base].text());
    const DatedValues values = read_dated(context, name, item.all(Label::value), type::kNumber);
    rate.dated = values.table;
    rate.constant = values.single;
    const Rational* constant =
        rate.constant == kNone ? nullptr : context.build.constant(rate.constant);
    if (constant != nullptr && constant->sign() <= 0)
      context.sink.report(Code::rate_not_positive, item.span(), {constant->to_text()});
  }
  context.rates.push_back(rate);
}

void declare_calendar(Context& context, NodeView item) {
  Calendar calendar;
  calendar.name = item[Label::name].text();
  if (item[Label::table]) {
    const Symbol* table = context.find(kWhole, item[Label::table].text());
    if (table == nullptr || table->kind != SymbolKind::entity) {
      context.sink.report(Code::unknown_entity, item[Label::table].span(),
                          {item[Label::table].text()});
      return;
    }
    calendar.entity = table->index;
    for (const Label part : {Label::day, Label::worked}) {
      if (!item[part]) continue;
      Symbol* field = context.find(calendar.entity, item[part].text());
      if (field == nullptr || field->kind != SymbolKind::column) {
        context.unknown_name(calendar.entity, item[part].text(), item[part].span());
        return;
      }
      field->used = true;
      (part == Label::day ? calendar.date : calendar.worked) = field->index;
    }
  }
  const auto id = static_cast<std::uint32_t>(context.model.calendars.size());
  context.model.calendars.push_back(std::move(calendar));
  context.declare(kWhole, item[Label::name].text(),
                  {SymbolKind::calendar, id, item[Label::name].span()});
}

}  // namespace remit::check
