#include "table/narrow_column.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <utility>

#include "base/raw_vector.h"
#include "table/ranges.h"

namespace remit::table {
namespace {

/// As many as the first cache holds, wide and narrow.
constexpr std::size_t kBlock = 2048;

}  // namespace

bool narrow_block(const std::int64_t* values, std::size_t count, std::int32_t* to) {
  constexpr std::uint64_t kUp = std::uint64_t{1} << 31;
  std::uint64_t wrong = 0;
  for (std::size_t i = 0; i < count; ++i) {
    wrong |= (static_cast<std::uint64_t>(values[i]) + kUp) >> 32;
    to[i] = static_cast<std::int32_t>(values[i]);
  }
  return wrong == 0;
}

bool may_be_narrow(type::TypeKind kind) {
  using type::TypeKind;
  return kind == TypeKind::number || kind == TypeKind::money || kind == TypeKind::reference;
}

void narrow_column(ColumnData& column, base::Executor* executor) {
  const auto* const wide = std::get_if<Buffer<std::int64_t>>(&column.storage);
  if (!may_be_narrow(column.type.kind) || wide == nullptr || wide->size() < kNarrowRows) return;
  base::RawVector<std::int32_t> narrow(wide->size());
  std::atomic<bool> fits = true;
  by_ranges(executor, wide->size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end && fits; at += kBlock) {
      const std::size_t count = std::min(kBlock, end - at);
      if (!narrow_block(wide->data() + at, count, narrow.data() + at)) fits = false;
    }
  });
  if (fits) column.storage = Buffer<std::int32_t>(std::move(narrow));
}

std::uint64_t referred_row(const ColumnData& references, std::uint64_t row) {
  const auto* const narrow = std::get_if<Buffer<std::int32_t>>(&references.storage);
  const std::int64_t found =
      narrow != nullptr ? (*narrow)[row] : std::get<Buffer<std::int64_t>>(references.storage)[row];
  return static_cast<std::uint64_t>(found);
}

}  // namespace remit::table
