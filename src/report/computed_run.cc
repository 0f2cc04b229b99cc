#include "report/computed_run.h"

#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "diagnostic/format.h"
#include "diagnostic/text/common.h"
#include "diagnostic/text/report.h"
#include "number/decimal.h"
#include "row/encode.h"
#include "type/roles.h"

namespace remit::report {
namespace {

using base::Language;
namespace text = diagnostic::text;

struct PlainText {
  const ComputedRun& run;
  const plan::Column& column;

  std::string operator()(const type::Fault&) const { return {}; }
  std::string operator()(const number::Rational& value) const {
    const auto decimal = number::Decimal::from_rational(value);
    return decimal ? number::format(*decimal, column.form.decimals) : value.to_string();
  }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(row::Date value) const {
    return base::to_iso_text(base::civil_from_days(value.days));
  }
  std::string operator()(std::string_view value) const { return std::string(value); }
  std::string operator()(row::Category value) const {
    const type::CategorySet& set = run.plan().category_sets[column.type.ref];
    return set.values[static_cast<std::size_t>(value.code)].name;
  }
  std::string operator()(row::Reference value) const { return run.key(column.type.ref, value.row); }
};

}  // namespace

const table::ColumnData* ComputedRun::stored(plan::ColumnId column) const {
  const plan::Column& definition = plan_.columns[column];
  if (const auto* input = std::get_if<plan::Input>(&definition.node)) {
    return &dataset_.tables[definition.entity].columns[input->field];
  }
  const std::optional<table::ColumnData>& result = results_.columns[column];
  return result ? &*result : nullptr;
}

const table::Tally* ComputedRun::tally(plan::ColumnId column) const {
  const auto at = std::ranges::lower_bound(results_.tallies, column, {},
                                           &std::pair<std::uint32_t, table::Tally>::first);
  return at != results_.tallies.end() && at->first == column ? &at->second : nullptr;
}

const table::Faults* ComputedRun::key_faults(plan::EntityId entity) const {
  return plan_.entities[entity].key.empty() ? nullptr : &dataset_.tables[entity].refused;
}

const type::Fault* ComputedRun::key_fault(plan::EntityId entity, std::uint64_t row) const {
  const table::Faults* faults = key_faults(entity);
  return faults == nullptr ? nullptr : table::fault_of_row(*faults, row);
}

bool ComputedRun::is_of_key(const type::Fault& fault) const {
  const plan::Column& column = plan_.columns[fault.column];
  const auto* input = std::get_if<plan::Input>(&column.node);
  return input != nullptr && plan_.entities[column.entity].is_key(input->field);
}

row::Value ComputedRun::at(plan::ColumnId column, std::uint64_t row) const {
  return row::decode(*stored(column), plan_.columns[column].entity == plan::kWhole ? 0 : row);
}

std::string ComputedRun::key(plan::EntityId entity, std::uint64_t row) const {
  const plan::Entity& definition = plan_.entities[entity];
  if (row >= dataset_.tables[entity].rows) return {};
  std::string text;
  for (const std::uint32_t field : definition.key) {
    const table::ColumnData& part = dataset_.tables[entity].columns[field];
    const type::Fault* fault = part.fault(row);
    // One that stands twice is known all the same; not so a day of a row made of such a one.
    const bool known = fault == nullptr || (fault->code == type::CellFault::duplicate_key &&
                                            (part.type.kind == type::TypeKind::reference ||
                                             plan_.columns[fault->column].entity == entity));
    if (!known) return {};
    plan::Column shown;
    shown.type = part.type;
    shown.form.decimals = part.decimals;
    if (field != definition.key.front()) text += table::kKeySeparator;
    text += std::visit(PlainText{*this, shown}, row::decode_stored(part, row));
  }
  return text;
}

std::string ComputedRun::row_title(plan::EntityId entity, std::uint64_t row,
                                   Language language) const {
  std::string title = entity_title(plan_, entity, language);
  if (entity == plan::kWhole) return title;
  const std::string named = key(entity, row);
  if (named.empty() || key_fault(entity, row) != nullptr) {
    return diagnostic::format_text(text::report_row_number, language,
                                   {title, row_number(entity, row)});
  }
  return diagnostic::format_text(text::report_row_key, language, {title, named});
}

std::string entity_title(const plan::Plan& plan, plan::EntityId entity, Language language) {
  if (entity == plan::kWhole) {
    return std::string(diagnostic::text_template(text::report_whole, language));
  }
  const plan::Entity& definition = plan.entities[entity];
  return definition.label.empty() ? definition.name : definition.label;
}

std::string column_title(const plan::Plan& plan, plan::ColumnId column, Language language) {
  const plan::Origin& origin = plan.columns[column].origin;
  // The label of a field is there to find its column in a table.
  const bool is_field = origin.role == type::Role::field || origin.role == type::Role::guard;
  std::string title = is_field || origin.label().empty() ? origin.name() : origin.label();
  const std::string& name = plan.columns[column].name;
  if (title.empty()) title = name;
  if (origin.role == type::Role::helper && !name.empty()) return name;
  const bool says_enough =
      is_field || origin.role == type::Role::value || (!name.empty() && name == origin.name());
  if (!title.empty() && says_enough) return title;
  if (title.empty()) return std::string(type::role_word(origin.role, language));
  // A part of a split and the like: the name of the part says more than the role.
  std::string what(type::role_word(origin.role, language));
  const std::string prefix = origin.name() + ".";
  const bool is_part = origin.role == type::Role::part || origin.role == type::Role::points ||
                       origin.role == type::Role::condition;
  if (is_part && name.starts_with(prefix)) what = name.substr(prefix.size());
  return title + std::string(diagnostic::text_template(text::label_separator, language)) + what;
}

std::string plain_text(const ComputedRun& run, plan::ColumnId column, const row::Value& value) {
  return std::visit(PlainText{run, run.plan().columns[column]}, value);
}

}  // namespace remit::report
