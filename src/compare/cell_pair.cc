#include "compare/cell_pair.h"

#include <string>

#include "base/hash_map.h"
#include "row/encode.h"
#include "row/value.h"
#include "table/narrow_column.h"

namespace remit::compare {
namespace {

using report::ComputedRun;
using table::Buffer;
using table::ColumnData;
using type::TypeKind;

std::vector<std::int32_t> words_after(const ComputedRun& before, std::uint32_t set_before,
                                      const ComputedRun& after, std::uint32_t set_after) {
  base::HashMap<std::string, std::int32_t> codes;
  std::int32_t next = 0;
  for (const auto& value : after.plan().category_sets[set_after].values)
    codes.try_emplace(value.name, next++);
  std::vector<std::int32_t> words;
  for (const auto& value : before.plan().category_sets[set_before].values) {
    const auto found = codes.find(value.name);
    words.push_back(found == codes.end() ? -1 : found->second);
  }
  return words;
}

template <typename Values>
const Values& stored(const ColumnData& column) {
  return std::get<Values>(column.storage);
}

/// Coefficients or durations of at most 64 bits.
bool is_whole(const ColumnData& column) {
  return std::holds_alternative<Buffer<std::int32_t>>(column.storage) ||
         std::holds_alternative<Buffer<std::int64_t>>(column.storage);
}

std::int64_t whole_at(const ColumnData& column, std::uint64_t row) {
  const auto* narrow = std::get_if<Buffer<std::int32_t>>(&column.storage);
  return narrow != nullptr ? (*narrow)[row] : stored<Buffer<std::int64_t>>(column)[row];
}

}  // namespace

CellPair::CellPair(const ComputedRun& run_before, plan::ColumnId column_before,
                   const ColumnData& before, const ComputedRun& run_after,
                   plan::ColumnId column_after, const ColumnData& after, const RowMatches& rows)
    : before_(before),
      after_(after),
      rows_(rows),
      whole_before_(run_before.plan().columns[column_before].entity == plan::kWhole),
      whole_after_(run_after.plan().columns[column_after].entity == plan::kWhole),
      clean_(before.faults.empty() && after.faults.empty()),
      how_(how_stored()) {
  if (how_ == How::words)
    word_after_ = words_after(run_before, before.type.ref, run_after, after.type.ref);
}

CellPair::How CellPair::how_stored() const {
  const TypeKind kind = before_.type.kind;
  if (kind == after_.type.kind && before_.type.is_numeric() && is_whole(before_) &&
      is_whole(after_))
    return before_.decimals == after_.decimals ? How::whole : How::values;
  if (kind != after_.type.kind) return How::values;
  if (kind == TypeKind::reference)
    return rows_.after(before_.type.ref) == after_.type.ref ? How::references : How::values;
  if (before_.storage.index() != after_.storage.index()) return How::values;
  if (kind == TypeKind::category) return How::words;
  if (std::holds_alternative<table::TextData>(before_.storage)) return How::texts;
  if (std::holds_alternative<Buffer<std::uint8_t>>(before_.storage)) return How::bytes;
  if (std::holds_alternative<Buffer<std::int32_t>>(before_.storage)) return How::codes;
  return is_whole(before_) ? How::whole : How::values;
}

bool CellPair::same(std::uint64_t row_before, std::uint64_t row_after) const {
  if (whole_before_) row_before = 0;
  if (whole_after_) row_after = 0;
  if (!clean_) {
    const type::Fault* a = before_.fault(row_before);
    const type::Fault* b = after_.fault(row_after);
    if (a != nullptr || b != nullptr) return a != nullptr && b != nullptr && a->code == b->code;
  }
  switch (how_) {
    case How::whole:
      return whole_at(before_, row_before) == whole_at(after_, row_after);
    case How::bytes:
      return stored<Buffer<std::uint8_t>>(before_)[row_before] ==
             stored<Buffer<std::uint8_t>>(after_)[row_after];
    case How::codes:
      return stored<Buffer<std::int32_t>>(before_)[row_before] ==
             stored<Buffer<std::int32_t>>(after_)[row_after];
    case How::words: {
      const auto code = static_cast<std::size_t>(stored<Buffer<std::int32_t>>(before_)[row_before]);
      return word_after_[code] == stored<Buffer<std::int32_t>>(after_)[row_after];
    }
    case How::references:
      return rows_.after(before_.type.ref, table::referred_row(before_, row_before)) ==
             table::referred_row(after_, row_after);
    case How::texts:
      return stored<table::TextData>(before_)[row_before] ==
             stored<table::TextData>(after_)[row_after];
    case How::values:
      break;
  }
  return same_values(row_before, row_after);
}

bool CellPair::same_values(std::uint64_t row_before, std::uint64_t row_after) const {
  if (before_.type.kind == TypeKind::reference || before_.type.kind == TypeKind::category)
    return false;  // of different tables, or of different kinds
  const row::Value a = row::decode_stored(before_, row_before);
  const row::Value b = row::decode_stored(after_, row_after);
  return a.index() == b.index() && a == b;
}

}  // namespace remit::compare
