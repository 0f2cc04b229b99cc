#include "check/context.h"

#include <algorithm>

#include "base/edit_distance.h"
#include "check/unit_order.h"
#include "type/currency.h"

namespace remit::check {

namespace {
constexpr std::size_t kNoUnit = static_cast<std::size_t>(-1);
}

bool Context::declare(EntityId entity, std::string_view name, Symbol symbol) {
  if (names_.size() <= entity) names_.resize(entity + 1);
  const auto [at, fresh] = names_[entity].try_emplace(std::string(name), symbol);
  if (!fresh) {
    sink.report(Code::duplicate_name, symbol.span, {name})
        .note(at->second.span, diagnostic::Text::note_first_declared);
  }
  return fresh;
}

Symbol* Context::find(EntityId entity, std::string_view name) {
  if (entity >= names_.size()) return nullptr;
  const auto found = names_[entity].find(name);
  return found == names_[entity].end() ? nullptr : &found->second;
}

std::optional<std::string> Context::near(EntityId entity, std::string_view name) const {
  std::vector<std::string_view> candidates;
  for (const EntityId scope : {entity, kWhole}) {
    if (scope >= names_.size()) continue;
    for (const auto& [known, symbol] : names_[scope]) candidates.push_back(known);
    if (entity == kWhole) break;
  }
  std::ranges::sort(candidates);
  const auto best = base::suggest(name, candidates);
  if (!best) return std::nullopt;
  return std::string(*best);
}

void Context::unknown_name(EntityId entity, std::string_view name, base::Span span) {
  auto& complaint = sink.report(Code::unknown_name, span, {name});
  if (const auto better = near(entity, name)) complaint.suggest(span, *better);
}

void Context::add_field(EntityId entity, Field field) {
  const auto id = static_cast<ColumnId>(model.columns.size());
  const auto index = static_cast<std::uint32_t>(model.entities[entity].fields.size());
  Column column;
  column.name = field.name;
  column.entity = entity;
  column.type = field.type;
  column.form = {false, field.scale};
  column.input = true;
  column.field = index;
  column.origin = {"entity", field.name, field.label, field.cite, type::Role::field, field.span};
  model.columns.push_back(std::move(column));
  field.column = id;
  declare(entity, field.name, {SymbolKind::column, id, field.span});
  model.entities[entity].fields.push_back(std::move(field));
}

void Context::replace_field(EntityId entity, const std::string& name, ColumnId column) {
  if (Symbol* symbol = find(entity, name)) symbol->index = column;
}

bool Context::mentions(ExprId expr, ColumnId column) const {
  const Expr& at = model.exprs[expr];
  if (at.kind == ExprKind::column) {
    if (at.payload == column) return true;
    const Column& of = model.columns[at.payload];
    return of.origin.role == type::Role::guard && of.value != kNone && mentions(of.value, column);
  }
  for (const ExprId arg : at.args)
    if (mentions(arg, column)) return true;
  return false;
}

ColumnId Context::add_column(std::uint32_t form, std::string_view member, type::Role role,
                             bool output) {
  Form& of = forms[form];
  Column column;
  column.name = member.empty() ? of.name : of.name + "." + std::string(member);
  column.entity = of.entity;
  column.output = output;
  column.origin = of.origin(role, of.node.span());
  const auto id = static_cast<ColumnId>(model.columns.size());
  model.columns.push_back(std::move(column));
  unit_of_.resize(model.columns.size(), kNoUnit);
  if (member.empty()) of.main = id;
  if (!member.empty()) of.members.emplace_back(member, id);
  return id;
}

ColumnId Context::add_raw(Column column) {
  model.columns.push_back(std::move(column));
  unit_of_.resize(model.columns.size(), kNoUnit);
  return static_cast<ColumnId>(model.columns.size() - 1);
}

ColumnId Context::result_column(EntityId entity, std::string name, ExprId value, base::Span span) {
  const Expr& expr = model.exprs[value];
  if (expr.kind == ExprKind::column) {
    const Column& known = model.columns[expr.payload];
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

ExprId Context::add_step(std::uint32_t form, type::Role role, ExprId value, base::Span span) {
  const Form& of = forms[form];
  Column column;
  column.entity = of.entity;
  column.origin = of.origin(role, span);
  const ColumnId id = add_raw(std::move(column));
  define(id, value, span);
  return build.column(id, span);
}

Form& Context::add_form(Form form) {
  form.said = std::make_shared<const type::Declaration>(
      type::Declaration{form.keyword, form.name, form.label, form.cite});
  return forms.emplace_back(std::move(form));
}

std::vector<Block> Context::blocks_of(std::uint32_t form) const {
  std::vector<Block> found;
  for (const Block& block : blocks)
    if (block.node[Label::name].text() == forms[form].name) found.push_back(block);
  return found;
}

std::optional<std::uint32_t> Context::reward_named(NodeView name) {
  for (std::uint32_t i = 0; i < rewards.size(); ++i)
    if (forms[rewards[i].form].name == name.text()) return i;
  std::vector<std::string_view> known;
  for (const RewardStages& reward : rewards) known.push_back(forms[reward.form].name);
  not_the_kind(name, diagnostic::Text::kind_reward, known);
  return std::nullopt;
}

namespace {

diagnostic::Text kind_text(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::column:
    case SymbolKind::constant:
      return diagnostic::Text::kind_value;
    case SymbolKind::form:
      return diagnostic::Text::kind_other_form;
    case SymbolKind::entity:
      return diagnostic::Text::kind_entity;
    case SymbolKind::party:
      return diagnostic::Text::kind_party;
    case SymbolKind::dated:
      return diagnostic::Text::kind_dated;
    case SymbolKind::matrix:
      return diagnostic::Text::kind_matrix;
    case SymbolKind::scale:
      return diagnostic::Text::kind_scale;
    case SymbolKind::calendar:
      return diagnostic::Text::kind_calendar;
  }
  return diagnostic::Text::kind_value;
}

}  // namespace

void Context::not_the_kind(NodeView name, diagnostic::Text needed,
                           absl::Span<const std::string_view> known) {
  const Symbol* symbol = find(kWhole, name.text());
  auto& complaint = symbol == nullptr ? sink.report(Code::unknown_name, name.span(), {name.text()})
                                      : sink.report(Code::wrong_kind, name.span(),
                                                    {name.text(), kind_text(symbol->kind), needed});
  if (const auto better = base::suggest(name.text(), known))
    complaint.suggest(name.span(), std::string(*better));
}

std::string Context::source_text(base::Span span) const {
  return model.sources.empty() ? "" : std::string(model.sources.at(span.begin).text(span));
}

std::string Context::default_cite(std::uint32_t offset) const {
  return tree == nullptr ? "" : std::string(tree->default_cite(offset));
}

void Context::add_unit(std::string name, base::Span span, const std::vector<ColumnId>& columns,
                       std::function<void()> define) {
  unit_of_.resize(model.columns.size(), kNoUnit);
  for (const ColumnId column : columns) unit_of_[column] = units_.size();
  units_.push_back({std::move(name), span, std::move(define)});
}

void Context::define(ColumnId column, ExprId value, base::Span span) {
  Column& of = model.columns[column];
  of.value = value;
  of.type = model.exprs[value].type;
  of.form = model.exprs[value].form;
  if (span.end > span.begin) of.origin.span = span;
}

ExprId Context::use(ColumnId column, base::Span span) {
  const std::size_t unit = column < unit_of_.size() ? unit_of_[column] : kNoUnit;
  if (unit != kNoUnit && model.columns[column].value == kNone) {
    if (units_[unit].state == Unit::State::waiting)
      run(unit, span);
    else if (units_[unit].state == Unit::State::running)
      report_cycle(unit, span);
  }
  if (!model.columns[column].input && model.columns[column].value == kNone)
    return build.blank(type::kUnknown, span);
  return build.column(column, span);
}

void Context::run(std::size_t unit, base::Span asked_at) {
  if (running_.size() > limits.nesting_depth * 4) {
    sink.report(Code::nested_too_deeply, asked_at, {limits.nesting_depth * 4});
    return;
  }
  units_[unit].state = Unit::State::running;
  running_.push_back(unit);
  const auto define = std::move(units_[unit].define);
  define();
  running_.pop_back();
  units_[unit].state = Unit::State::done;
}

void Context::report_cycle(std::size_t unit, base::Span asked_at) {
  const auto begin = std::ranges::find(running_, unit);
  std::string path;
  for (auto at = begin; at != running_.end(); ++at) path += units_[*at].name + " -> ";
  path += units_[unit].name;
  auto& complaint = sink.report(Code::cycle, asked_at, {units_[unit].name, path});
  for (auto at = begin; at != running_.end(); ++at) {
    const auto next = std::next(at);
    const std::size_t needed = next == running_.end() ? unit : *next;
    complaint.note(units_[*at].span, diagnostic::Text::note_cycle_step,
                   {units_[*at].name, units_[needed].name});
  }
}

void Context::define_all() {
  std::vector<OrderedUnit> declared;
  for (const Unit& unit : units_) declared.push_back({unit.name, unit.span});
  for (const std::size_t unit : order_by_mention(declared, trees)) {
    if (units_[unit].state == Unit::State::waiting) run(unit, units_[unit].span);
  }
}

}  // namespace remit::check
