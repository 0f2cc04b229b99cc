#include "table/arrow_blocks.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cfenv>
#include <limits>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "table/block_loops.h"
#include "table/narrow_column.h"
#include "table/ranges.h"
#include "table/unaligned.h"

namespace remit::table {
namespace {

using type::TypeKind;

/// Rows converted at a time: their cells stay in the first cache for a second loop over them.
constexpr std::int64_t kBlock = 1024;
static_assert(kRowsPerTask % kBlock == 0);
/// Blocks that are looked at to know whether a column of numbers fits 32 bits.
constexpr std::int64_t kSamples = 8;

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

/// How a block becomes cells of one type; empty where it cannot.
template <typename Cell>
using ReadBlock =
    std::function<bool(const void* values, std::int64_t from, std::int64_t count, Cell* to)>;

/// The types that the cells of a column may have, a number's from narrow to wide.
struct Readers {
  ReadBlock<std::uint8_t> truths;
  ReadBlock<std::int32_t> codes;
  ReadBlock<std::int64_t> integers;
  ReadBlock<Int128> wide;
};

class Copy final : public BlockCopy {
 public:
  Copy(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first, const CopyRows& copy_rows,
       Readers readers)
      : cells_(cells), out_(out), first_(first), copy_rows_(copy_rows), read_(std::move(readers)) {
    if (out.is_narrow() && !fits_narrow()) out.end_narrow();
    find_cells();
  }

  std::size_t tasks() const override { return odd_.size(); }

  void run(std::size_t task) override {
    for_task(task, rows(), [&](std::size_t first, std::size_t last) {
      const auto end = static_cast<std::int64_t>(last);
      for (auto at = static_cast<std::int64_t>(first); at < end && !too_wide_; at += kBlock)
        copy_block(at, std::min(kBlock, end - at), odd_[task]);
    });
  }

  bool finish() override {
    if (too_wide_) {
      out_.end_narrow();
      find_cells();
      return false;
    }
    for (const Odd& odd : odd_) {
      if (odd.any_plain) out_.took(first_, 1, 1);
      for (const Block& block : odd.blocks) finish_block(block);
    }
    return true;
  }

 private:
  struct Block {
    std::int64_t begin;
    bool is_read;  ///< but for its blanks
  };
  /// What is left to do of a task's rows.
  struct Odd {
    bool any_plain = false;  ///< some block is done: it has a value in every row
    std::vector<Block> blocks;
  };

  std::uint64_t rows() const { return static_cast<std::uint64_t>(cells_.rows); }
  std::int64_t count_at(std::int64_t begin) const { return std::min(kBlock, cells_.rows - begin); }

  template <typename Cell>
  Cell* cells_at(std::int64_t begin, std::int64_t count) {
    return out_.cells_at<Cell>(first_ + static_cast<std::uint64_t>(begin),
                               static_cast<std::uint64_t>(count));
  }

  /// Memory for all rows at once, whichever type they have.
  void find_cells() {
    too_wide_ = false;
    odd_.assign(task_count(rows()), {});
    narrow_ = out_.is_narrow() ? cells_at<std::int32_t>(0, cells_.rows) : nullptr;
    truths_ = read_.truths ? cells_at<std::uint8_t>(0, cells_.rows) : nullptr;
    codes_ = read_.codes ? cells_at<std::int32_t>(0, cells_.rows) : nullptr;
    integers_ = read_.integers ? cells_at<std::int64_t>(0, cells_.rows) : nullptr;
    wide_ = read_.wide ? cells_at<Int128>(0, cells_.rows) : nullptr;
  }

  /// Whether some blocks from everywhere fit 32 bits, so that it is worth trying.
  bool fits_narrow() const {
    std::array<std::int64_t, kBlock> wide;
    std::array<std::int32_t, kBlock> narrow;
    for (std::int64_t i = 0; i < kSamples; ++i) {
      const std::int64_t begin = cells_.rows / kSamples * i;
      const std::int64_t count = count_at(begin);
      if (read_wide(begin, count, wide.data()) &&
          !narrow_block(wide.data(), static_cast<std::size_t>(count), narrow.data()))
        return false;
    }
    return true;
  }

  /// 64-bit numbers of a block; 0 for a blank.
  bool read_wide(std::int64_t begin, std::int64_t count, std::int64_t* to) const {
    if (!read(read_.integers, begin, count, to)) return false;
    if (is_full(begin, count)) return true;
    for (std::int64_t i = 0; i < count; ++i)
      if (cells_.filled(begin + i, 1) == 0) to[i] = 0;
    return true;
  }

  bool is_full(std::int64_t begin, std::int64_t count) const {
    if (!may_be_blank_) return true;
    for (std::int64_t row = begin; row < begin + count; row += 64) {
      const auto of = static_cast<unsigned>(std::min<std::int64_t>(begin + count - row, 64));
      if (~cells_.filled(row, of) << (64 - of) != 0) return false;
    }
    return true;
  }

  template <typename Cell>
  bool read(const ReadBlock<Cell>& reader, std::int64_t begin, std::int64_t count, Cell* to) const {
    return reader(cells_.array->buffers[1], cells_.place(begin), count, to);
  }

  bool read_block(std::int64_t begin, std::int64_t count) {
    if (narrow_ != nullptr) {
      std::array<std::int64_t, kBlock> values;
      if (!read_wide(begin, count, values.data())) return false;
      if (!narrow_block(values.data(), static_cast<std::size_t>(count), narrow_ + begin))
        too_wide_ = true;
      return true;
    }
    if (truths_ != nullptr) return read(read_.truths, begin, count, truths_ + begin);
    if (codes_ != nullptr) return read(read_.codes, begin, count, codes_ + begin);
    if (integers_ != nullptr) return read(read_.integers, begin, count, integers_ + begin);
    return wide_ != nullptr && read(read_.wide, begin, count, wide_ + begin);
  }

  void copy_block(std::int64_t begin, std::int64_t count, Odd& odd) {
    const bool is_read = read_block(begin, count);
    if (is_read && is_full(begin, count))
      odd.any_plain = true;
    else
      odd.blocks.push_back({begin, is_read});
  }

  // Row by row what does not fit, unless the cells have become wide meanwhile.
  void finish_block(const Block& block) {
    const auto [begin, is_read] = block;
    const std::int64_t count = count_at(begin);
    if (!is_read && !read_wider(begin, count)) return copy_rows_(begin, count);
    for (std::int64_t row = begin; row < begin + count; row += 64) {
      const auto of = static_cast<unsigned>(std::min<std::int64_t>(begin + count - row, 64));
      out_.took(first_ + static_cast<std::uint64_t>(row), cells_.filled(row, of), of);
    }
  }

  bool read_wider(std::int64_t begin, std::int64_t count) {
    Int128* const to = read_.wide ? cells_at<Int128>(begin, count) : nullptr;
    return to != nullptr && read(read_.wide, begin, count, to);
  }

  const ArrowCells& cells_;
  ColumnBuilder& out_;
  std::uint64_t first_;
  const CopyRows& copy_rows_;
  const bool may_be_blank_ = cells_.may_be_blank();
  Readers read_;
  // Where the cells of row 0 and on are; the one that is not null, of a number's the narrowest.
  std::int32_t* narrow_ = nullptr;
  std::uint8_t* truths_ = nullptr;
  std::int32_t* codes_ = nullptr;
  std::int64_t* integers_ = nullptr;
  Int128* wide_ = nullptr;
  std::vector<Odd> odd_;  ///< by task
  std::atomic<bool> too_wide_ = false;
};

template <typename Cell>
ReadBlock<Cell> read_words(ArrowKind index, const Cell* words, std::uint64_t count) {
  switch (index) {
    case ArrowKind::int8:
      return Words<std::int8_t, Cell>{words, count};
    case ArrowKind::uint8:
      return Words<std::uint8_t, Cell>{words, count};
    case ArrowKind::int16:
      return Words<std::int16_t, Cell>{words, count};
    case ArrowKind::uint16:
      return Words<std::uint16_t, Cell>{words, count};
    case ArrowKind::int32:
      return Words<std::int32_t, Cell>{words, count};
    case ArrowKind::uint32:
      return Words<std::uint32_t, Cell>{words, count};
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
  return Words<std::int64_t, Cell>{words, count};
}

Readers read_numbers(ArrowKind kind, int shift) {
  const auto integers = [&]<typename From>(From /*zero*/) {
    return Readers{{}, {}, Integers<From>{shift}, Integers<From>{shift}};
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
      return {{}, {}, Floats{shift}, Floats{shift}};
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
  return {};
}

Readers read_days(const ArrowType& type) {
  if (type.kind == ArrowKind::date32) return {{}, Days<std::int32_t>{type.ticks_per_day}, {}, {}};
  if (type.is_time()) return {{}, Days<std::int64_t>{type.ticks_per_day}, {}, {}};
  return {};
}

Readers readers_of(const ArrowCells& cells, const ColumnBuilder* words, const ColumnBuilder& out) {
  if (words != nullptr) {
    if (!words->is_clean()) return {};
    const auto count = static_cast<std::uint64_t>(cells.array->dictionary->length);
    const ArrowKind index = cells.index->kind;
    if (const auto* as = words->stored<std::uint8_t>())
      return {read_words(index, as, count), {}, {}, {}};
    if (const auto* as = words->stored<std::int32_t>())
      return {{}, read_words(index, as, count), {}, {}};
    if (const auto* as = words->stored<std::int64_t>())
      return {{}, {}, read_words(index, as, count), {}};
    return {};
  }
  if (cells.index) return {};
  const TypeKind kind = out.stored_kind();
  if (kind == TypeKind::date) return read_days(cells.type);
  if (kind == TypeKind::boolean && cells.type.kind == ArrowKind::boolean)
    return {Truths{}, {}, {}, {}};
  const bool numeric =
      kind == TypeKind::number || kind == TypeKind::money || kind == TypeKind::duration;
  return numeric ? read_numbers(cells.type.kind, out.shift_from(cells.type.scale)) : Readers();
}

}  // namespace

std::unique_ptr<BlockCopy> copy_blocks(const ArrowCells& cells, const ColumnBuilder* words,
                                       ColumnBuilder& out, std::uint64_t first,
                                       const CopyRows& copy_rows) {
  Readers readers = readers_of(cells, words, out);
  if (!readers.truths && !readers.codes && !readers.integers) return nullptr;
  return std::make_unique<Copy>(cells, out, first, copy_rows, std::move(readers));
}

}  // namespace remit::table
