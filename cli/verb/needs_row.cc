#include "cli/verb/needs_row.h"

#include <algorithm>
#include <utility>

#include "cli/text/texts.h"

namespace remit::cli {
namespace {

/// What stands for any value of a key; nothing where rows of another table would have to be named.
std::optional<std::string> any_value(const FieldInfo& field, const std::string& name) {
  switch (field.type.kind) {
    case ValueKind::text:
      return "any " + name;
    case ValueKind::number:
    case ValueKind::money:
    case ValueKind::duration:
      return "0";
    case ValueKind::date:
      return "2000-01-01";
    case ValueKind::boolean:
      return "true";
    case ValueKind::category:
      return field.type.categories.front();
    case ValueKind::reference:
      break;
  }
  return std::nullopt;
}

}  // namespace

NeedsRow::NeedsRow(const Policy& policy, std::size_t entity, std::vector<Given> given,
                   std::set<std::size_t> tables, Data& data, Language language)
    : policy_(policy),
      entity_(entity),
      tables_(std::move(tables)),
      data_(data),
      language_(language),
      given_(std::move(given)) {}

bool NeedsRow::fail(const Error& error) {
  trouble_ = error.message(language_);
  return false;
}

bool NeedsRow::fill() {
  if (entity_ != 0) {
    const Result<std::uint64_t> added = data_.add_row(entity_);
    if (!added.ok()) return fail(added.error());
    row_ = *added;
  }
  if (!make_row(entity_, row_, "", {entity_})) return false;
  if (entity_ != 0 && !make_row(0, 0, "", {entity_, 0})) return false;
  for (const auto& [path, value] : given_) {
    if (used_.contains(path)) continue;
    trouble_ = format_text(Text::no_such_path, language_, {path, policy_.entities()[entity_].name});
    return false;
  }
  return true;
}

NeedsOptions NeedsRow::options() const {
  NeedsOptions options;
  for (const auto& [path, value] : given_) options.answered.push_back(path);
  options.made_up = made_up_;
  options.open.assign(open_.begin(), open_.end());
  return options;
}

bool NeedsRow::accept_values(const std::optional<Date>& day) {
  if (cells_.empty()) return true;
  // A run says what is wrong with a cell. Of a row without a key it would say nothing else.
  Data filled(data_);
  const EntityInfo& own = policy_.entities()[entity_];
  for (const std::size_t part : own.key) {
    const auto any = any_value(own.fields[part], own.name);
    const auto is_it = [&](const GivenCell& cell) {
      return cell.entity == entity_ && cell.field == own.fields[part].name;
    };
    const bool given = std::ranges::any_of(cells_, is_it);
    if (any && !given && !filled.set_text(entity_, row_, part, *any).ok()) return true;
  }
  RunOptions how;
  how.as_of = day;
  const Result<Results> run = policy_.evaluate(filled, how);
  if (!run.ok()) return true;
  const Table errors = run->errors(language_);
  const auto cell = [&errors](std::uint64_t row, const char* name) {
    return errors.text(row, *errors.find_column(name));
  };
  for (std::uint64_t i = 0; i < errors.row_count(); ++i) {
    for (const GivenCell& given : cells_) {
      if (cell(i, "column") != given.field || cell(i, "row") != std::to_string(given.row + 1) ||
          cell(i, "entity") != policy_.entities()[given.entity].name)
        continue;
      trouble_ = format_text(Text::bad_given_value, language_, {given.path, cell(i, "detail")});
      return false;
    }
  }
  return true;
}

/// The cells that are given, and rows for what it refers to.
bool NeedsRow::make_row(std::size_t entity, std::uint64_t row, const std::string& prefix,
                        std::set<std::size_t> above) {
  const EntityInfo& info = policy_.entities()[entity];
  for (std::size_t i = 0; i < info.fields.size(); ++i) {
    const FieldInfo& field = info.fields[i];
    const std::string path = prefix + field.name;
    const std::optional<std::size_t> target = field.type.kind == ValueKind::reference
                                                  ? policy_.find_entity(field.type.entity)
                                                  : std::nullopt;
    const bool own = target && !tables_.contains(*target) && !above.contains(*target) &&
                     !policy_.entities()[*target].made;
    if (!own) {
      if (!set(entity, row, i, path)) return false;
      continue;
    }
    const std::optional<std::string> key = make_target(field, *target, path, above);
    if (!key) return false;
    if (!key->empty() && !data_.set_text(entity, row, i, *key).ok()) return false;
  }
  return true;
}

bool NeedsRow::set(std::size_t entity, std::uint64_t row, std::size_t field,
                   const std::string& path) {
  for (const auto& [given, value] : given_) {
    if (given != path) continue;
    used_.insert(path);
    const Status set = data_.set_text(entity, row, field, value);
    if (!value.empty())
      cells_.push_back({path, entity, row, policy_.entities()[entity].fields[field].name});
    return set.ok() || fail(set.error());
  }
  return true;
}

/// What stands in a part of the key of a row that is made up: what is given for it, by the
/// reference as a whole or by its own path, or something that stands for any. Nothing: neither.
std::optional<std::string> NeedsRow::key_part(const FieldInfo& field, const std::string& reference,
                                              const std::string& path, std::size_t parts) {
  for (const auto& [given, value] : given_)
    if (given == path || (given == reference && parts == 1)) return value;
  made_up_.push_back(path);
  return any_value(field, reference);
}

/// A row of the table that the field refers to. Its key as a reference has it; empty where none can
/// be made up, and the reference itself is asked for.
std::optional<std::string> NeedsRow::make_target(const FieldInfo& field, std::size_t target,
                                                 const std::string& path,
                                                 std::set<std::size_t> above) {
  const auto blank = std::ranges::find(given_, std::pair(path, std::string()));
  if (blank != given_.end()) {
    used_.insert(path);
    return "";  // it refers to nothing, and that is the answer
  }
  const EntityInfo& info = policy_.entities()[target];
  std::vector<std::string> parts;
  for (const std::size_t part : info.key) {
    const std::string key_path = path + "." + info.fields[part].name;
    const auto value = key_part(info.fields[part], path, key_path, info.key.size());
    if (!value) return "";
    parts.push_back(*value);
  }
  static_cast<void>(field);
  const Result<std::uint64_t> row = data_.add_row(target);
  if (!row.ok()) {
    fail(row.error());
    return std::nullopt;
  }
  used_.insert(path);
  above.insert(target);
  if (!make_row(target, *row, path + ".", above)) return std::nullopt;
  std::string key;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Status set = data_.set_text(target, *row, info.key[i], parts[i]);
    if (!set.ok()) return std::nullopt;
    key += (i == 0 ? "" : "/") + parts[i];
  }
  open_.insert(target);
  return key;
}

}  // namespace remit::cli
