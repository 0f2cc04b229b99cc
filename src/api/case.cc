// One row of an entity, evaluated again and again.
#include "remit/case.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "api/case_impl.h"
#include "api/table_heads.h"
#include "api/within_budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/policy.h"
#include "run/compute.h"
#include "run/nearest_rounding.h"

namespace remit {

using diagnostic::make_error;
namespace text = diagnostic::text;

namespace {

constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;

}  // namespace

Case::Impl::Impl(std::shared_ptr<const Policy::Impl> of, const Data& tables, std::size_t which,
                 const RunOptions& how)
    : policy(std::move(of)),
      data(tables),
      entity(which),
      options(how),
      watch(which, policy->schemas[which].fields.size()),
      taken(watch.seen.size()),
      table(nullptr) {
  data.impl().watch = &watch;
  const auto id = static_cast<plan::EntityId>(entity);
  for (const EntityInfo& any : policy->entities) {
    referred_to |= std::ranges::any_of(any.fields, [&](const FieldInfo& field) {
      return field.type.kind == ValueKind::reference &&
             field.type.entity == policy->entities[entity].name;
    });
  }
  preparable = options.evaluator != Evaluator::row && column::can_prepare_row(*policy->plan, id);
  results->policy = policy;
  results->input = data.impl().input(options)->built();
  show_columns();
}

void Case::Impl::show_columns() {
  const api::TableHead& head = api::table_head(*policy, entity, ResultColumns::all);
  shown->name = policy->entities[entity].name;
  shown->fault_words = results;
  shown->columns = head.columns;
  shown->plan_columns = head.plan_columns;
  place.assign(policy->plan->columns.size(), kNoPlace);
  for (std::size_t i = policy->entities[entity].key.size(); i < head.plan_columns.size(); ++i)
    place[head.plan_columns[i]] = static_cast<std::uint32_t>(i);
  shown->data.resize(shown->columns->size());
  table = Table(shown);
}

void Case::Impl::show(const std::vector<plan::ColumnId>& columns, const table::Results& computed) {
  std::vector<table::ColumnData> figures, tables;
  figures.reserve(columns.size());
  tables.reserve(columns.size());
  for (const plan::ColumnId id : columns) {
    figures.push_back(*computed.columns[id]);
    tables.push_back(*computed.columns[id]);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    results->computed.columns[columns[i]] = std::move(figures[i]);
    const std::uint32_t at = place[columns[i]];
    if (at != kNoPlace) shown->data[at] = std::move(tables[i]);
  }
}

bool Case::Impl::is_mere_name(std::uint32_t field) const {
  return !referred_to && policy->entities[entity].fields[field].type.kind != ValueKind::reference &&
         !prepared->needs(policy->fields[entity][field]) &&
         data.impl().builder.table(entity).column(field).is_clean();
}

void Case::Impl::show_key() {
  const std::vector<std::size_t>& key = policy->entities[entity].key;
  const table::TableBuilder& cells = data.impl().builder.table(entity);
  std::vector<table::InputProblem> none;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto field = static_cast<std::uint32_t>(key[i]);
    shown->data[i] = cells.column(field).build(1, static_cast<std::uint32_t>(entity), field, none);
  }
}

bool Case::Impl::show_more(bool renamed) {
  // Why a cell is in error is told with the name of the row.
  if (renamed && std::ranges::any_of(policy->columns[entity], [&](plan::ColumnId id) {
        return !prepared->results().columns[id]->faults.empty();
      })) {
    return false;
  }
  if (!prepared->replaced().empty()) show(prepared->replaced(), prepared->results());
  if (renamed) show_key();
  return true;
}

bool Case::Impl::take_cell(const Taken& of) {
  const std::optional<std::int64_t> value = of.cells->small_value(0);
  return value && prepared->set(of.input, *value);
}

namespace {

/// Runs what was prepared, if only cells changed that it takes. Some hundred instructions: what
/// happens seldom stands elsewhere.
bool run_prepared(Case::Impl& of) {
  if (of.prepared == nullptr || of.watch.other) return false;
  column::PreparedRow& row = *of.prepared;
  bool renamed = false;
  for (const std::uint32_t field : of.watch.fields()) {
    const Case::Impl::Taken& taken = of.taken[field];
    if (taken.use == Case::Impl::Use::cell) {
      const std::int64_t* const number = taken.cells->plain_number(0);
      if (number != nullptr ? !row.set(taken.input, *number) : !of.take_cell(taken)) return false;
    } else if (taken.use == Case::Impl::Use::key) {
      if (!of.is_mere_name(field)) return false;
      renamed = true;
    }
  }
  const run::NearestRounding nearest;
  // Until all is shown, only the long way leads on.
  of.watch.other = true;
  row.run();
  if ((renamed || !row.replaced().empty()) && !of.show_more(renamed)) return false;
  if (renamed) of.watch.settle_fields();
  of.watch.settle();
  return true;
}

}  // namespace

// What may fail is made aside; from "Nothing fails" on the case changes as a whole.
Status Case::Impl::run_anew() {
  const auto since = run::RunControl::Clock::now();
  std::shared_ptr<const run::BoundInput> read = data.impl().input(options, since);
  if (read->refusal()) return *read->refusal();
  const table::Dataset& dataset = read->built()->dataset;
  Result<table::Results> computed = run::compute(*read, policy->plan, {}, options, since);
  if (!computed.ok()) return computed.error();
  auto next = std::make_shared<Results::Impl>();
  next->policy = policy;
  next->input = read->built();
  next->computed = *std::move(computed);
  table::Naming naming = api::make_naming(*next, Language::en);
  std::vector<table::ColumnData> figures(shown->data.size());
  const std::vector<std::size_t>& key = policy->entities[entity].key;
  for (std::size_t i = 0; i < key.size(); ++i) {
    figures[i] = api::shown_field(*policy, entity, key[i], dataset.tables[entity].columns[key[i]]);
  }
  for (const plan::ColumnId id : policy->columns[entity]) {
    figures[place[id]] = *next->computed.columns[id];
  }
  // Nothing fails.
  if (prepared != nullptr) before = std::move(prepared);
  input = std::move(read);
  shown->rows = dataset.tables[entity].rows;
  shown->naming = std::move(naming);
  shown->data = std::move(figures);
  shown->fault_words = next;
  results = std::move(next);
  watch.settle_fields();
  if (preparable && shown->rows == 1) prepare(*input);
  return Done{};
}

void Case::Impl::prepare(const run::BoundInput& tables) {
  const run::NearestRounding nearest;
  column::Options how;
  how.isa = run::instruction_set(options.isa);
  auto made = column::PreparedRow::make(*policy->plan, tables.built()->dataset,
                                        static_cast<plan::EntityId>(entity), before.get(), how);
  if (!made.ok() || *made == nullptr) return;  // a cell without a value: the long way next time too
  show(policy->columns[entity], (*made)->results());
  prepared = *std::move(made);
  note_uses();
  before.reset();
}

void Case::Impl::note_uses() {
  const table::TableBuilder& cells = data.impl().builder.table(entity);
  for (std::uint32_t field = 0; field < taken.size(); ++field) {
    const plan::ColumnId id = policy->fields[entity][field];
    const bool is_key = policy->schemas[entity].is_key(field);
    const Use use = is_key ? Use::key : prepared->needs(id) ? Use::cell : Use::none;
    taken[field] = {&cells.column(field), id, use};
  }
}

Case::Case(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(Case&&) noexcept = default;
Case::~Case() = default;

Data& Case::data() { return impl_->data; }

Status Case::run() {
  Data::Impl& tables = impl_->data.impl();
  if (tables.policy != impl_->policy) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  if (tables.watch != &impl_->watch) {  // the host has assigned other tables as a whole
    tables.watch = &impl_->watch;
    impl_->watch.other = true;
  }
  if (impl_->options.cancel.requested()) {
    return make_error(StatusCode::cancelled, text::api_cancelled);
  }
  // What was prepared for the row is linear in its columns, some hundred nanoseconds as a rule: the
  // budget would cost as much as the figures.
  if (run_prepared(*impl_)) return Done{};
  return api::within_budget(impl_->options.limits, impl_->options.cancel,
                            [&] { return impl_->run_anew(); });
}

const Table& Case::table() const { return impl_->table; }

Result<Needs> Case::needs(std::string_view column, NeedsOptions options) const {
  options.row = 0;
  options.as_of = impl_->options.as_of;
  return Policy(impl_->policy).needs(impl_->data, impl_->entity, column, options);
}

Result<Case> Policy::new_case(const Data& data, std::size_t entity,
                              const RunOptions& options) const {
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  if (entity >= impl_->entities.size()) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_entity, entity, impl_->entities.size()});
  }
  auto made = std::make_shared<Case::Impl>(impl_, data, entity, options);
  if (made->data.row_count(entity) == 0) {
    if (auto row = made->data.add_row(entity); !row.ok()) return row.error();
  }
  return Case(std::move(made));
}

}  // namespace remit
