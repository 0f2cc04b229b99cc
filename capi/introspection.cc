#include <optional>
#include <string>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::ColumnInfo;
using remit::EntityInfo;
using remit::FieldInfo;
using remit::Policy;
using remit::StatusCode;
using remit::ValueKind;
using remit::ValueType;
using remit::capi::answered;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::index_argument;
using remit::capi::lend;
using remit::capi::out;
using remit::capi::require;
namespace text = remit::diagnostic::text;

namespace {

/// One entry of one of the lists, seen through what all kinds of entry have in common. What an
/// entry has not is null or nothing.
struct Entry {
  const std::string* name = nullptr;
  const std::string* label_en = nullptr;
  const std::string* label_zh = nullptr;
  const std::string* cite = nullptr;
  const std::string* form = nullptr;
  const std::string* declaration = nullptr;
  const std::string* role = nullptr;
  const std::string* file = nullptr;
  const ValueType* type = nullptr;
  const FieldInfo* field = nullptr;
  const EntityInfo* entity = nullptr;
  const remit::Hole* hole = nullptr;
  const remit::Clause* clause = nullptr;
  const remit::Position* begin = nullptr;
  const remit::Position* end = nullptr;
};

Entry entry_of(const EntityInfo& entity) {
  Entry entry;
  entry.name = &entity.name;
  entry.label_en = entry.label_zh = &entity.label;
  entry.entity = &entity;
  return entry;
}

Entry entry_of(const FieldInfo& field) {
  Entry entry;
  entry.name = &field.name;
  entry.label_en = entry.label_zh = &field.label;
  entry.cite = &field.cite;
  entry.type = &field.type;
  entry.field = &field;
  return entry;
}

Entry entry_of(const ColumnInfo& column) {
  Entry entry;
  entry.name = &column.name;
  entry.label_en = &column.label_en;
  entry.label_zh = &column.label_zh;
  entry.cite = &column.cite;
  entry.form = &column.form;
  entry.declaration = &column.declaration;
  entry.role = &column.role;
  entry.file = &column.file;
  entry.type = &column.type;
  entry.begin = &column.begin;
  entry.end = &column.end;
  return entry;
}

Entry entry_of(const remit::Clause& clause) {
  Entry entry;
  entry.name = entry.declaration = &clause.declaration;
  entry.label_en = entry.label_zh = &clause.label;
  entry.cite = &clause.cite;
  entry.clause = &clause;
  entry.form = &clause.form;
  entry.file = &clause.file;
  entry.begin = &clause.begin;
  entry.end = &clause.end;
  return entry;
}

Entry entry_of(const remit::Hole& hole) {
  Entry entry;
  entry.name = &hole.name;
  entry.cite = &hole.cite;
  entry.hole = &hole;
  if (!hole.is_entity) entry.type = &hole.type;
  return entry;
}

Entry entry_of(const std::string& test) {
  Entry entry;
  entry.name = &test;
  return entry;
}

/// Hands the list itself to `visit`; the lists have different types of entry.
template <typename Visit>
auto with_list(const Policy& policy, remit_list list, std::size_t entity, Visit visit) {
  const auto& entities = policy.entities();
  switch (list) {
    case REMIT_LIST_ENTITIES:
      return visit(entities);
    case REMIT_LIST_FIELDS:
      return visit(entities[index_argument(entity, entities.size(), text::api_entity)].fields);
    case REMIT_LIST_COLUMNS:
      return visit(entities[index_argument(entity, entities.size(), text::api_entity)].columns);
    case REMIT_LIST_CLAUSES:
      return visit(policy.clauses());
    case REMIT_LIST_HOLES:
      return visit(policy.holes());
    case REMIT_LIST_TESTS:
      return visit(policy.tests());
    default:
      fail(StatusCode::invalid_argument, text::api_bad_value, {"list", list});
  }
}

Entry entry_at(const Policy& policy, remit_list list, std::size_t entity, std::size_t index) {
  return with_list(policy, list, entity, [&](const auto& entries) {
    return entry_of(entries[index_argument(index, entries.size(), text::api_entry)]);
  });
}

std::optional<std::size_t> find_entry(const Policy& policy, remit_list list, std::size_t entity,
                                      std::string_view name) {
  const auto& entities = policy.entities();
  if (list == REMIT_LIST_FIELDS && entity < entities.size()) {
    return entities[entity].find_field(name);
  }
  if (list == REMIT_LIST_COLUMNS && entity < entities.size()) {
    return entities[entity].find_column(name);
  }
  return with_list(policy, list, entity, [&](const auto& entries) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (*entry_of(entries[i]).name == name) return i;
    }
    return std::nullopt;
  });
}

const std::string* text_of(const Entry& entry, remit_entry_text which) {
  switch (which) {
    case REMIT_ENTRY_NAME:
      return entry.name;
    case REMIT_ENTRY_LABEL_EN:
      return entry.label_en;
    case REMIT_ENTRY_LABEL_ZH:
      return entry.label_zh;
    case REMIT_ENTRY_CITE:
      return entry.cite;
    case REMIT_ENTRY_FORM:
      return entry.form;
    case REMIT_ENTRY_DECLARATION:
      return entry.declaration;
    case REMIT_ENTRY_ROLE:
      return entry.role;
    case REMIT_ENTRY_CURRENCY:
      return entry.type != nullptr ? &entry.type->currency : nullptr;
    case REMIT_ENTRY_REFERS_TO:
      return entry.type != nullptr ? &entry.type->entity : nullptr;
    case REMIT_ENTRY_UNIT:
      return entry.type != nullptr ? &entry.type->unit : nullptr;
    case REMIT_ENTRY_FILE:
      return entry.file;
    case REMIT_ENTRY_SAYS:
      return entry.clause != nullptr ? &entry.clause->says : nullptr;
    case REMIT_ENTRY_READING:
      return entry.clause != nullptr ? &entry.clause->reading : nullptr;
    case REMIT_ENTRY_NOT_COMPUTED:
      return entry.clause != nullptr ? &entry.clause->not_computed : nullptr;
    case REMIT_ENTRY_HEADER:
      return entry.field != nullptr ? &entry.field->header : nullptr;
    default:
      fail(StatusCode::invalid_argument, text::api_bad_value, {"which", which});
  }
}

/// Of the four questions about a type.
std::optional<std::int64_t> type_number(const ValueType& type, remit_entry_number which) {
  const bool number = type.kind == ValueKind::number || type.kind == ValueKind::money;
  switch (which) {
    case REMIT_ENTRY_KIND:
      return static_cast<std::int64_t>(type.kind);
    case REMIT_ENTRY_SCALE:
      return number ? std::optional<std::int64_t>(type.scale) : std::nullopt;
    case REMIT_ENTRY_IS_RATIO:
      return type.ratio ? 1 : 0;
    default:  // REMIT_ENTRY_CATEGORY_COUNT
      return type.kind == ValueKind::category
                 ? std::optional<std::int64_t>(static_cast<std::int64_t>(type.categories.size()))
                 : std::nullopt;
  }
}

/// Which part of the key the field is; nothing for one that is none.
std::optional<std::int64_t> key_part(const Entry& entry) {
  if (entry.field == nullptr || !entry.field->key) return std::nullopt;
  return static_cast<std::int64_t>(entry.field->key_part);
}

std::optional<std::int64_t> number_of(const Entry& entry, remit_entry_number which) {
  switch (which) {
    case REMIT_ENTRY_KIND:
    case REMIT_ENTRY_SCALE:
    case REMIT_ENTRY_IS_RATIO:
    case REMIT_ENTRY_CATEGORY_COUNT:
      return entry.type != nullptr ? type_number(*entry.type, which) : std::nullopt;
    case REMIT_ENTRY_IS_KEY:
      if (entry.field != nullptr) return entry.field->key;
      return std::nullopt;
    case REMIT_ENTRY_IS_OPTIONAL:
      if (entry.field != nullptr) return entry.field->optional;
      return std::nullopt;
    case REMIT_ENTRY_HAS_DEFAULT:
      if (entry.field != nullptr) return entry.field->has_default;
      return std::nullopt;
    case REMIT_ENTRY_IS_HOLE:
      if (entry.field != nullptr) return entry.field->hole;
      if (entry.entity != nullptr) return entry.entity->hole;
      return std::nullopt;
    case REMIT_ENTRY_KEY_FIELD:
      if (entry.entity == nullptr || entry.entity->key.empty()) return std::nullopt;
      return static_cast<std::int64_t>(entry.entity->key.front());
    case REMIT_ENTRY_KEY_PARTS:
      if (entry.entity == nullptr) return std::nullopt;
      return static_cast<std::int64_t>(entry.entity->key.size());
    case REMIT_ENTRY_KEY_PART:
      return key_part(entry);
    case REMIT_ENTRY_IS_ENTITY:
      if (entry.hole != nullptr) return entry.hole->is_entity;
      return std::nullopt;
    case REMIT_ENTRY_BEGIN:
      if (entry.begin != nullptr) return entry.begin->offset;
      return std::nullopt;
    case REMIT_ENTRY_END:
      if (entry.end != nullptr) return entry.end->offset;
      return std::nullopt;
    case REMIT_ENTRY_LINE:
      if (entry.begin != nullptr) return entry.begin->line;
      return std::nullopt;
    case REMIT_ENTRY_COLUMN:
      if (entry.begin != nullptr) return entry.begin->column;
      return std::nullopt;
    case REMIT_ENTRY_IS_PERCENT:
      if (entry.field != nullptr) return entry.field->percent;
      return std::nullopt;
    case REMIT_ENTRY_IS_BOUNDED:
      if (entry.field != nullptr) return entry.field->bounded;
      return std::nullopt;
    case REMIT_ENTRY_IS_LEFT_OUT:
      if (entry.field != nullptr) return entry.field->left_out;
      return std::nullopt;
    case REMIT_ENTRY_MAY_NOT_APPLY:
      if (entry.field != nullptr) return entry.field->may_not_apply;
      return std::nullopt;
    case REMIT_ENTRY_IS_MADE:
      if (entry.entity != nullptr) return entry.entity->made;
      return std::nullopt;
    default:
      fail(StatusCode::invalid_argument, text::api_bad_value, {"which", which});
  }
}

const std::string& category_at(const Policy& policy, remit_list list, std::size_t entity,
                               std::size_t index, std::size_t category) {
  const Entry entry = entry_at(policy, list, entity, index);
  const std::size_t count = entry.type != nullptr ? entry.type->categories.size() : 0;
  const std::size_t at = index_argument(category, count, text::api_entry);
  return entry.type->categories[at];
}

}  // namespace

extern "C" {

remit_status remit_policy_count(const remit_policy* policy, remit_list list, size_t entity,
                                size_t* count, remit_error** error) {
  return guarded(error, [&] {
    std::size_t& to = out(count, "count");
    to = with_list(require(policy, "policy").value, list, entity,
                   [](const auto& entries) { return entries.size(); });
  });
}

remit_status remit_policy_find(const remit_policy* policy, remit_list list, size_t entity,
                               const char* name, size_t size, size_t* index, remit_error** error) {
  return guarded(error, [&] {
    std::size_t& to = out(index, "index");
    const std::string_view wanted = remit::capi::text_argument(name, size, "name");
    const auto found = find_entry(require(policy, "policy").value, list, entity, wanted);
    if (!found) fail(StatusCode::not_found, text::api_no_entry, {wanted});
    to = *found;
  });
}

const char* remit_policy_list_text(const remit_policy* policy, remit_list list, size_t entity,
                                   size_t index, remit_entry_text which, size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>(nullptr, [&]() -> const char* {
    const std::string* found =
        text_of(entry_at(require(policy, "policy").value, list, entity, index), which);
    return found != nullptr ? lend(*found, size) : "";
  });
}

remit_status remit_policy_entry_text(const remit_policy* policy, remit_list list, size_t entity,
                                     size_t index, remit_entry_text which, const char** text,
                                     size_t* size, remit_error** error) {
  return guarded(error, [&] {
    const char*& to = out(text, "text");
    if (size != nullptr) *size = 0;
    const std::string* found =
        text_of(entry_at(require(policy, "policy").value, list, entity, index), which);
    to = found != nullptr ? lend(*found, size) : "";
  });
}

remit_status remit_policy_entry_number(const remit_policy* policy, remit_list list, size_t entity,
                                       size_t index, remit_entry_number which, int64_t* value,
                                       remit_error** error) {
  return guarded(error, [&] {
    std::int64_t& to = out(value, "value");
    to = number_of(entry_at(require(policy, "policy").value, list, entity, index), which)
             .value_or(-1);
  });
}

const char* remit_policy_list_category(const remit_policy* policy, remit_list list, size_t entity,
                                       size_t index, size_t category, size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>(nullptr, [&] {
    return lend(category_at(require(policy, "policy").value, list, entity, index, category), size);
  });
}

remit_status remit_policy_category(const remit_policy* policy, remit_list list, size_t entity,
                                   size_t index, size_t category, const char** text, size_t* size,
                                   remit_error** error) {
  return guarded(error, [&] {
    const char*& to = out(text, "text");
    if (size != nullptr) *size = 0;
    to = lend(category_at(require(policy, "policy").value, list, entity, index, category), size);
  });
}

}  // extern "C"
