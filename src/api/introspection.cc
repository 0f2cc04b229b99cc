#include "api/introspection.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/civil_date.h"
#include "base/hash_map.h"
#include "diagnostic/error.h"
#include "report/computed_run.h"
#include "type/list_names.h"
#include "type/names.h"

namespace remit::api {
namespace {

using diagnostic::Place;
using diagnostic::place_of;
using type::TypeKind;

ValueKind value_kind(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return ValueKind::boolean;
    case TypeKind::number:
      return ValueKind::number;
    case TypeKind::money:
      return ValueKind::money;
    case TypeKind::date:
      return ValueKind::date;
    case TypeKind::duration:
      return ValueKind::duration;
    case TypeKind::category:
      return ValueKind::category;
    case TypeKind::reference:
      return ValueKind::reference;
    case TypeKind::text:
    case TypeKind::unknown:
      break;
  }
  return ValueKind::text;
}

std::vector<std::string> category_names(const plan::Plan& plan, type::Type type) {
  std::vector<std::string> names;
  if (type.kind != TypeKind::category) return names;
  for (const type::CategorySet::Value& value : plan.category_sets[type.ref].values) {
    names.push_back(value.name);
  }
  return names;
}

/// A constant as it would stand in a table; only constants are defaults.
std::string constant_text(const plan::Plan& plan, plan::ExpressionId id) {
  const plan::Expression& constant = plan.expressions[id];
  switch (type::operation(constant.op).payload) {
    case type::Payload::number:
      return plan.numbers[constant.payload].to_text();
    case type::Payload::truth:
      return constant.payload != 0 ? "true" : "false";
    case type::Payload::day:
      return base::to_iso_text(base::civil_from_days(static_cast<std::int32_t>(constant.payload)));
    case type::Payload::text:
      return plan.texts[constant.payload];
    case type::Payload::code:
      return plan.category_sets[constant.type.ref].values[constant.payload].name;
    case type::Payload::none:
    case type::Payload::column:
    case type::Payload::fault:
    case type::Payload::rounding:
    case type::Payload::count:
    case type::Payload::scale:
    case type::Payload::matrix:
    case type::Payload::dated:
    case type::Payload::calendar:
      break;
  }
  return {};
}

FieldInfo field_info(const plan::Plan& plan, const plan::Entity& entity, std::size_t index) {
  const plan::Field& from = entity.fields[index];
  FieldInfo to;
  to.name = from.name;
  to.label = from.label;
  to.header = from.header;
  to.type = value_type(plan, from.type, {false, from.decimals});
  const auto part = std::ranges::find(entity.key, static_cast<std::uint32_t>(index));
  to.key = part != entity.key.end();
  if (to.key) to.key_part = static_cast<std::size_t>(part - entity.key.begin());
  to.optional = from.optional;
  to.has_default = from.default_value.has_value();
  to.hole = from.hole;
  to.cite = from.cite;
  to.percent = from.percent;
  to.bounded = from.bounded;
  to.left_out = from.left_out;
  to.may_not_apply = from.may_not_apply;
  return to;
}

/// Places of spans. Columns of one declaration follow each other and often have the same place,
/// which takes a walk along two lines to find.
class Places {
 public:
  explicit Places(const base::SourceSet& sources) : sources_(sources) {}

  const Place& of(base::Span span) {
    if (!known_ || span.begin != span_.begin || span.end != span_.end) {
      place_ = place_of(sources_, span);
      span_ = span;
      known_ = true;
    }
    return place_;
  }

 private:
  const base::SourceSet& sources_;
  bool known_ = false;
  base::Span span_;
  Place place_;
};

ColumnInfo column_info(const Policy::Impl& policy, plan::ColumnId id, Places& places) {
  const plan::Column& from = policy.plan->columns[id];
  ColumnInfo to;
  to.name = from.name;
  to.type = value_type(*policy.plan, from.type, from.form);
  to.form = from.origin.form();
  to.declaration = from.origin.name();
  to.role = type::name(from.origin.role);
  to.label_en = report::column_title(*policy.plan, id, base::Language::en);
  to.label_zh = report::column_title(*policy.plan, id, base::Language::zh);
  to.cite = from.origin.cite();
  const Place& place = places.of(from.origin.span);
  to.file = place.file;
  to.begin = place.begin;
  to.end = place.end;
  return to;
}

void describe_entities(Policy::Impl& policy) {
  const plan::Plan& plan = *policy.plan;
  policy.columns.resize(plan.entities.size());
  policy.fields.resize(plan.entities.size());
  for (const plan::Entity& entity : plan.entities) {
    EntityInfo info;
    info.name = entity.name;
    info.label = entity.label;
    info.hole = entity.hole;
    info.made = entity.made;
    info.key.assign(entity.key.begin(), entity.key.end());
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
      info.fields.push_back(field_info(plan, entity, i));
    }
    policy.entities.push_back(std::move(info));
  }
  std::vector<std::size_t> outputs(plan.entities.size(), 0);
  for (const plan::Column& column : plan.columns) outputs[column.entity] += column.output ? 1 : 0;
  for (std::size_t i = 0; i < outputs.size(); ++i) policy.entities[i].columns.reserve(outputs[i]);
  Places places(policy.sources);
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    if (const auto* input = std::get_if<plan::Input>(&column.node)) {
      policy.fields[column.entity].resize(plan.entities[column.entity].fields.size(),
                                          plan::kNoColumn);
      policy.fields[column.entity][input->field] = id;
    } else if (column.output && !column.name.empty() && column.origin.role != type::Role::guard) {
      policy.entities[column.entity].columns.push_back(column_info(policy, id, places));
      policy.columns[column.entity].push_back(id);
    }
  }
}

/// Declarations that give columns of the results, whatever they cite.
base::HashSet<std::string_view> names_of_results(const plan::Plan& plan) {
  base::HashSet<std::string_view> names;
  for (const plan::Column& column : plan.columns) {
    if (column.output && !std::holds_alternative<plan::Input>(column.node))
      names.insert(column.origin.name());
  }
  return names;
}

/// What gives results, what cites a clause, and clauses that nothing computes, in the order of the
/// text.
void describe_clauses(Policy::Impl& policy) {
  const auto results = names_of_results(*policy.plan);
  Places places(policy.sources);
  for (const plan::Basis& basis : policy.plan->bases) {
    const bool gives = !basis.name.empty() && results.contains(basis.name);
    if (!gives && basis.cite.empty() && basis.says.empty() && basis.reading.empty()) continue;
    const Place& place = places.of(basis.span);
    policy.clauses.push_back({basis.cite, basis.form, basis.name, basis.label, place.file,
                              place.begin, place.end, basis.says, basis.reading,
                              basis.not_computed});
  }
}

void find_today(Policy::Impl& policy) {
  const std::vector<FieldInfo>& fields = policy.entities[plan::kWhole].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == type::kDayOfRun) policy.today = i;
  }
}

void describe_holes(Policy::Impl& policy) {
  const EntityInfo* whole = &policy.entities[plan::kWhole];
  for (const EntityInfo& entity : policy.entities) {
    const std::size_t id = static_cast<std::size_t>(&entity - whole);
    if (entity.hole)
      policy.holes.push_back({entity.name, true, {}, policy.plan->entities[id].cite});
    for (const FieldInfo& field : entity.fields) {
      // The day of the run comes with the run, not from the document.
      if (field.hole && !(&entity == whole && field.name == type::kDayOfRun))
        policy.holes.push_back({field.name, false, field.type, field.cite});
    }
  }
}

}  // namespace

ValueType value_type(const plan::Plan& plan, type::Type type, type::NumberForm form) {
  ValueType to;
  to.kind = value_kind(type.kind);
  if (type.is_numeric()) {
    to.scale = form.decimals;
    to.ratio = form.ratio;
  }
  const bool is_money = type.kind == TypeKind::money;
  if (is_money && !plan.currencies[type.ref].of_row) to.currency = plan.currencies[type.ref].code;
  if (type.kind == TypeKind::reference) to.entity = plan.entities[type.ref].name;
  if (type.kind == TypeKind::duration)
    to.unit = type::name(static_cast<type::DurationUnit>(type.ref));
  to.categories = category_names(plan, type);
  return to;
}

table::Schemas make_schemas(const plan::Plan& plan, const Limits& limits) {
  table::Schemas schemas;
  for (const plan::Entity& entity : plan.entities) {
    table::EntitySchema schema;
    schema.name = entity.name;
    schema.label = entity.label;
    schema.key = entity.key;
    for (const plan::Field& field : entity.fields) {
      table::FieldSchema to;
      to.name = field.name;
      to.label = field.label;
      to.header = field.header;
      to.type = field.type;
      to.decimals = field.decimals;
      to.optional = field.optional;
      to.decision = field.decision;
      to.hole = field.hole;
      to.tree = field.tree;
      to.left_out = field.left_out;
      to.may_not_apply = field.may_not_apply;
      to.limits = limits;
      to.percent = field.percent;
      to.whole = field.percent && !field.bounded;
      if (field.default_value) to.default_text = constant_text(plan, *field.default_value);
      to.categories = category_names(plan, field.type);
      schema.fields.push_back(std::move(to));
    }
    schemas.push_back(std::move(schema));
  }
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (const auto* input = std::get_if<plan::Input>(&plan.columns[id].node)) {
      schemas[plan.columns[id].entity].fields[input->field].column = id;
    }
  }
  for (const plan::Payment& payment : plan.payments) {
    for (const plan::Payer* who : {&payment.payer, &payment.payee}) {
      if (who->kind != plan::Payer::Kind::column) continue;
      const plan::Column& column = plan.columns[who->column];
      if (const auto* input = std::get_if<plan::Input>(&column.node))
        schemas[column.entity].fields[input->field].names_somebody = true;
    }
  }
  return schemas;
}

void describe(Policy::Impl& policy) {
  policy.schemas = make_schemas(*policy.plan, policy.limits);
  describe_entities(policy);
  describe_clauses(policy);
  describe_holes(policy);
  find_today(policy);
  for (const check::Test& test : policy.model->tests) policy.tests.push_back(test.title);
}

}  // namespace remit::api
