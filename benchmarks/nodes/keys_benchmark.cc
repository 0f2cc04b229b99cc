// Rows found by a text key, beside an open hash table written by hand for keys of eight bytes: as
// many questions as rows, in no order, the index made or only asked.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "table/column_data.h"
#include "table/key_index.h"

namespace {

using namespace remit;

constexpr std::size_t kBytes = 8;

/// Different texts of eight characters, in an order of their own.
table::TextData texts_of(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  for (const std::uint32_t number : numbers) {
    const std::string digits = std::to_string(10'000'000 + number);
    bytes.insert(bytes.end(), digits.begin(), digits.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {table::Buffer<std::int64_t>(std::move(offsets)), table::Buffer<char>(std::move(bytes))};
}

struct Keys {
  explicit Keys(std::size_t rows) {
    std::vector<std::uint32_t> numbers(rows);
    std::iota(numbers.begin(), numbers.end(), 0U);
    std::mt19937 random(static_cast<unsigned>(rows));
    std::shuffle(numbers.begin(), numbers.end(), random);
    keys = texts_of(numbers);
    std::shuffle(numbers.begin(), numbers.end(), random);
    questions = texts_of(numbers);
  }
  table::TextData keys, questions;
};

/// Slots of a print and a row in 64 bits, at most half of them taken, looked at one after the other
/// from where the hash says; those of the next questions are on their way.
class ByHand {
 public:
  explicit ByHand(const table::TextData& keys)
      : keys_(keys), slots_(std::size_t{1} << bits_of(keys.size()), kEmpty) {
    for (std::uint64_t row = 0; row < keys.size(); ++row) {
      const std::uint64_t hash = hash_of(word(keys, row));
      std::size_t at = hash & mask();
      while (slots_[at] != kEmpty) at = (at + 1) & mask();
      slots_[at] = (hash & kPrint) | row;
    }
  }

  void find(const table::TextData& asked, std::int64_t* rows) const {
    constexpr std::size_t kAhead = 32;
    std::uint64_t hashes[kAhead];
    for (std::size_t begin = 0; begin < asked.size(); begin += kAhead) {
      const std::size_t count = std::min(kAhead, asked.size() - begin);
      for (std::size_t i = 0; i < count; ++i) {
        hashes[i] = hash_of(word(asked, begin + i));
        __builtin_prefetch(&slots_[hashes[i] & mask()]);
      }
      for (std::size_t i = 0; i < count; ++i)
        rows[begin + i] = look(hashes[i], word(asked, begin + i));
    }
  }

 private:
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
  static constexpr std::uint64_t kRow = 0xFFFF'FFFF;
  static constexpr std::uint64_t kPrint = ~kRow;

  static unsigned bits_of(std::size_t rows) {
    unsigned bits = 1;
    while ((std::size_t{1} << bits) < 2 * rows) ++bits;
    return bits;
  }
  static std::uint64_t word(const table::TextData& texts, std::uint64_t row) {
    std::uint64_t value = 0;
    std::memcpy(&value, texts.bytes.data() + row * kBytes, kBytes);
    return value;
  }
  static std::uint64_t hash_of(std::uint64_t word) {
    const auto product =
        static_cast<unsigned __int128>(word ^ 0x9E37'79B9'7F4A'7C15) * 0xD6E8'FEB8'6659'FD93;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }
  std::size_t mask() const { return slots_.size() - 1; }
  std::int64_t look(std::uint64_t hash, std::uint64_t wanted) const {
    for (std::size_t at = hash & mask(); slots_[at] != kEmpty; at = (at + 1) & mask()) {
      const std::uint64_t slot = slots_[at];
      if (((slot ^ hash) & kPrint) == 0 && word(keys_, slot & kRow) == wanted)
        return static_cast<std::int64_t>(slot & kRow);
    }
    return -1;
  }

  const table::TextData& keys_;
  std::vector<std::uint64_t> slots_;
};

void text_keys(benchmark::State& state, bool also_make) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const bool engine = state.range(1) != 0;
  const Keys keys(rows);
  const table::ColumnData column{type::kText, 0, keys.keys, {}};
  const table::ColumnData asked{type::kText, 0, keys.questions, {}};
  std::vector<table::KeyIndex::Duplicate> none;
  std::vector<std::int64_t> expected(rows), found(rows);
  const ByHand by_hand(keys.keys);
  const table::KeyIndex index(column, true, none);
  by_hand.find(keys.questions, expected.data());
  index.find(asked, found.data());
  if (found != expected) std::abort();
  for (auto _ : state) {
    if (engine && also_make) {
      table::KeyIndex(column, true, none).find(asked, found.data());
    } else if (engine) {
      index.find(asked, found.data());
    } else if (also_make) {
      ByHand(keys.keys).find(keys.questions, found.data());
    } else {
      by_hand.find(keys.questions, found.data());
    }
    benchmark::DoNotOptimize(found.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
}

void sizes(benchmark::internal::Benchmark* one) {
  one->ArgNames({"rows", "engine"});
  for (const std::int64_t rows : {10'000, 1'000'000})
    for (const std::int64_t engine : {0, 1}) one->Args({rows, engine});
  one->Unit(benchmark::kMicrosecond)->MinTime(0.2);
}

BENCHMARK_CAPTURE(text_keys, found, false)->Apply(sizes);
BENCHMARK_CAPTURE(text_keys, indexed_and_found, true)->Apply(sizes);

}  // namespace
