#include "table/arrow_blocks.h"

#include <algorithm>
#include <cfenv>
#include <limits>

#include "base/civil_date.h"
#include "table/block_loops.h"
#include "table/unaligned.h"

namespace remit::table {
namespace {

using type::TypeKind;

/// Rows converted at a time: their cells stay in the first cache for a second loop over them.
constexpr std::int64_t kBlock = 1024;

// Each reader converts the values from place `from` on, and says whether all of them fit.

template <typename From>
struct Integers {
  int shift;

  bool operator()(const void* values, std::int64_t from, std::int64_t count,
                  std::int64_t* to) const {
    return narrow<From>(values, from, count, to) && rescale_block(shift, count, to);
  }
  bool operator()(const void* values, std::int64_t from, std::int64_t count, Int128* to) const {
    return shift == 0 && widen<From>(values, from, count, to);
  }
};

struct Floats {
  int shift;

  bool operator()(const void* values, std::int64_t from, std::int64_t count,
                  std::int64_t* to) const {
    // The proof in block_loops.h is one of rounding to nearest.
    return std::fegetround() == FE_TONEAREST && exact_decimals(values, from, count, shift, to);
  }
  bool operator()(const void*, std::int64_t, std::int64_t, Int128*) const { return false; }
};

template <typename From>
struct Days {
  std::int64_t ticks_per_day;

  bool operator()(const void* values, std::int64_t from, std::int64_t count,
                  std::int32_t* to) const {
    return days<From>(values, from, count, ticks_per_day,
                      base::days_from_civil({base::kMinYear, 1, 1}),
                      base::days_from_civil({base::kMaxYear, 12, 31}), to);
  }
};

struct Truths {
  bool operator()(const void* values, std::int64_t from, std::int64_t count,
                  std::uint8_t* to) const {
    spread(values, from, count, to);
    return true;
  }
};

/// Indices become what the cell of that index is.
template <typename Index, typename Cell>
struct Words {
  const Cell* words;
  std::uint64_t count_of_words;

  bool operator()(const void* values, std::int64_t from, std::int64_t count, Cell* to) const {
    return look_up<Index>(values, from, count, words, count_of_words, to);
  }
};

class BlockCopier {
 public:
  BlockCopier(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first,
              const CopyRows& copy_rows)
      : cells_(cells), out_(out), first_(first), copy_rows_(copy_rows) {}

  /// Cells are stored as one of these types; `read` takes all of them.
  template <typename... Cell, typename Read>
  bool run(const Read& read) {
    const auto rows = static_cast<std::uint64_t>(cells_.rows);
    (out_.cells_at<Cell>(first_, rows), ...);  // whichever it is: memory for all rows at once
    for (std::int64_t begin = 0; begin < cells_.rows; begin += kBlock) {
      const std::int64_t count = std::min(kBlock, cells_.rows - begin);
      if ((read_block<Cell>(read, begin, count) || ...)) {
        take_filled(begin, count);
      } else {
        copy_rows_(begin, count);
      }
    }
    return true;
  }

 private:
  template <typename Cell, typename Read>
  bool read_block(const Read& read, std::int64_t begin, std::int64_t count) {
    Cell* const to = out_.cells_at<Cell>(first_ + static_cast<std::uint64_t>(begin),
                                         static_cast<std::uint64_t>(count));
    return to != nullptr && read(cells_.array->buffers[1], cells_.place(begin), count, to);
  }

  void take_filled(std::int64_t begin, std::int64_t count) {
    for (std::int64_t row = begin; row < begin + count; row += 64) {
      const auto of = static_cast<unsigned>(std::min<std::int64_t>(begin + count - row, 64));
      out_.took(first_ + static_cast<std::uint64_t>(row), cells_.filled(row, of), of);
    }
  }

  const ArrowCells& cells_;
  ColumnBuilder& out_;
  std::uint64_t first_;
  const CopyRows& copy_rows_;
};

template <typename Cell>
bool copy_words(BlockCopier& copier, ArrowKind index, const Cell* words, std::uint64_t count) {
  switch (index) {
    case ArrowKind::int8:
      return copier.run<Cell>(Words<std::int8_t, Cell>{words, count});
    case ArrowKind::uint8:
      return copier.run<Cell>(Words<std::uint8_t, Cell>{words, count});
    case ArrowKind::int16:
      return copier.run<Cell>(Words<std::int16_t, Cell>{words, count});
    case ArrowKind::uint16:
      return copier.run<Cell>(Words<std::uint16_t, Cell>{words, count});
    case ArrowKind::int32:
      return copier.run<Cell>(Words<std::int32_t, Cell>{words, count});
    case ArrowKind::uint32:
      return copier.run<Cell>(Words<std::uint32_t, Cell>{words, count});
    case ArrowKind::null:
    case ArrowKind::boolean:
    case ArrowKind::int64:
    case ArrowKind::uint64:
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
  // uint64 wraps to what no dictionary has; others are no index.
  return copier.run<Cell>(Words<std::int64_t, Cell>{words, count});
}

bool copy_numbers(BlockCopier& copier, ArrowKind kind, int shift) {
  const auto integers = [&]<typename From>(From /*zero*/) {
    return copier.run<std::int64_t, Int128>(Integers<From>{shift});
  };
  switch (kind) {
    case ArrowKind::int8:
      return integers(std::int8_t{0});
    case ArrowKind::uint8:
      return integers(std::uint8_t{0});
    case ArrowKind::int16:
      return integers(std::int16_t{0});
    case ArrowKind::uint16:
      return integers(std::uint16_t{0});
    case ArrowKind::int32:
    case ArrowKind::decimal32:
      return integers(std::int32_t{0});
    case ArrowKind::uint32:
      return integers(std::uint32_t{0});
    case ArrowKind::int64:
    case ArrowKind::decimal64:
      return integers(std::int64_t{0});
    case ArrowKind::uint64:
      return integers(std::uint64_t{0});
    case ArrowKind::decimal128:
      return integers(Int128{0});
    case ArrowKind::float64:
      return copier.run<std::int64_t, Int128>(Floats{shift});
    case ArrowKind::null:
    case ArrowKind::boolean:
    case ArrowKind::float32:
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

bool copy_days(BlockCopier& copier, const ArrowType& type) {
  if (type.kind == ArrowKind::date32) {
    return copier.run<std::int32_t>(Days<std::int32_t>{type.ticks_per_day});
  }
  if (type.is_time()) return copier.run<std::int32_t>(Days<std::int64_t>{type.ticks_per_day});
  return false;
}

}  // namespace

bool copy_blocks(const ArrowCells& cells, const ColumnBuilder* words, ColumnBuilder& out,
                 std::uint64_t first, const CopyRows& copy_rows) {
  if (cells.rows == 0) return true;
  BlockCopier copier(cells, out, first, copy_rows);
  if (words != nullptr) {
    if (!words->is_clean()) return false;
    const auto count = static_cast<std::uint64_t>(cells.array->dictionary->length);
    const ArrowKind index = cells.index->kind;
    if (const auto* as = words->stored<std::uint8_t>()) return copy_words(copier, index, as, count);
    if (const auto* as = words->stored<std::int32_t>()) return copy_words(copier, index, as, count);
    if (const auto* as = words->stored<std::int64_t>()) return copy_words(copier, index, as, count);
    return false;
  }
  if (cells.index) return false;
  const TypeKind kind = out.stored_kind();
  if (kind == TypeKind::date) return copy_days(copier, cells.type);
  if (kind == TypeKind::boolean && cells.type.kind == ArrowKind::boolean) {
    return copier.run<std::uint8_t>(Truths{});
  }
  const bool numeric =
      kind == TypeKind::number || kind == TypeKind::money || kind == TypeKind::duration;
  return numeric && copy_numbers(copier, cells.type.kind, out.shift_from(cells.type.scale));
}

}  // namespace remit::table
