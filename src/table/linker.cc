#include "table/linker.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "base/keep_once.h"
#include "table/format_value.h"
#include "table/header.h"
#include "table/key_tuples.h"
#include "table/narrow_column.h"
#include "table/ranges.h"

namespace remit::table {
namespace {

using type::CellFault;
using type::TypeKind;

void sort_by_row(Faults& faults) {
  std::sort(faults.begin(), faults.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

CellFault code_of_unknown(bool hole, const FieldSchema& reference) {
  if (hole) return CellFault::hole;
  return reference.left_out ? CellFault::left_out : CellFault::bad_reference;
}

}  // namespace

const FieldSchema& stored_field(const std::vector<EntitySchema>& schemas,
                                const FieldSchema& field) {
  static const FieldSchema kPlainText = [] {
    FieldSchema text;
    text.type = type::kText;
    return text;
  }();
  const FieldSchema* at = &field;
  // A chain of keys longer than there are entities would be a circle.
  for (std::size_t step = 0; step <= schemas.size(); ++step) {
    if (at->type.kind != TypeKind::reference) return *at;
    const EntitySchema& target = schemas[at->type.ref];
    if (target.key.size() != 1) break;
    at = &target.fields[target.key.front()];
  }
  return kPlainText;
}

Linker::Linker(const std::vector<EntitySchema>& schemas, std::vector<Table>& tables,
               std::vector<InputProblem>& problems, base::Executor* executor)
    : schemas_(schemas),
      tables_(tables),
      problems_(problems),
      executor_(executor),
      keys_(schemas.size()) {}

std::string Linker::cell_text(std::uint32_t entity, std::uint32_t field, std::uint64_t row) const {
  const FieldSchema& stored = stored_field(schemas_, schemas_[entity].fields[field]);
  const ColumnData& column = tables_[entity].columns[field];
  std::string text;
  if (column.fault(row) == nullptr) append_stored(column.storage, row, stored, text);
  return text;
}

std::string Linker::key_text(std::uint32_t entity, std::uint64_t row) const {
  std::string text;
  for (const std::uint32_t field : schemas_[entity].key) {
    const std::string part = cell_text(entity, field, row);
    if (part.empty()) return {};
    if (field != schemas_[entity].key.front()) text += kKeySeparator;
    text += part;
  }
  return text;
}

// A key of the entity that looks like `text`; found out for all its keys when first asked.
std::string Linker::look_alike(std::uint32_t entity, const std::string& text) {
  const std::vector<std::uint32_t>& key = schemas_[entity].key;
  if (key.size() != 1) return {};
  Keys& keys = keys_[entity];
  if (!keys.forms) keys.forms.emplace(tables_[entity].columns[key.front()]);
  const std::optional<std::uint64_t> row = keys.forms->find(text);
  return row ? cell_text(entity, key.front(), *row) : std::string();
}

// Where nothing refers to keys of several fields, it suffices to find those that occur twice.
std::vector<KeyIndex::Duplicate> Linker::duplicates_of(std::uint32_t entity) {
  std::vector<KeyIndex::Duplicate> duplicates;
  const std::vector<std::uint32_t>& key = schemas_[entity].key;
  std::vector<const ColumnData*> parts;
  for (const std::uint32_t field : key) parts.push_back(&tables_[entity].columns[field]);
  if (parts.size() > 1) {
    add_duplicate_tuples(parts, duplicates);
  } else {
    keys_[entity].index.emplace(*parts.front(), keys_[entity].referred, duplicates, executor_);
    add_look_alikes(*parts.front(), duplicates, executor_);
  }
  return duplicates;
}

// Both rows of a duplicate are in doubt, so both keys become faults, in all their fields; each
// once, also where a row is the likeness of one and the twin of another.
void Linker::index_keys(std::uint32_t entity) {
  if (schemas_[entity].key.empty()) return;
  const std::vector<KeyIndex::Duplicate> duplicates = duplicates_of(entity);
  if (duplicates.empty()) return;
  const std::uint32_t field = schemas_[entity].key.front();
  Keys& keys = keys_[entity];
  Faults added;
  const auto refuse = [&](std::uint64_t row, std::uint64_t other) {
    const std::string key = key_text(entity, row);
    const std::string alike = key_text(entity, other);
    problems_.push_back({.kind = ProblemKind::duplicate_key,
                         .code = CellFault::duplicate_key,
                         .entity = entity,
                         .field = field,
                         .row = row,
                         .other_row = other,
                         .key = key,
                         .text = key,
                         .hint = alike == key ? std::string() : alike});
    const std::uint32_t at = schemas_[entity].fields[field].column;
    added.push_back({row, {CellFault::duplicate_key, at, row}});
  };
  for (const KeyIndex::Duplicate& duplicate : duplicates) {
    if (keys.ambiguous.insert(duplicate.first).second) refuse(duplicate.first, duplicate.row);
    if (keys.ambiguous.insert(duplicate.row).second) refuse(duplicate.row, duplicate.first);
  }
  for (const std::uint32_t part : schemas_[entity].key) {
    Faults& faults = tables_[entity].columns[part].faults;
    faults.insert(faults.end(), added.begin(), added.end());
    sort_by_row(faults);
  }
}

// The row numbers of references in 32 bits, where every one names a row and no more is to be said
// of any; nothing where that is not so.
std::optional<ColumnData::Storage> Linker::link_all(const FieldSchema& reference,
                                                    const ColumnData& raw) const {
  constexpr std::size_t kBlock = 1024;
  const Keys& keys = keys_[reference.type.ref];
  const Table& target = tables_[reference.type.ref];
  const bool plain = target.given && keys.index && keys.ambiguous.empty() && raw.faults.empty();
  if (!plain || reference.tree || raw.size() < kNarrowRows) return std::nullopt;
  base::RawVector<std::int32_t> rows(raw.size());
  std::atomic<bool> all = true;
  by_ranges(executor_, raw.size(), [&](std::size_t begin, std::size_t end) {
    std::array<std::int64_t, kBlock> found;
    for (std::size_t at = begin; at < end && all; at += kBlock) {
      const std::size_t count = std::min(kBlock, end - at);
      if (!keys.index->find(raw, at, count, found.data()) ||
          !narrow_block(found.data(), count, rows.data() + at))
        all = false;
    }
  });
  if (!all) return std::nullopt;
  return ColumnData::Storage(Buffer<std::int32_t>(std::move(rows)));
}

ColumnData Linker::link(std::uint32_t entity, std::uint32_t field) {
  const FieldSchema& schema = schemas_[entity].fields[field];
  const ColumnData& raw = tables_[entity].columns[field];
  const Keys& keys = keys_[schema.type.ref];
  ColumnData linked;
  linked.type = schema.type;
  linked.faults = raw.faults;
  if (auto narrow = link_all(schema, raw)) {
    linked.storage = *std::move(narrow);
    return linked;
  }
  base::RawVector<std::int64_t> rows(raw.size());
  std::atomic<bool> all = false;
  if (tables_[schema.type.ref].given && keys.index) {
    all = true;
    by_ranges(executor_, raw.size(), [&](std::size_t begin, std::size_t end) {
      if (!keys.index->find(raw, begin, end - begin, rows.data() + begin)) all = false;
    });
  } else {
    std::fill(rows.begin(), rows.end(), kNoRow);
  }
  if (!all || !raw.faults.empty() || !keys.ambiguous.empty()) {
    refuse_rows(entity, field, raw, rows, linked.faults);
  }
  linked.storage = Buffer<std::int64_t>(std::move(rows));
  return linked;
}

// A reference to an entity without a table is a hole; to a key that is not there, an error; to a
// key that several rows have, the fault of that key.
void Linker::refuse_rows(std::uint32_t entity, std::uint32_t field, const ColumnData& raw,
                         base::RawVector<std::int64_t>& rows, Faults& faults) {
  const FieldSchema& schema = schemas_[entity].fields[field];
  const std::uint32_t to = schema.type.ref;
  const bool hole = !tables_[to].given;
  std::size_t next_fault = 0;
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    const std::int64_t found = std::exchange(rows[row], 0);
    if (next_fault < raw.faults.size() && raw.faults[next_fault].first == row) {
      // A key that stands twice is still the key that it is.
      const bool twice = raw.faults[next_fault].second.code == CellFault::duplicate_key;
      if (twice && found != kNoRow) rows[row] = found;
      // A part of a key that names no row is no part at all, whoever else has it too.
      if (twice && found == kNoRow && schemas_[entity].key.size() > 1)
        faults[next_fault].second = {code_of_unknown(hole, schema), schema.column, row};
      if (schema.left_out && raw.faults[next_fault].second.code == CellFault::missing)
        faults[next_fault].second.code = CellFault::left_out;
      ++next_fault;
    } else if (found == kNoRow) {
      const CellFault code = code_of_unknown(hole, schema);
      faults.push_back({row, {code, schema.column, row}});
      if (hole) continue;
      problems_.push_back({.kind = ProblemKind::unknown_reference,
                           .code = code,
                           .entity = entity,
                           .field = field,
                           .row = row,
                           .key = {},
                           .text = cell_text(entity, field, row),
                           .hint = look_alike(to, cell_text(entity, field, row))});
    } else if (keys_[to].ambiguous.contains(static_cast<std::uint64_t>(found))) {
      const std::uint32_t key_column = schemas_[to].fields[schemas_[to].key.front()].column;
      faults.push_back(
          {row, {CellFault::duplicate_key, key_column, static_cast<std::uint64_t>(found)}});
    } else {
      rows[row] = found;
    }
  }
  if (faults.size() != raw.faults.size()) sort_by_row(faults);
}

// Walks up from every row once; what comes back to a row of the same walk is a circle.
void Linker::refuse_circles(std::uint32_t entity, std::uint32_t field, ColumnData& linked) {
  const auto& above = std::get<Buffer<std::int64_t>>(linked.storage);
  const std::size_t count = linked.size();
  std::vector<std::uint64_t> walk_of(count, 0);  // number of the walk that met the row first
  const Faults broken = linked.faults;
  const auto ends = [&broken](std::uint64_t row) {
    return std::ranges::binary_search(broken, row, {}, [](const auto& at) { return at.first; });
  };
  for (std::uint64_t start = 0; start < count; ++start) {
    std::uint64_t row = start;
    while (walk_of[row] == 0 && !ends(row)) {
      walk_of[row] = start + 1;
      row = static_cast<std::uint64_t>(above[row]);
    }
    if (walk_of[row] != start + 1) continue;
    for (std::uint64_t at = row; walk_of[at] == start + 1;
         at = static_cast<std::uint64_t>(above[at])) {
      walk_of[at] = count + 1;
      linked.faults.push_back(
          {at, {CellFault::circular, schemas_[entity].fields[field].column, at}});
      problems_.push_back({.kind = ProblemKind::circular_reference,
                           .code = CellFault::circular,
                           .entity = entity,
                           .field = field,
                           .row = at,
                           .key = {},
                           .text = cell_text(entity, field, at),
                           .hint = {}});
    }
  }
  sort_by_row(linked.faults);
}

// A row of totals is in error as a whole: so is its key, if it has one of its own.
void Linker::refuse_total_rows() {
  std::vector<InputProblem> kept;
  for (InputProblem& problem : problems_) {
    const EntitySchema& schema = schemas_[problem.entity];
    if (problem.kind != ProblemKind::total_word) {
      kept.push_back(std::move(problem));
      continue;
    }
    const bool keyed = !schema.key.empty();
    const std::uint32_t at = keyed ? schema.key.front() : problem.field;
    if (problem.entity == 0 || schema.fields.empty()) continue;
    if (problem.hint.empty()) problem.hint = title_of(schema.fields[problem.field]);
    problem.field = at;
    Faults& faults =
        keyed ? tables_[problem.entity].columns[at].faults : tables_[problem.entity].refused;
    const auto place = std::ranges::lower_bound(faults, problem.row, {},
                                                [](const auto& fault) { return fault.first; });
    if (place != faults.end() && place->first == problem.row) continue;  // it is told of already
    faults.insert(place, {problem.row, {problem.code, schema.fields[at].column, problem.row}});
    kept.push_back(std::move(problem));
  }
  problems_ = std::move(kept);
}

// Of several parts that are faults the first says what is wrong with the key.
Faults Linker::key_faults(std::uint32_t entity) const {
  Faults faults;
  for (const std::uint32_t field : schemas_[entity].key) {
    const Faults& own = tables_[entity].columns[field].faults;
    faults.insert(faults.end(), own.begin(), own.end());
  }
  std::ranges::stable_sort(faults, {}, [](const auto& fault) { return fault.first; });
  base::keep_once(faults, [](const auto& fault) { return fault.first; });
  return faults;
}

void Linker::refuse_rows_without_key(std::uint32_t entity) {
  const std::vector<std::uint32_t>& key = schemas_[entity].key;
  Table& table = tables_[entity];
  if (!key.empty()) table.refused = key_faults(entity);
  if (table.refused.empty()) return;
  for (std::uint32_t field = 0; field < table.columns.size(); ++field) {
    if (key.size() == 1 && field == key.front()) continue;
    Faults& faults = table.columns[field].faults;
    Faults both;
    auto own = faults.begin();
    for (const auto& refused : table.refused) {
      while (own != faults.end() && own->first < refused.first) both.push_back(*own++);
      const bool has_own = own != faults.end() && own->first == refused.first;
      const bool is_error = has_own && !type::belongs_nowhere(own->second.code);
      both.push_back(is_error ? *own : refused);
      if (has_own) ++own;
    }
    both.insert(both.end(), own, faults.end());
    faults = std::move(both);
  }
}

void Linker::name_rows() {
  for (InputProblem& problem : problems_) {
    const std::vector<LineRun>& lines = tables_[problem.entity].lines;
    problem.line = line_of(lines, problem.row);
    problem.other_line = line_of(lines, problem.other_row);
    const std::vector<std::string>& places = tables_[problem.entity].places;
    const bool in_another_column = problem.kind == ProblemKind::total_word;
    if (!places.empty() && !in_another_column) problem.place = places[problem.field];
    if (!problem.key.empty() || problem.kind == ProblemKind::missing_column) continue;
    problem.key = key_text(problem.entity, problem.row);
  }
  std::stable_sort(problems_.begin(), problems_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.entity, a.row, a.field) < std::tie(b.entity, b.row, b.field);
  });
}

void Linker::run() {
  const auto entities = static_cast<std::uint32_t>(schemas_.size());
  for (const EntitySchema& schema : schemas_) {
    for (const FieldSchema& field : schema.fields) {
      if (field.type.kind == TypeKind::reference) keys_[field.type.ref].referred = true;
    }
  }
  refuse_total_rows();
  for (std::uint32_t entity = 0; entity < entities; ++entity) index_keys(entity);
  // A key may be a reference itself, and others are still looked up by it: replace at the end.
  struct Linked {
    std::uint32_t entity, field;
    ColumnData column;
  };
  std::vector<Linked> linked;
  for (std::uint32_t entity = 0; entity < entities; ++entity) {
    for (std::uint32_t field = 0; field < schemas_[entity].fields.size(); ++field) {
      if (schemas_[entity].fields[field].type.kind != TypeKind::reference) continue;
      linked.push_back({entity, field, link(entity, field)});
      if (schemas_[entity].fields[field].tree) refuse_circles(entity, field, linked.back().column);
    }
  }
  name_rows();
  for (Linked& one : linked) {
    narrow_column(one.column, executor_);
    tables_[one.entity].columns[one.field] = std::move(one.column);
  }
  for (std::uint32_t entity = 0; entity < entities; ++entity) refuse_rows_without_key(entity);
}

}  // namespace remit::table
