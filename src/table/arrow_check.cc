#include "table/arrow_check.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>

#include "table/ranges.h"

namespace remit::table {
namespace {

/// More columns than any table has, and more elements and bytes than any machine.
constexpr std::int64_t kMostChildren = 1'000'000;
constexpr std::int64_t kMostElements = std::int64_t{1} << 43;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 47;

bool is_text(ArrowKind kind) {
  return kind == ArrowKind::utf8 || kind == ArrowKind::large_utf8 || kind == ArrowKind::utf8_view;
}

std::int64_t least_buffers(ArrowKind kind) {
  if (kind == ArrowKind::null) return 0;
  // A view has those of its long texts, and their sizes, besides.
  return is_text(kind) ? 3 : 2;
}

/// What any array says of itself.
bool has_sound_counts(const ArrowArray& array) {
  if (array.length < 0 || array.length > kMostElements) return false;
  if (array.offset < 0 || array.offset > kMostElements) return false;
  if (array.n_buffers < 0 || array.n_buffers > kMostChildren) return false;
  if (array.n_buffers > 0 && array.buffers == nullptr) return false;
  return array.null_count >= -1 && array.null_count <= array.length;
}

/// Where there are nulls something says which; that of an array of nothing else says it itself.
bool tells_its_nulls(const ArrowArray& array) {
  return array.null_count <= 0 || (array.n_buffers > 0 && array.buffers[0] != nullptr);
}

std::int64_t nulls_in(const void* validity, std::int64_t first, std::int64_t count) {
  std::int64_t nulls = count;
  for (std::int64_t at = 0; at < count; at += 64) {
    const auto bits = static_cast<unsigned>(std::min<std::int64_t>(count - at, 64));
    nulls -= std::popcount(load_bits(validity, first + at, bits));
  }
  return nulls;
}

/// Whether as many elements are null as it says: asked of a whole array only, whose bits are read
/// anyhow, and not of a long one of which a table takes some rows.
bool counts_its_nulls(const ArrowArray& array) {
  if (array.null_count < 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return true;
  return nulls_in(array.buffers[0], array.offset, array.length) == array.null_count;
}

template <typename Offset>
bool has_sound_offsets(const ArrowArray& array, std::int64_t first, std::int64_t count,
                       base::Executor* executor) {
  const void* const offsets = array.buffers[1];
  const std::int64_t begin = load<Offset>(offsets, first);
  const std::int64_t end = load<Offset>(offsets, first + count);
  if (begin < 0 || end > kMostBytes || (end != begin && array.buffers[2] == nullptr)) return false;
  const auto rows = static_cast<std::size_t>(count);
  return all_ranges(executor, rows, [&](std::size_t from, std::size_t to) {
    bool good = true;
    std::int64_t before = load<Offset>(offsets, first + static_cast<std::int64_t>(from));
    for (std::int64_t i = static_cast<std::int64_t>(from) + 1; i <= static_cast<std::int64_t>(to);
         ++i) {
      const std::int64_t next = load<Offset>(offsets, first + i);
      good &= next >= before;
      before = next;
    }
    return good;
  });
}

/// Of `count` elements from `first` on.
bool has_sound_values(const ArrowArray& array, ArrowKind kind, std::int64_t first,
                      std::int64_t count, base::Executor* executor) {
  if (kind == ArrowKind::null || count == 0) return true;
  if (array.buffers[1] == nullptr) return false;
  if (kind == ArrowKind::utf8)
    return has_sound_offsets<std::int32_t>(array, first, count, executor);
  if (kind == ArrowKind::large_utf8)
    return has_sound_offsets<std::int64_t>(array, first, count, executor);
  return true;
}

/// `array` has `count` elements at least, from `skipped` on.
bool is_sound_array(const ArrowArray& array, ArrowKind kind, std::int64_t skipped,
                    std::int64_t count, base::Executor* executor) {
  if (array.release == nullptr || array.n_children != 0 || !has_sound_counts(array)) return false;
  if (array.n_buffers < least_buffers(kind) || array.length - skipped < count) return false;
  if (kind != ArrowKind::null && !tells_its_nulls(array)) return false;
  return has_sound_values(array, kind, array.offset + skipped, count, executor);
}

/// Whether all of them name a word: the greatest of them does, in as many bits as they have. What
/// is below zero is there more than half of what the bits hold.
template <typename Index>
bool all_within(const void* indices, std::int64_t first, std::int64_t count, std::uint64_t length) {
  using Bits = std::make_unsigned_t<Index>;
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<Index>::max());
  Bits most = 0;
  for (std::int64_t i = first; i < first + count; ++i) {
    const auto bits = static_cast<Bits>(load<Index>(indices, i));
    most = bits > most ? bits : most;
  }
  return count == 0 || (most < length && most <= kMost);
}

template <typename Index>
bool are_within(const ArrowCells& cells, std::int64_t length, base::Executor* executor) {
  constexpr std::int64_t kBlock = 1024;
  const void* const indices = cells.array->buffers[1];
  const auto words = static_cast<std::uint64_t>(length);
  const bool may_be_blank = cells.may_be_blank();
  const auto good = [&](std::int64_t begin, std::int64_t end) {
    if (all_within<Index>(indices, cells.place(begin), end - begin, words)) return true;
    for (std::int64_t row = begin; row < end; ++row)
      if ((!may_be_blank || cells.filled(row, 1) != 0) &&
          !all_within<Index>(indices, cells.place(row), 1, words))
        return false;
    return true;
  };
  const auto rows = static_cast<std::size_t>(cells.rows);
  return all_ranges(executor, rows, [&](std::size_t from, std::size_t to) {
    const auto end = static_cast<std::int64_t>(to);
    for (auto begin = static_cast<std::int64_t>(from); begin < end; begin += kBlock)
      if (!good(begin, std::min(begin + kBlock, end))) return false;
    return true;
  });
}

bool has_sound_indices(const ArrowCells& cells, base::Executor* executor) {
  const std::int64_t length = cells.array->dictionary->length;
  switch (cells.index->kind) {
    case ArrowKind::int8:
      return are_within<std::int8_t>(cells, length, executor);
    case ArrowKind::uint8:
      return are_within<std::uint8_t>(cells, length, executor);
    case ArrowKind::int16:
      return are_within<std::int16_t>(cells, length, executor);
    case ArrowKind::uint16:
      return are_within<std::uint16_t>(cells, length, executor);
    case ArrowKind::int32:
      return are_within<std::int32_t>(cells, length, executor);
    case ArrowKind::uint32:
      return are_within<std::uint32_t>(cells, length, executor);
    case ArrowKind::int64:
    case ArrowKind::uint64:
      return are_within<std::int64_t>(cells, length, executor);
    case ArrowKind::null:
    case ArrowKind::boolean:
    case ArrowKind::float32:
    case ArrowKind::float64:
    case ArrowKind::decimal32:
    case ArrowKind::decimal64:
    case ArrowKind::decimal128:
    case ArrowKind::decimal256:
    case ArrowKind::utf8:
    case ArrowKind::large_utf8:
    case ArrowKind::utf8_view:
    case ArrowKind::date32:
    case ArrowKind::date64:
    case ArrowKind::timestamp:
      break;
  }
  return false;
}

}  // namespace

bool is_sound(const ArrowSchema& schema) {
  if (schema.release == nullptr || schema.n_children < 0 || schema.n_children > kMostChildren)
    return false;
  if (schema.n_children > 0 && schema.children == nullptr) return false;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema* const child = schema.children[i];
    if (child == nullptr || child->release == nullptr || child->format == nullptr) return false;
  }
  return true;
}

bool is_sound_table(const ArrowArray& array, std::int64_t children) {
  if (array.release == nullptr || !has_sound_counts(array) || !tells_its_nulls(array) ||
      !counts_its_nulls(array)) {
    return false;
  }
  return array.n_children == children && (children == 0 || array.children != nullptr);
}

bool is_sound(const ArrowCells& cells, base::Executor* executor) {
  if (cells.array == nullptr) return false;
  const ArrowArray& array = *cells.array;
  const ArrowArray& table = *cells.parent;
  if (!is_sound_array(array, cells.own_kind(), table.offset, cells.rows, executor)) return false;
  const bool is_whole = table.offset == 0 && array.length == cells.rows;
  if (is_whole && !counts_its_nulls(array)) return false;
  if (!cells.index) return array.dictionary == nullptr;
  if (array.dictionary == nullptr || array.dictionary->dictionary != nullptr) return false;
  const ArrowArray& words = *array.dictionary;
  return is_sound_array(words, cells.type.kind, 0, words.length, executor) &&
         counts_its_nulls(words) && has_sound_indices(cells, executor);
}

}  // namespace remit::table
