#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "check/call_words.h"
#include "check/chart_reader.h"
#include "check/forms/form.h"
#include "check/recurrences.h"
#include "check/typer.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::check {

using type::TypeKind;

/// How far a path has come: at rows (`value` and `provision` unset), at a provision, or at a value.
struct Typer::Place {
  EntityId entity = kWhole;  ///< whose names the next step is looked up in
  ExprId reference = kNone;  ///< how to get from the scope's row to that entity's row; none: is it
  ExprId value = kNone;
  const Provision* provision = nullptr;
  const Symbol* symbol = nullptr;  ///< a name that is no value by itself
  EntityId begun = kWhole;         ///< the rows of the scope
  base::Span path = {};            ///< all of it
  Fallback fallback = {};          ///< of the path
  bool rows_before = false;        ///< the scope's rows stand before the one that asks

  /// Whether it is at another row of the table that it began in.
  bool at_other_row() const { return reference != kNone && entity != kWhole && entity == begun; }
};

namespace {

constexpr std::size_t kMostListed = 16;

/// The words that can follow a form after a dot, in either language.
diagnostic::Argument members_of(const Provision& provision) {
  std::string en, zh;
  for (const auto& [name, column] : provision.members) {
    const type::Role* role = type::find_attribute(name);
    en += (en.empty() ? "" : ", ") + name;
    zh += zh.empty() ? "" : "、";
    zh += role == nullptr ? name : type::role_word(*role, base::Language::zh);
  }
  return {en, zh};
}

/// The names of a row: its fields, then what the policy defines for it.
std::string names_of(const Context& context, EntityId entity) {
  std::vector<std::string_view> names;
  for (const Field& field : context.model.entities[entity].fields) names.push_back(field.name);
  for (const Provision& provision : context.columns.provisions())
    if (provision.entity == entity) names.push_back(provision.name);
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMostListed; ++i)
    list += (i == 0 ? "" : ", ") + std::string(names[i]);
  return names.size() > kMostListed ? list + ", ..." : list;
}

/// What can follow a value after a dot.
diagnostic::Argument nothing() { return {"nothing after a full stop", "句点之后没有可用的内容"}; }

/// The English name of an attribute in either language; any other word as it is.
std::string canonical(std::string_view word) {
  const type::Role* role = type::find_attribute(word);
  return std::string(role == nullptr ? word : type::role_word(*role, base::Language::en));
}

ColumnId member_of(const Provision& provision, std::string_view name) {
  const std::string attribute = canonical(name);
  for (const auto& [member, column] : provision.members) {
    if (member == name || member == attribute) return column;
  }
  return kNone;
}

}  // namespace

ExprId Typer::path(NodeView node, const Scope& scope, type::Type expected) {
  const auto steps = node.all(Label::step);
  if (steps.size() == 1 && expected.kind == TypeKind::category) {
    if (const auto code = category_word(node, expected)) {
      refuse_name_of_word(node, scope, expected);
      return build_.category(expected.ref, *code, node.span());
    }
    if (!is_name(scope, steps[0].text())) {
      report_unknown_category(node, expected);
      return wrong(node.span());
    }
  }
  if (fallback_.scope == nullptr) fallback_.expected = expected;
  return walk(absl::MakeConstSpan(steps).subspan(fold_prefix(steps, scope)), scope, node.span());
}

/// Complains of a word that is the name of such a value too: on the other side of a comparison it
/// would be read as that.
void Typer::refuse_name_of_word(NodeView word, const Scope& scope, type::Type type) {
  const std::string_view name = word[Label::step].text();
  const Symbol* symbol = scope.entity == kWhole ? nullptr : c_.names.find(scope.entity, name);
  if (symbol == nullptr) symbol = c_.names.find(kWhole, name);
  if (symbol == nullptr) return;
  type::Type other = type::kUnknown;
  if (symbol->kind == SymbolKind::column) other = c_.model.columns[symbol->index].type;
  if (symbol->kind == SymbolKind::constant) other = build_.type_of(symbol->index);
  if (symbol->kind == SymbolKind::provision)
    other = c_.model.columns[c_.columns.provision(symbol->index).main].type;
  if (other == type) c_.sink.report(code::word_or_name, word.span(), {name, describe(type)});
}

ExprId Typer::path_from(NodeView path_node, EntityId entity, std::size_t skip) {
  const auto steps = path_node.all(Label::step);
  return walk(absl::MakeConstSpan(steps).subspan(skip), Scope{.entity = entity}, path_node.span());
}

void Typer::note_read(const Provision& of, ColumnId column, base::Span span) {
  if (takes_blank_ > 0 || of.form->rule != Rule::target || !of.node.child(Rule::when)) return;
  if (c_.model.columns[column].origin.role == type::Role::metric) return;
  c_.claims.read_of_target(
      {column, span, std::string(c_.model.written(span)), of.name, of.node.span(), reached_});
}

ExprId Typer::member_of_form(NodeView path_node, const Scope& scope, std::string_view member) {
  ++takes_blank_;
  const ExprId value = walk(path_node.all(Label::step), scope, path_node.span(), member);
  --takes_blank_;
  return unknown(value) ? kNone : value;
}

ExprId Typer::use_at(const Place& place, ColumnId column, base::Span span) {
  const bool earlier =
      place.rows_before || (place.reference != kNone && is_earlier(c_.model, place.reference));
  const AskedRow row = earlier                ? AskedRow::earlier
                       : place.at_other_row() ? AskedRow::other
                                              : AskedRow::own;
  // What stands beside the path says what it is, not what stands beside a formula around it.
  return c_.columns.use(column, span, row, [this, fallback = place.fallback] {
    if (fallback.expected.kind != TypeKind::unknown || fallback.scope == nullptr)
      return fallback.expected;
    return build_.type_of(expr(fallback.node, *fallback.scope));
  });
}

/// The member of the form that the path has come to; `next` is the step behind `name`. True in
/// `joined` if the two name a member together.
bool Typer::enter_form(Place& place, std::string name, std::string_view next, base::Span span,
                       bool* joined) {
  const Provision& form = *place.provision;
  const std::string longer = name + "." + canonical(next);
  *joined = !next.empty() && member_of(form, longer) != kNone;
  if (*joined) name = longer;
  const ColumnId member = member_of(form, name);
  if (member == kNone) {
    c_.sink.report(code::unknown_member, span, {name, form.name, members_of(form)});
    return false;
  }
  note_read(form, member, place.path);
  place.provision = nullptr;
  place.value = of_either(form, member, name, span, place);
  if (place.reference != kNone && build_[place.value].entity != kWhole)
    place.value = build_.lookup(place.reference, place.value, span);
  return true;
}

/// Whether a step after a definition goes on in the row that is its value.
bool Typer::leads_on(const Place& place, const std::string& name) {
  const Provision& form = *place.provision;
  if (form.main == kNone || member_of(form, name) != kNone) return false;
  return build_.type_of(use_at(place, form.main, place.path)).kind == TypeKind::reference;
}

/// Comes to the value of the definition.
void Typer::enter_main(Place& place, base::Span span) {
  place.value = use_at(place, place.provision->main, span);
  if (place.reference != kNone && build_[place.value].entity != kWhole)
    place.value = build_.lookup(place.reference, place.value, span);
  place.provision = nullptr;
}

/// Goes on in the row that the reference names which the path has come to.
bool Typer::enter_reference(Place& place, const std::string& name, base::Span span) {
  const type::Type type = build_.type_of(place.value);
  if (type.kind == TypeKind::unknown) return false;
  if (type.kind != TypeKind::reference) {
    c_.sink.report(code::unknown_member, span, {name, describe(type), nothing()});
    return false;
  }
  place.reference = place.value;
  place.value = kNone;
  place.entity = type.ref;
  return true;
}

/// Nothing follows a name that stands for no row: says what was meant.
void Typer::report_no_row(const Place& place, const std::string& name, std::string_view before,
                          base::Span span, base::Span path) {
  const Symbol& symbol = *place.symbol;
  const bool unread =
      symbol.kind == SymbolKind::entity && c_.model.entities[symbol.index].fields.empty();
  if (unread ||
      (symbol.kind == SymbolKind::entity && c_.names.find(symbol.index, name) != nullptr)) {
    c_.sink.report(code::outside_entity, path, {name, c_.model.entities[symbol.index].name});
  } else {
    c_.sink.report(code::unknown_member, span, {name, before, nothing()});
  }
}

bool Typer::enter_name(Place& place, const std::string& name, base::Span span) {
  if (enter(place, place.entity, name, span)) return true;
  auto& complaint =
      c_.sink.report(code::unknown_member, span,
                     {name, c_.model.entities[place.entity].name, names_of(c_, place.entity)});
  if (const auto better = c_.names.near(place.entity, name)) complaint.suggest(span, *better);
  return false;
}

/// Follows steps from the scope's row to a value; `attribute` is one more step that the text does
/// not have.
ExprId Typer::walk(absl::Span<const NodeView> steps, const Scope& scope, base::Span path,
                   std::string_view attribute) {
  Place place{.entity = scope.entity,
              .begun = scope.entity,
              .path = path,
              .fallback = std::exchange(fallback_, {}),
              .rows_before = scope.earlier};
  const std::size_t count = steps.size() + (attribute.empty() ? 0 : 1);
  for (std::size_t i = 0; i < count; ++i) {
    const bool written = i < steps.size();
    const std::string name(written ? steps[i].text() : attribute);
    const base::Span span = written ? steps[i].span() : path;
    if (i == 0) {
      if (!first_step(place, name, scope, span)) return wrong(path);
      continue;
    }
    if (place.provision != nullptr && leads_on(place, name)) {
      enter_main(place, span);
    } else if (place.provision != nullptr) {
      const std::string_view next = i + 1 < steps.size() ? steps[i + 1].text() : std::string_view();
      bool joined = false;
      if (!enter_form(place, name, next, span, &joined)) return wrong(path);
      if (joined) ++i;
      continue;
    }
    if (place.value != kNone && !enter_reference(place, name, span)) return wrong(path);
    if (place.symbol != nullptr) {
      report_no_row(place, name, steps[i - 1].text(), span, path);
      return wrong(path);
    }
    if (!enter_name(place, name, span)) return wrong(path);
  }
  return finish(place, path);
}

/// How many first steps only name the rows of the fold: `project` in sum(project.investment).
std::size_t Typer::fold_prefix(absl::Span<const NodeView> steps, const Scope& scope) const {
  if (scope.earlier) return steps.size() > 1 && type::kEarlier.is(steps[0].text()) ? 1 : 0;
  const std::size_t count = scope.named.size();
  if (count == 0 || steps.size() <= count) return 0;
  for (std::size_t i = 0; i < count; ++i)
    if (steps[i].text() != c_.model.entities[scope.named[i]].name) return 0;
  return count;
}

/// Looks `name` up among the names of `entity`; true if it is one.
bool Typer::enter(Place& place, EntityId entity, const std::string& name, base::Span span) {
  if (entity != kWhole && type::kPrevious.is(name)) {
    const ExprId row = previous(entity, span);
    place.value = place.reference == kNone ? row : build_.lookup(place.reference, row, span);
    return true;
  }
  if (entity != kWhole && type::kBefore.is(name) && c_.tables.sequence_of(entity) != nullptr) {
    const ExprId row = before(entity, span);
    place.value = place.reference == kNone ? row : build_.lookup(place.reference, row, span);
    return true;
  }
  const Symbol* symbol = c_.names.find(entity, name);
  if (symbol == nullptr) return false;
  c_.names.use(*symbol);
  switch (symbol->kind) {
    case SymbolKind::column: {
      const ExprId value = use_at(place, symbol->index, span);
      place.value = place.reference == kNone
                        ? value
                        : build_.lookup(place.reference, refuse_far_money(value, span), span);
      return true;
    }
    case SymbolKind::provision:
      place.provision = &c_.columns.provision(symbol->index);
      return true;
    case SymbolKind::constant:
      c_.tables.use_constant(*symbol, span);
      place.value = symbol->index;
      return true;
    case SymbolKind::dated:
    case SymbolKind::chart:
    case SymbolKind::scale:
    case SymbolKind::party:
    case SymbolKind::calendar:
    case SymbolKind::open_scale:
    case SymbolKind::formula:
      place.symbol = symbol;
      return true;
    case SymbolKind::entity:
      place.symbol = symbol;
      place.provision = c_.columns.totals_of(symbol->index);
      return true;
  }
  return false;
}

/// Whether `name` stands for anything where the scope can see it.
bool Typer::is_name(const Scope& scope, std::string_view name) const {
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    if (at->entity == kWhole) continue;
    if (c_.names.find(at->entity, name) != nullptr || c_.model.entities[at->entity].name == name)
      return true;
  }
  return c_.names.find(kWhole, name) != nullptr;
}

/// The row that `this` is, where it may be asked for.
bool Typer::enter_this(Place& place, const Scope& scope, base::Span span) {
  const Scope* const outer = scope.outer;
  const EntityId own = outer == nullptr ? scope.entity : outer->entity;
  if (outer != nullptr && outer->outer != nullptr) {
    c_.sink.report(code::this_in_inner_fold, span);
    return false;
  }
  if (own == kWhole) {
    c_.sink.report(code::no_this_row, span);
    return false;
  }
  if (outer != nullptr && scope.via == kNone) {
    c_.sink.report(code::this_outside_condition, span);
    return false;
  }
  place.entity = own;
  place.reference = outer == nullptr ? kNone : scope.via;
  return true;
}

/// Says so if the policy has a figure of the name that was read from the row. What is not asked for
/// by its name alone, a target say, is no such figure.
void Typer::tell_hidden(EntityId entity, const std::string& name, base::Span span) {
  const Symbol* const hidden = c_.names.find(kWhole, name);
  if (hidden == nullptr) return;
  const bool defined = hidden->kind == SymbolKind::provision &&
                       c_.columns.provision(hidden->index).form->rule == Rule::define;
  if (hidden->kind == SymbolKind::provision && !defined) return;
  c_.names.tell_hidden(entity, name, span, c_.model.entities[entity].name);
}

bool Typer::first_step(Place& place, const std::string& name, const Scope& scope, base::Span span) {
  Formula::Argument* argument = within_ == nullptr ? nullptr : within_->find(name);
  if (argument != nullptr) {
    argument->read = true;
    place.value = argument->stands;
    return true;
  }
  if (type::kThis.is(name) && !is_name(scope, name)) return enter_this(place, scope, span);
  const Scope* const beside = scope.beside;
  if (beside != nullptr && is_name(Scope{.entity = beside->entity}, name) &&
      c_.names.find(kWhole, name) == nullptr) {
    c_.sink.report(code::rows_not_compared, span, {name});
    return false;
  }
  ExprId reference = kNone;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    place.reference = reference;
    place.entity = at->entity;
    if (at->entity != kWhole && enter(place, at->entity, name, span)) {
      tell_hidden(at->entity, name, span);
      return true;
    }
    if (at->entity != kWhole && c_.model.entities[at->entity].name == name) return true;
    if (at->via == kNone) {
      if (at->outer != nullptr && at->outer->entity == at->entity) continue;  // a cohort
      break;
    }
    reference = reference == kNone ? at->via : build_.lookup(reference, at->via, span);
  }
  if (report_no_sequence(scope.entity, name, span)) return false;
  place.reference = kNone;
  place.entity = kWhole;
  if (enter(place, kWhole, name, span)) return true;
  for (EntityId other = 1; other < c_.model.entities.size(); ++other) {
    const Symbol* symbol = c_.names.find(other, name);
    if (symbol != nullptr && symbol->kind == SymbolKind::column) {
      c_.sink.report(code::outside_entity, span, {name, c_.model.entities[other].name});
      return false;
    }
  }
  c_.names.report_unknown(scope.entity, name, span);
  return false;
}

/// A field that says something of a row: the first that is a number or an amount, else any.
static std::string_view telling_field(const Entity& rows) {
  const auto telling =
      std::ranges::find_if(rows.fields, [](const Field& each) { return each.type.is_numeric(); });
  if (telling != rows.fields.end()) return telling->name;
  return rows.fields.empty() ? std::string_view("...") : rows.fields.back().name;
}

/// What of the rows of a table may be meant: a field of the one referred to, or a fold of all.
diagnostic::Argument Typer::of_rows(EntityId table, EntityId begun) const {
  const Entity& rows = c_.model.entities[table];
  const std::string field(telling_field(rows));
  if (begun != kWhole)
    for (const Field& each : c_.model.entities[begun].fields)
      if (each.type == type::reference(table))
        return diagnostic::worded(diagnostic::text::quoted, {base::concat(each.name, ".", field)});
  if (begun == kWhole || refers(table, begun))
    return {base::concat("`count(", rows.name, ")`"), base::concat("“计数(", rows.name, ")”")};
  return {base::concat("`define ... = count(", rows.name, ")`, a definition of its own"),
          base::concat("“定义 … = 计数(", rows.name, ")”，另作一项定义")};
}

ExprId Typer::finish(const Place& place, base::Span span) {
  if (place.value != kNone) {
    Expr& expr = c_.model.exprs[place.value];
    if (expr.span.begin == expr.span.end && expr.kind != ExprKind::operation) expr.span = span;
    return place.value;
  }
  if (place.provision != nullptr) {
    if (place.provision->main == kNone) {
      c_.sink.report(
          code::wrong_kind, span,
          {place.provision->name, diagnostic::text::kind_form, diagnostic::text::kind_value});
      return wrong(span);
    }
    note_read(*place.provision, place.provision->main, span);
    const ExprId value = of_either(*place.provision, place.provision->main, {}, span, place);
    if (place.reference == kNone || build_[value].entity == kWhole) return value;
    return build_.lookup(place.reference, refuse_far_money(value, span), span);
  }
  if (place.symbol != nullptr && place.symbol->kind == SymbolKind::dated) {
    const Dated& table = c_.model.dated[place.symbol->index];
    c_.sink.report(code::date_needed, span, {table.name});
    return wrong(span);
  }
  if (place.symbol != nullptr && place.symbol->kind == SymbolKind::chart)
    return chart_of_row(place.symbol->index, place.begun, span);
  if (place.symbol != nullptr && place.symbol->kind == SymbolKind::formula) {
    report_formula_count(span, c_.formulas.at(place.symbol->index), 0);
    return wrong(span);
  }
  const std::string text(c_.model.written(span));
  if (place.symbol == nullptr) {
    const Entity& rows = c_.model.entities[place.entity];
    c_.sink.report(code::row_used_as_value, span,
                   {text, rows.name, base::concat(text, ".", telling_field(rows))});
  } else if (place.symbol->kind == SymbolKind::entity) {
    c_.sink.report(code::entity_as_value, span, {text, of_rows(place.symbol->index, place.begun)});
  } else if (place.symbol->kind == SymbolKind::scale ||
             place.symbol->kind == SymbolKind::open_scale) {
    c_.sink.report(code::table_without_value, span, {text, diagnostic::text::kind_scale});
  } else {
    c_.sink.report(code::wrong_kind, span,
                   {text, diagnostic::text::kind_form, diagnostic::text::kind_value});
  }
  return wrong(span);
}

ExprId Typer::holds_from(NodeView by_row, const Scope& scope) {
  const ExprId day = of_type(by_row[Label::day], scope, type::kDate);
  if (unknown(day)) return build_.blank(type::kBoolean, by_row.span());
  if (build_[day].kind == ExprKind::column) {
    const auto& fields = c_.model.entities[scope.entity].fields;
    const auto field =
        std::ranges::find(fields, c_.model.columns[build_[day].payload].name, &Field::name);
    if (field != fields.end() && build_[day].entity == scope.entity)
      c_.tables.date_rows(scope.entity, field->column);
  }
  const ExprId since = build_.date(by_row[Label::since].date(), by_row.span());
  return build_.compare(type::Opcode::greater_equal, day, since, by_row.span());
}

/// Of a declaration that an amendment replaced for later rows: the figure of the half that the row
/// belongs to; `later` where there is but one.
ExprId Typer::of_either(const Provision& form, ColumnId later, std::string_view member,
                        base::Span span, const Place& place) {
  const ExprId value = use_at(place, later, span);
  const Era* era = c_.eras.of(form.node);
  if (era == nullptr || era->before || !era->other) return value;
  const Symbol* symbol = c_.names.find(form.entity, name_before(form.name, *era));
  if (symbol == nullptr || symbol->kind != SymbolKind::provision) return value;
  const Provision& half = c_.columns.provision(symbol->index);
  const ColumnId column = member.empty() ? half.main : member_of(half, member);
  if (column == kNone) return value;
  const ExprId earlier = use_at(place, column, span);
  if (unknown(value) || unknown(earlier)) return value;
  if (build_.type_of(value) != build_.type_of(earlier)) {
    c_.sink.report(code::branch_types, span,
                   {describe(build_.type_of(value)), describe(build_.type_of(earlier))});
    return wrong(span);
  }
  const ExprId holds = holds_from(era->clause, Scope{.entity = form.entity});
  return build_.choose(holds, value, earlier, span);
}

/// A parameter by axes without values in brackets: the value for the row itself.
ExprId Typer::chart_of_row(std::uint32_t index, EntityId rows, base::Span span) {
  read_chart(c_, index);
  const Chart& chart = c_.charts.at(index);
  if (chart.state != Chart::State::read) return wrong(span);
  if (chart.entity != kWhole && chart.entity == rows)
    return value_of_chart(chart, chart.axes, span);
  const int axes = static_cast<int>(chart.axes.size());
  c_.sink.report(
      code::argument_count, span,
      {chart.name, values_wanted(axes, axes), values_given(0), call_example(chart.name, axes)});
  return wrong(span);
}

std::optional<std::uint32_t> Typer::category_word(NodeView node, type::Type type) {
  if (!node.is(Rule::path) || node.all(Label::step).size() != 1) return std::nullopt;
  const auto& values = c_.model.category_sets[type.ref].values;
  const auto found =
      std::ranges::find(values, node[Label::step].text(), &type::CategorySet::Value::name);
  if (found == values.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - values.begin());
}

}  // namespace remit::check
