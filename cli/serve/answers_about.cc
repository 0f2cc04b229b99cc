// Answers that need no tables: which policies there are, and what each says.
#include <optional>
#include <string>

#include "cli/serve/answers.h"
#include "cli/serve/json_out.h"

namespace remit::cli::serve {
namespace {

/// The kind, and what belongs to it: under the names that `needs` uses.
void put_type(JsonOut& json, const ValueType& type) {
  json.name("kind").text(value_kind_name(type.kind));
  if (!type.currency.empty()) json.name("currency").text(type.currency);
  if (!type.entity.empty()) json.name("entity").text(type.entity);
  if (!type.unit.empty()) json.name("unit").text(type.unit);
  if (type.kind == ValueKind::money || type.kind == ValueKind::number) {
    if (!type.ratio) json.name("decimals").number(static_cast<std::uint64_t>(type.scale));
  }
  if (type.categories.empty()) return;
  json.name("words").open_array();
  for (const std::string& word : type.categories) json.text(word);
  json.close_array();
}

void put_date(JsonOut& json, std::string_view name, const std::optional<Date>& date) {
  json.name(name);
  if (date) {
    json.text(to_text(*date));
  } else {
    json.null();
  }
}

void put_versions(JsonOut& json, const Served& served) {
  json.name("versions").open_array();
  for (const Version& version : served.versions()) {
    json.open_object().name("name").text(version.name);
    put_date(json, "from", version.from);
    put_date(json, "to", version.to);
    json.close_object();
  }
  json.close_array();
}

void put_head(JsonOut& json, const std::string& name, const Served& served) {
  const Policy& policy = served.on(std::nullopt);
  json.name("name").text(name).name("policy").text(policy.name());
  json.name("title").text(policy.title()).name("policy_hash").text(policy.canonical_hash());
  put_versions(json, served);
}

void put_field(JsonOut& json, const FieldInfo& field) {
  json.open_object().name("name").text(field.name).name("label").text(field.label);
  put_type(json, field.type);
  json.name("key").truth(field.key).name("optional").truth(field.optional);
  json.name("default").truth(field.has_default).close_object();
}

void put_entity(JsonOut& json, const Policy& policy, std::size_t index, Language language) {
  const EntityInfo& entity = policy.entities()[index];
  json.open_object().name("name").text(index == 0 ? "whole" : entity.name);
  json.name("label").text(entity.label).name("made").truth(entity.made);
  json.name("fields").open_array();
  for (const FieldInfo& field : entity.fields) put_field(json, field);
  json.close_array().name("columns").open_array();
  for (const ColumnInfo& column : entity.columns) {
    json.open_object().name("name").text(column.name).name("label").text(column.label(language));
    put_type(json, column.type);
    json.name("clause").text(column.cite).close_object();
  }
  json.close_array().close_object();
}

}  // namespace

Answer list_policies(const Shelf& shelf) {
  Answer answer;
  JsonOut json(answer.body);
  json.open_object().name("policies").open_array();
  for (const auto& [name, served] : shelf.policies()) {
    json.open_object();
    put_head(json, name, *served);
    json.close_object();
  }
  json.close_array().close_object();
  return answer;
}

Answer list_versions(const Served& served) {
  Answer answer;
  JsonOut json(answer.body);
  json.open_object();
  put_versions(json, served);
  json.close_object();
  return answer;
}

Answer list_clauses(const Policy& policy) {
  Answer answer;
  JsonOut json(answer.body);
  json.open_object().name("clauses").open_array();
  for (const Clause& clause : policy.clauses()) {
    json.open_object().name("clause").text(clause.cite).name("says").text(clause.says);
    json.name("form").text(clause.form).name("declaration").text(clause.declaration);
    json.name("label").text(clause.label).name("reading").text(clause.reading);
    json.name("not_computed").text(clause.not_computed).close_object();
  }
  json.close_array().close_object();
  return answer;
}

Answer describe_policy(const std::string& name, const Served& served, Language language) {
  Answer answer;
  JsonOut json(answer.body);
  json.open_object();
  put_head(json, name, served);
  const Policy& policy = served.on(std::nullopt);
  json.name("entities").open_array();
  for (std::size_t i = 0; i < policy.entities().size(); ++i) put_entity(json, policy, i, language);
  json.close_array().close_object();
  return answer;
}

}  // namespace remit::cli::serve
