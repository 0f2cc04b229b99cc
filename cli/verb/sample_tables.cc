#include "cli/verb/sample_tables.h"

#include <algorithm>

#include "remit/date.h"

namespace remit::cli {
namespace {

/// Rows of a table that are looked at one by one.
constexpr std::uint64_t kPilotRows = 2000;
/// A table whose rows are days (holidays, say) has one in so many days, from two years before the
/// first day of the other tables to two years after the last.
constexpr std::int64_t kDaysApart = 15;
constexpr std::int64_t kAround = 2 * 366;
/// A policy that does not say how long it is in force, or since when.
constexpr std::int64_t kFirstDay = 13'149;  // 2006-01-01
constexpr std::int64_t kDaysInForce = 5 * 365;
/// Where a row is drawn anew, one in so many of its other cells is too.
constexpr std::uint64_t kOthers = 4;

SampleSpan days_in_force(const Policy& policy) {
  const auto day = [](const Date& date) { return std::int64_t{to_days(date)}; };
  SampleSpan days{kFirstDay, kFirstDay + kDaysInForce};
  if (const auto from = policy.effective_from()) days = {day(*from), day(*from) + kDaysInForce};
  if (const auto to = policy.effective_to()) days.last = day(*to);
  return days;
}

}  // namespace

bool is_today(const Policy& policy, const std::string& field) {
  const std::vector<FieldInfo>& fields = policy.entities()[0].fields;
  const auto at = std::find_if(fields.begin(), fields.end(),
                               [&](const FieldInfo& info) { return info.name == field; });
  if (at == fields.end() || !at->hole || at->type.kind != ValueKind::date) return false;
  return std::none_of(policy.holes().begin(), policy.holes().end(),
                      [&](const Hole& hole) { return !hole.is_entity && hole.name == field; });
}

SampleTables::SampleTables(const Policy& policy, const SampleSize& size,
                           std::set<std::size_t> crowded)
    : policy_(policy), crowded_(std::move(crowded)), samples_(policy.entities().size()) {
  choose_values();
  choose_rows(size);
  make_room_for_combinations();
  for (std::size_t entity = 0; entity < samples_.size(); ++entity) begin(entity);
}

std::optional<std::size_t> SampleTables::target_of(const FieldInfo& field) const {
  if (field.type.kind != ValueKind::reference) return std::nullopt;
  return policy_.find_entity(field.type.entity);
}

void SampleTables::choose_values() {
  const SampleSpan in_force = days_in_force(policy_);
  bool any = false;
  for (std::size_t entity = 0; entity < samples_.size(); ++entity) {
    const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      SampleValues& values =
          samples_[entity].values.emplace_back(fields[f], policy_.edges(entity, f), in_force);
      if (fields[f].type.kind != ValueKind::date || fields[f].key || entity == 0) continue;
      const SampleSpan days = values.days();
      if (!any) days_ = days;
      any = true;
      days_ = {std::min(days_.first, days.first), std::max(days_.last, days.last)};
    }
  }
  if (!any) days_ = in_force;
  last_day_ = policy_.effective_to() ? in_force.last : days_.last;
}

void SampleTables::choose_rows(const SampleSize& size) {
  const std::vector<EntityInfo>& entities = policy_.entities();
  for (Sample& sample : samples_) sample.rows = size.rows;
  for (const EntityInfo& entity : entities) {
    for (const FieldInfo& field : entity.fields) {
      const auto target = target_of(field);
      if (target) samples_[*target].rows = std::max<std::uint64_t>(size.rows / 100, 1);
    }
  }
  for (const auto& [entity, rows] : size.of) samples_[entity].rows = rows;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].key.size() > 1) samples_[i].rows = std::min(samples_[i].rows, most_keys(i));
    if (entities[i].key.size() != 1) continue;
    const ValueType& key = entities[i].fields[entities[i].key.front()].type;
    if (key.kind == ValueKind::date) {
      samples_[i].rows =
          static_cast<std::uint64_t>((days_.last - days_.first + 2 * kAround) / kDaysApart + 1);
    } else if (key.kind == ValueKind::category) {
      samples_[i].rows = std::min<std::uint64_t>(samples_[i].rows, key.categories.size());
    }
  }
  samples_[0].rows = 1;
}

std::uint64_t SampleTables::values_of_part(const FieldInfo& part) const {
  if (const auto target = target_of(part))
    return std::max<std::uint64_t>(samples_[*target].rows, 1);
  if (part.type.kind == ValueKind::category) return part.type.categories.size();
  return part.type.kind == ValueKind::boolean ? 2 : 0;
}

std::uint64_t SampleTables::most_keys(std::size_t entity) const {
  const EntityInfo& info = policy_.entities()[entity];
  std::uint64_t most = 1;
  for (const std::size_t field : info.key) {
    const std::uint64_t values = values_of_part(info.fields[field]);
    if (values == 0 || most > samples_[entity].rows) return samples_[entity].rows;
    most *= values;
  }
  return most;
}

/// Keys of several fields go through the combinations of what their parts can be; the first part
/// that can be anything has what is left of the row's number.
std::string SampleTables::part_text(std::size_t entity, std::size_t field,
                                    std::uint64_t row) const {
  const EntityInfo& info = policy_.entities()[entity];
  std::uint64_t rest = row;
  for (const std::size_t part : info.key) {
    const std::uint64_t values = values_of_part(info.fields[part]);
    if (part == field && values != 0) {
      if (const auto target = target_of(info.fields[part])) return key_text(*target, rest % values);
      if (info.fields[part].type.kind == ValueKind::boolean)
        return rest % 2 == 0 ? "false" : "true";
      return info.fields[part].type.categories[rest % values];
    }
    if (values != 0) rest /= values;
  }
  for (const std::size_t part : info.key) {
    if (values_of_part(info.fields[part]) != 0) continue;
    const bool is_date = info.fields[part].type.kind == ValueKind::date;
    if (part == field && is_date) return day_text(days_.first + static_cast<std::int64_t>(rest));
    if (part == field) return std::to_string(rest + 1);
    rest = 0;
  }
  return {};
}

std::uint64_t SampleTables::combinations_of_numbers(std::size_t entity) const {
  std::uint64_t count = 1;
  for (const SampleValues& values : samples_[entity].values) {
    if (const auto few = values.few_numbers()) count *= few->size();
  }
  return count;
}

void SampleTables::make_room_for_combinations() {
  for (const std::size_t entity : crowded_) {
    for (const FieldInfo& field : policy_.entities()[entity].fields) {
      const auto target = target_of(field);
      if (!target || *target == entity) continue;
      const std::uint64_t numbers = combinations_of_numbers(entity);
      samples_[*target].rows =
          std::max(samples_[*target].rows, (samples_[entity].rows + numbers - 1) / numbers);
      break;
    }
  }
}

void SampleTables::begin(std::size_t entity) {
  Sample& sample = samples_[entity];
  sample.pilot = std::min(sample.rows, kPilotRows);
  const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
  sample.cells.assign(fields.size(), std::vector<std::string>(sample.pilot));
  sample.refers.assign(fields.size(), std::vector<std::uint64_t>(sample.pilot));
  for (std::uint64_t row = 0; row < sample.pilot; ++row) {
    for (std::size_t f = 0; f < fields.size(); ++f) make_cell(entity, f, row);
  }
}

void SampleTables::make_cell(std::size_t entity, std::size_t field, std::uint64_t row) {
  Sample& sample = samples_[entity];
  const FieldInfo& info = policy_.entities()[entity].fields[field];
  if (const auto target = target_of(info)) {
    // A key that is a reference goes row by row.
    const std::uint64_t count =
        std::max<std::uint64_t>(std::min(samples_[*target].rows, kPilotRows), 1);
    sample.refers[field][row] = info.key ? row % count : random_.below(count);
  } else {
    sample.cells[field][row] = sample.values[field].cell(random_);
  }
}

void SampleTables::mend_row(std::size_t entity, std::uint64_t row, const std::string& column) {
  const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
  const bool is_field = std::any_of(fields.begin(), fields.end(),
                                    [&](const FieldInfo& field) { return field.name == column; });
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (is_field && fields[f].name != column && random_.below(kOthers) != 0) continue;
    make_cell(entity, f, row);
  }
}

void SampleTables::copy_row(std::size_t entity, std::uint64_t from, std::uint64_t to) {
  Sample& sample = samples_[entity];
  for (std::size_t f = 0; f < sample.cells.size(); ++f) {
    sample.cells[f][to] = sample.cells[f][from];
    sample.refers[f][to] = sample.refers[f][from];
  }
}

std::string SampleTables::key_text(std::size_t entity, std::uint64_t row) const {
  const EntityInfo& info = policy_.entities()[entity];
  if (info.key.size() == 1) {
    const ValueType& type = info.fields[info.key.front()].type;
    if (type.kind == ValueKind::date) {
      return day_text(days_.first - kAround + kDaysApart * static_cast<std::int64_t>(row));
    }
    if (type.kind == ValueKind::category) return type.categories[row];
  }
  return std::to_string(row + 1);
}

/// A row beyond the pilot refers to a row that repeats the one its model refers to.
std::uint64_t SampleTables::referred(const Sample& target, std::uint64_t model, bool key,
                                     std::uint64_t row) {
  if (target.rows == target.pilot) return model;
  if (key) return row % target.rows;
  const std::uint64_t repeats = (target.rows - model + target.pilot - 1) / target.pilot;
  return model + target.pilot * random_.below(repeats);
}

std::optional<std::int64_t> SampleTables::combined(std::size_t entity, std::size_t field,
                                                   std::uint64_t row) const {
  if (!crowded_.contains(entity)) return std::nullopt;
  const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
  std::uint64_t rest = row;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const auto few = samples_[entity].values[f].few_numbers();
    if (!few) continue;
    if (f == field) return few->first + static_cast<std::int64_t>(rest % few->size());
    rest /= few->size();
  }
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const auto target = target_of(fields[f]);
    if (!target || *target == entity) continue;
    if (f != field) break;
    return static_cast<std::int64_t>(rest % samples_[*target].rows);
  }
  return std::nullopt;
}

std::string SampleTables::cell_text(std::size_t entity, std::size_t field, std::uint64_t row,
                                    bool pilot) {
  const Sample& sample = samples_[entity];
  const FieldInfo& info = policy_.entities()[entity].fields[field];
  const std::uint64_t model = row % sample.pilot;
  if (info.key && policy_.entities()[entity].key.size() > 1) return part_text(entity, field, row);
  const std::optional<std::int64_t> fixed = combined(entity, field, row);
  if (const auto target = target_of(info)) {
    const Sample& rows = samples_[*target];
    const std::uint64_t at = sample.refers[field][model];
    std::uint64_t to = pilot ? at : referred(rows, at, info.key, row);
    if (fixed) to = static_cast<std::uint64_t>(*fixed) % (pilot ? rows.pilot : rows.rows);
    return key_text(*target, to);
  }
  if (info.key) return key_text(entity, row);
  return fixed ? std::to_string(*fixed) : sample.cells[field][model];
}

Status SampleTables::fill_entity(std::size_t entity, bool pilot, Data& data) {
  const Sample& sample = samples_[entity];
  const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
  const std::uint64_t rows = pilot ? sample.pilot : sample.rows;
  std::vector<std::vector<std::string>> cells(fields.size());
  for (std::size_t f = 0; f < fields.size(); ++f) {
    cells[f].reserve(rows);
    for (std::uint64_t row = 0; row < rows; ++row) {
      cells[f].push_back(cell_text(entity, f, row, pilot));
    }
  }
  std::vector<TextColumn> columns;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (entity == 0 && is_today(policy_, fields[f].name)) continue;
    columns.push_back({fields[f].name, 0, false, {cells[f].begin(), cells[f].end()}});
  }
  if (columns.empty()) return Done{};
  return data.set_table_text(entity, columns);
}

Status SampleTables::fill(bool pilot, Data& data) {
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    if (policy_.entities()[i].fields.empty() || policy_.entities()[i].made) continue;
    if (Status done = fill_entity(i, pilot, data); !done.ok()) return done;
  }
  return Done{};
}

}  // namespace remit::cli
