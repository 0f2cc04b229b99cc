#include "check/columns.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/strings.h"
#include "check/definition_order.h"
#include "check/forms/form.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/roles.h"

namespace remit::check {

namespace code = diagnostic::code;

namespace {

constexpr std::size_t kUndefined = static_cast<std::size_t>(-1);

bool has_attribute(const Provision& provision, type::Role role) {
  return std::ranges::find(provision.form->attributes, role) != provision.form->attributes.end();
}

/// Whether something of that name can be asked for after the provision's name and a dot.
bool has_member(const Provision& provision, std::string_view name) {
  const type::Role* role = type::find_attribute(name);
  if (role != nullptr && has_attribute(provision, *role)) return true;
  return provision.members.find(name) != kNone;
}

/// `name.part`, in one piece of memory.
std::string dotted(std::string_view name, std::string_view part) {
  std::string both;
  both.reserve(name.size() + 1 + part.size());
  base::append(both, name, '.', part);
  return both;
}

std::string_view attribute_name(type::Role role) {
  return type::role_word(role, base::Language::en);
}

}  // namespace

ColumnId Provision::attribute(type::Role role) const {
  return members.find(type::role_word(role, base::Language::en));
}

ProvisionId Columns::add(Provision&& provision) {
  const auto said = std::make_shared<type::Declaration>();
  said->form = keyword(*provision.form).english();
  said->name = provision.name;
  said->label = provision.label;
  said->cite = provision.cite;
  provision.said = said;
  provisions_.push_back(std::move(provision));
  return static_cast<ProvisionId>(provisions_.size() - 1);
}

ColumnId Columns::add_named(const Provision& provision, std::string name, type::Role role,
                            bool output) {
  // Filled in where it stands.
  Column& column = model_.columns.emplace_back();
  column.name = std::move(name);
  column.entity = provision.entity;
  column.output = output;
  column.origin = provision.origin(role, provision.node.span());
  return static_cast<ColumnId>(model_.columns.size() - 1);
}

ColumnId Columns::add_bare(ProvisionId id, type::Role role, bool output) {
  Provision& of = provisions_[id];
  of.main = add_named(of, of.name, role, output);
  if (has_attribute(of, role)) of.members.add(attribute_name(role), of.main);
  return of.main;
}

ColumnId Columns::add_attribute(ProvisionId id, type::Role role, bool output) {
  Provision& of = provisions_[id];
  assert(has_attribute(of, role));
  const std::string_view name = attribute_name(role);
  const ColumnId column = add_named(of, dotted(of.name, name), role, output);
  of.members.add(name, column);
  if (of.form->bare == role) of.main = column;
  return column;
}

ColumnId Columns::add_part(ProvisionId id, std::string_view name, type::Role role,
                           base::Span span) {
  Provision& of = provisions_[id];
  if (span.end > span.begin && has_member(of, name)) names_.report_twice(name, span);
  const ColumnId column = add_named(of, dotted(of.name, name), role, true);
  of.members.add_part(name, column);
  return column;
}

void Columns::add_field(EntityId entity, Field field) {
  const auto index = static_cast<std::uint32_t>(model_.entities[entity].fields.size());
  Column column;
  column.name = field.name;
  column.entity = entity;
  column.type = field.type;
  column.form = {false, field.decimals};
  column.input = true;
  column.field = index;
  column.origin = {"entity", field.name, field.label, field.cite, type::Role::field, field.span};
  field.column = add_raw(std::move(column));
  names_.declare(entity, field.name, {SymbolKind::column, field.column, field.span});
  model_.entities[entity].fields.push_back(std::move(field));
}

ColumnId Columns::add_raw(Column column) {
  model_.columns.push_back(std::move(column));
  return static_cast<ColumnId>(model_.columns.size() - 1);
}

ColumnId Columns::add_hidden(ProvisionId id, EntityId rows, type::Role role, base::Span span) {
  Column& column = model_.columns.emplace_back();
  column.entity = rows;
  column.origin = provisions_[id].origin(role, span);
  return static_cast<ColumnId>(model_.columns.size() - 1);
}

ColumnId Columns::add_result(EntityId entity, std::string name, ExprId value, base::Span span) {
  const Expr& expr = model_.exprs[value];
  if (expr.kind == ExprKind::column) {
    const Column& known = model_.columns[expr.payload];
    if (known.input || known.output) return expr.payload;
  }
  Column column;
  column.name = std::move(name);
  column.entity = entity;
  column.output = true;
  column.origin.role = type::Role::helper;
  const ColumnId id = add_raw(std::move(column));
  define(id, value, span);
  return id;
}

ExprId Columns::add_step(ProvisionId id, type::Role role, ExprId value, base::Span span) {
  const ColumnId step = add_hidden(id, provisions_[id].entity, role, span);
  define(step, value, span);
  return build_.column(step, span);
}

void Columns::add_definition(std::string name, base::Span span, absl::Span<const ColumnId> columns,
                             std::function<void()> run) {
  definition_of_.resize(model_.columns.size(), kUndefined);
  for (const ColumnId column : columns) definition_of_[column] = definitions_.size();
  definitions_.push_back({std::move(name), span, std::move(run)});
}

void Columns::define(ColumnId column, ExprId value, base::Span span) {
  Column& of = model_.columns[column];
  const auto read = std::ranges::find(recurring_, column, &Recurring::column);
  const type::Type found = model_.exprs[value].type;
  if (read != recurring_.end() && of.type.kind != type::TypeKind::unknown &&
      found.kind != type::TypeKind::unknown && found != of.type)
    sink_.report(code::recurrence_type, read->span, {name_of(column)});
  of.value = value;
  of.type = found;
  of.form = model_.exprs[value].form;
  if (span.end > span.begin) of.origin.span = span;
}

void Columns::expect_use(std::vector<ColumnId> columns, syntax::NodeView part) {
  expected_.push_back({std::move(columns), part});
}

void Columns::report_unasked() {
  for (const Expected& each : expected_) {
    const bool asked = std::ranges::any_of(
        each.columns, [this](ColumnId column) { return column < asked_.size() && asked_[column]; });
    if (!asked)
      sink_.report(code::no_effect, each.part.span(),
                   {each.part.text(), diagnostic::text::why_places});
  }
}

void Columns::promise(ColumnId column, type::Type type, int decimals, bool exactly) {
  if (type.kind == type::TypeKind::unknown) return;
  model_.columns[column].type = type;
  model_.columns[column].form = {false, decimals};
  promised_.push_back({column, decimals, exactly, {}});
}

ExprId Columns::use(ColumnId column, base::Span span, AskedRow row, const TypeThere& type) {
  if (asked_.size() <= column) asked_.resize(model_.columns.size());
  asked_[column] = true;
  const std::size_t definition =
      column < definition_of_.size() ? definition_of_[column] : kUndefined;
  if (definition != kUndefined && model_.columns[column].value == kNone) {
    if (definitions_[definition].state == Definition::State::waiting) {
      run(definition, span, row);
    } else if (definitions_[definition].state == Definition::State::running) {
      row = farthest_row(definition, row);
      if (row != AskedRow::earlier)
        report_cycle(definition, span, row);
      else if (read_itself(column, span, type))
        return build_.column(column, span);
    }
  }
  if (!model_.columns[column].input && model_.columns[column].value == kNone) {
    if (definition == kUndefined && awaits(column))
      sink_.report(code::fields_only, span,
                   {model_.columns[column].name, diagnostic::text::reader_check});
    return build_.blank(type::kUnknown, span);
  }
  return build_.column(column, span);
}

/// On the way from a definition that is being run back to it.
AskedRow Columns::farthest_row(std::size_t definition, AskedRow row) const {
  auto at = std::ranges::find(running_, definition, &Running::definition);
  for (++at; at != running_.end(); ++at) row = std::max(row, at->row);
  return row;
}

/// A column that is being defined is read in a row before; false, with a complaint, where nothing
/// says what it is.
bool Columns::read_itself(ColumnId column, base::Span span, const TypeThere& type) {
  Column& of = model_.columns[column];
  const auto known = std::ranges::find(recurring_, column, &Recurring::column);
  if (known != recurring_.end()) return of.type.kind != type::TypeKind::unknown;
  Recurring found{column, 0, false, span};
  const auto promised = std::ranges::find(promised_, column, &Recurring::column);
  if (promised != promised_.end()) {
    found.decimals = promised->decimals;
    found.promised = promised->promised;
  } else {
    const type::Type there = type ? type() : type::kUnknown;
    model_.columns[column].type = there;
    if (there.kind == type::TypeKind::money) found.decimals = model_.currencies[there.ref].decimals;
    model_.columns[column].form = {false, found.decimals};
  }
  recurring_.push_back(found);
  if (model_.columns[column].type.kind != type::TypeKind::unknown) return true;
  sink_.report(code::recurrence_type, span, {name_of(column)});
  return false;
}

std::string_view Columns::name_of(ColumnId column) const {
  const std::size_t definition =
      column < definition_of_.size() ? definition_of_[column] : kUndefined;
  if (definition != kUndefined) return definitions_[definition].name;
  const Column& of = model_.columns[column];
  return of.name.empty() ? std::string_view(of.origin.name()) : std::string_view(of.name);
}

base::Span Columns::span_of(ColumnId column) const {
  const std::size_t definition =
      column < definition_of_.size() ? definition_of_[column] : kUndefined;
  return definition != kUndefined ? definitions_[definition].span
                                  : model_.columns[column].origin.span;
}

ExprId Columns::today(base::Span span) {
  return use(model_.entities[kWhole].fields[0].column, span);
}

void Columns::run(std::size_t definition, base::Span asked_at, AskedRow row) {
  if (running_.size() > limits_.nesting_depth * 4) {
    sink_.report(code::nested_too_deeply, asked_at, {limits_.nesting_depth * 4});
    return;
  }
  definitions_[definition].state = Definition::State::running;
  running_.push_back({definition, row});
  const auto run = std::move(definitions_[definition].run);
  run();
  running_.pop_back();
  definitions_[definition].state = Definition::State::done;
}

void Columns::report_cycle(std::size_t definition, base::Span asked_at, AskedRow row) {
  const auto begin = std::ranges::find(running_, definition, &Running::definition);
  // A declaration defines its columns in several steps, and is one to a reader.
  std::vector<const Definition*> way;
  for (auto at = begin; at != running_.end(); ++at) {
    const Definition& step = definitions_[at->definition];
    if (way.empty() || way.back()->name != step.name) way.push_back(&step);
  }
  if (way.size() > 1 && way.back()->name == way.front()->name) way.pop_back();
  way.push_back(way.front());
  std::string path;
  for (const Definition* step : way) base::append(path, path.empty() ? "" : " -> ", step->name);
  auto& complaint = sink_.report(row == AskedRow::own ? code::cycle : code::recurrence, asked_at,
                                 {way.front()->name, path});
  for (std::size_t i = 0; i + 1 < way.size(); ++i)
    complaint.note(way[i]->span, diagnostic::text::note_cycle_step,
                   {way[i]->name, way[i + 1]->name});
}

void Columns::declare_waiting() {
  auto waiting = std::exchange(waiting_, {});
  std::ranges::stable_sort(waiting, {}, &Waiting::wave);
  for (const Waiting& each : waiting) each.declare();
}

void Columns::define_all(absl::Span<const syntax::Tree> trees) {
  std::vector<Declared> declared;
  for (const Definition& definition : definitions_)
    declared.push_back({definition.name, definition.span});
  for (const std::size_t definition : order_by_mention(declared, trees))
    if (definitions_[definition].state == Definition::State::waiting)
      run(definition, definitions_[definition].span);
  report_unasked();
}

void Columns::define_waiting() {
  for (std::size_t i = 0; i < definitions_.size(); ++i)
    if (definitions_[i].state == Definition::State::waiting) run(i, definitions_[i].span);
}

}  // namespace remit::check
