#include "compare/row_matches.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "base/hash_map.h"
#include "row/encode.h"
#include "table/key_index.h"

namespace remit::compare {
namespace {

using plan::EntityId;
using report::ComputedRun;
using table::ColumnData;

/// A key that refers to rows whose key refers to rows ...: so deep at most; further down by text.
constexpr int kDepth = 8;

std::uint64_t rows_of(const ComputedRun& run, EntityId entity) {
  return entity == plan::kWhole ? 1 : run.dataset().tables[entity].rows;
}

const ColumnData& key_part(const ComputedRun& run, EntityId entity, std::size_t part) {
  return run.dataset().tables[entity].columns[run.plan().entities[entity].key[part]];
}

bool have_same_rows(const table::Faults& a, const table::Faults& b) {
  return std::ranges::equal(
      a, b, {}, [](const auto& at) { return at.first; }, [](const auto& at) { return at.first; });
}

bool have_same_values(const ColumnData& a, const ColumnData& b) {
  if (a.decimals != b.decimals || a.storage.index() != b.storage.index()) return false;
  return std::visit(
      [&b](const auto& ours) {
        using Values = std::decay_t<decltype(ours)>;
        const Values& theirs = std::get<Values>(b.storage);
        if constexpr (std::is_same_v<Values, table::TextData>) {
          if (ours.size() != theirs.size()) return false;
          for (std::size_t i = 0; i < ours.size(); ++i)
            if (ours[i] != theirs[i]) return false;
          return true;
        } else {
          return ours.data() == theirs.data() ||
                 std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end());
        }
      },
      a.storage);
}

bool have_same_words(const ComputedRun& a, std::uint32_t set_a, const ComputedRun& b,
                     std::uint32_t set_b) {
  return std::ranges::equal(a.plan().category_sets[set_a].values,
                            b.plan().category_sets[set_b].values, {},
                            &type::CategorySet::Value::name, &type::CategorySet::Value::name);
}

/// The key of a row, its parts told apart whatever they hold.
std::string tuple_text(const ComputedRun& run, EntityId entity, std::uint64_t row) {
  constexpr char kBetween = '\x1f';
  std::string text;
  for (const std::uint32_t field : run.plan().entities[entity].key) {
    const ColumnData& part = run.dataset().tables[entity].columns[field];
    const type::Fault* fault = part.fault(row);
    const bool known = fault == nullptr || fault->code == type::CellFault::duplicate_key;
    if (known)
      text += report::plain_text(run, run.plan().entities[entity].fields[field].column,
                                 row::decode_stored(part, row));
    text += kBetween;
  }
  return text;
}

/// Rows by key; of those with the same one after the other.
class RowsByText {
 public:
  RowsByText(const ComputedRun& run, EntityId entity) : run_(run), entity_(entity) {}
  void add(std::uint64_t row) { rows_[tuple_text(run_, entity_, row)].rows.push_back(row); }
  /// The first with that key that was not taken yet, or kNoRow.
  std::uint64_t take(const std::string& key) {
    const auto found = rows_.find(key);
    if (found == rows_.end()) return kNoRow;
    Group& group = found->second;
    return group.taken == group.rows.size() ? kNoRow : group.rows[group.taken++];
  }

 private:
  struct Group {
    std::vector<std::uint64_t> rows;
    std::size_t taken = 0;
  };
  const ComputedRun& run_;
  EntityId entity_;
  base::HashMap<std::string, Group> rows_;
};

}  // namespace

RowMatches::RowMatches(const ComputedRun& before, const ComputedRun& after)
    : before_(before),
      after_(after),
      entities_(before.plan().entities.size()),
      before_of_(after.plan().entities.size()) {
  base::HashMap<std::string, EntityId> later;
  for (EntityId id = 1; id < after.plan().entities.size(); ++id)
    later.try_emplace(after.plan().entities[id].name, id);
  entities_[plan::kWhole].other = plan::kWhole;
  for (EntityId id = 1; id < entities_.size(); ++id) {
    const auto found = later.find(before.plan().entities[id].name);
    if (found != later.end()) entities_[id].other = found->second;
  }
  for (EntityId id = 0; id < entities_.size(); ++id) {
    if (entities_[id].other) before_of_[*entities_[id].other] = id;
    match(id, 0);
  }
}

std::optional<EntityId> RowMatches::after(EntityId before) const { return entities_[before].other; }
std::optional<EntityId> RowMatches::before(EntityId after) const { return before_of_[after]; }

void RowMatches::match(EntityId entity, int depth) {
  Entity& match = entities_[entity];
  if (match.known || !match.other) return;
  const std::uint64_t ours = rows_of(before_, entity), theirs = rows_of(after_, *match.other);
  match.identity = ours == theirs && has_same_keys(entity, depth);
  match.known = true;
  if (match.identity) return;
  match.rows.assign(ours, kNoRow);
  const bool keyed = !before_.plan().entities[entity].key.empty() &&
                     !after_.plan().entities[*match.other].key.empty();
  if (!keyed) {
    for (std::uint64_t row = 0; row < std::min(ours, theirs); ++row) match.rows[row] = row;
  } else {
    match_by_text(entity, match_by_index(entity));
  }
}

bool RowMatches::has_same_keys(EntityId entity, int depth) {
  const EntityId other = *entities_[entity].other;
  const auto& ours = before_.plan().entities[entity].key;
  const auto& theirs = after_.plan().entities[other].key;
  if (ours.size() != theirs.size()) return ours.empty() || theirs.empty();
  if (!have_same_rows(before_.dataset().tables[entity].refused,
                      after_.dataset().tables[other].refused))
    return false;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const ColumnData& a = key_part(before_, entity, i);
    const ColumnData& b = key_part(after_, other, i);
    if (a.type.kind != b.type.kind || !have_same_values(a, b)) return false;
    if (a.type.kind == type::TypeKind::category &&
        !have_same_words(before_, a.type.ref, after_, b.type.ref))
      return false;
    if (a.type.kind != type::TypeKind::reference) continue;
    if (depth == kDepth || entities_[a.type.ref].other != b.type.ref) return false;
    match(a.type.ref, depth + 1);
    if (!entities_[a.type.ref].identity) return false;
  }
  return true;
}

/// By the index that references are found with, where the key is one column of the same storage:
/// all rows but those in error as a whole. False, and nothing done, for other keys.
bool RowMatches::match_by_index(EntityId entity) {
  Entity& match = entities_[entity];
  const EntityId other = *match.other;
  if (before_.plan().entities[entity].key.size() != 1 ||
      after_.plan().entities[other].key.size() != 1)
    return false;
  const ColumnData& ours = key_part(before_, entity, 0);
  const ColumnData& theirs = key_part(after_, other, 0);
  const bool plain = ours.type.kind == theirs.type.kind && ours.decimals == theirs.decimals &&
                     ours.storage.index() == theirs.storage.index() &&
                     ours.type.kind != type::TypeKind::reference &&
                     ours.type.kind != type::TypeKind::category &&
                     !std::holds_alternative<table::Buffer<number::Rational>>(ours.storage);
  if (!plain) return false;
  std::vector<table::KeyIndex::Duplicate> duplicates;
  const table::KeyIndex index(theirs, true, duplicates);
  std::vector<std::int64_t> found(match.rows.size());
  index.find(ours, found.data());
  for (std::size_t row = 0; row < found.size(); ++row)
    if (found[row] >= 0) match.rows[row] = static_cast<std::uint64_t>(found[row]);
  for (const auto& [row, fault] : before_.dataset().tables[entity].refused)
    match.rows[row] = kNoRow;
  const table::Faults& refused = after_.dataset().tables[other].refused;
  if (refused.empty()) return true;
  for (std::uint64_t& row : match.rows)
    if (row != kNoRow && table::fault_of_row(refused, row) != nullptr) row = kNoRow;
  return true;
}

/// `refused_only`: of the rows in error as a whole; the others are matched.
void RowMatches::match_by_text(EntityId entity, bool refused_only) {
  Entity& match = entities_[entity];
  RowsByText later(after_, *match.other);
  const table::Faults& ours = before_.dataset().tables[entity].refused;
  const table::Faults& theirs = after_.dataset().tables[*match.other].refused;
  if (refused_only) {
    // A key that stands twice on one side only is met by the other side's single row.
    if (ours.empty() && theirs.empty()) return;
    std::vector<bool> taken(rows_of(after_, *match.other));
    for (const std::uint64_t row : match.rows)
      if (row != kNoRow) taken[row] = true;
    for (std::uint64_t row = 0; row < taken.size(); ++row)
      if (!taken[row]) later.add(row);
  } else {
    for (std::uint64_t row = 0; row < rows_of(after_, *match.other); ++row) later.add(row);
  }
  for (std::uint64_t row = 0; row < match.rows.size(); ++row)
    if (match.rows[row] == kNoRow) match.rows[row] = later.take(tuple_text(before_, entity, row));
}

std::vector<std::uint64_t> RowMatches::only_after(EntityId after) const {
  std::vector<std::uint64_t> rows;
  const std::optional<EntityId> before = before_of_[after];
  if (before && entities_[*before].identity) return rows;
  std::vector<bool> matched(rows_of(after_, after));
  if (before) {
    for (const std::uint64_t row : entities_[*before].rows)
      if (row != kNoRow) matched[row] = true;
  }
  for (std::uint64_t row = 0; row < matched.size(); ++row)
    if (!matched[row]) rows.push_back(row);
  return rows;
}

}  // namespace remit::compare
