#include "column/nodes/order.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "column/nodes/cell_reader.h"

namespace remit::column {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
constexpr unsigned kPasses = (64 + kDigitBits - 1) / kDigitBits;

/// Dense codes of values in the order of `less`.
template <typename T>
std::vector<std::int64_t> dense_codes(const std::vector<T>& values) {
  std::vector<std::uint64_t> order(values.size());
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::uint64_t a, std::uint64_t b) { return values[a] < values[b]; });
  std::vector<std::int64_t> codes(values.size());
  std::int64_t code = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && values[order[i - 1]] < values[order[i]]) ++code;
    codes[order[i]] = code;
  }
  return codes;
}

std::uint64_t unsigned_order(std::int64_t key) {
  return static_cast<std::uint64_t>(key) ^ (std::uint64_t{1} << 63);
}

struct Entry {
  std::uint64_t key;
  std::uint64_t row;
};

void sort_by_digits(std::vector<Entry>* entries) {
  std::vector<std::array<std::size_t, kDigits>> counts(kPasses);
  for (auto& count : counts) count.fill(0);
  for (const Entry& entry : *entries) {
    for (unsigned pass = 0; pass < kPasses; ++pass) {
      ++counts[pass][(entry.key >> (pass * kDigitBits)) % kDigits];
    }
  }
  std::vector<Entry> moved(entries->size());
  for (unsigned pass = 0; pass < kPasses; ++pass) {
    auto& count = counts[pass];
    const std::size_t first = ((*entries)[0].key >> (pass * kDigitBits)) % kDigits;
    if (count[first] == entries->size()) continue;  // the same digit everywhere
    std::exclusive_scan(count.begin(), count.end(), count.begin(), std::size_t{0});
    for (const Entry& entry : *entries) {
      moved[count[(entry.key >> (pass * kDigitBits)) % kDigits]++] = entry;
    }
    entries->swap(moved);
  }
}

}  // namespace

std::vector<std::int64_t> sort_codes(const ColumnStore& column, bool descending) {
  const auto rows = static_cast<std::size_t>(column.rows);
  std::vector<std::int64_t> codes;
  if (column.denominators) {
    std::vector<number::Rational> values(rows);
    for (std::size_t row = 0; row < rows; ++row) values[row] = rational_at(column, row);
    codes = dense_codes(values);
  } else if (column.values.width == Width::int128) {
    const Int128* values = column.values.as<Int128>();
    codes = dense_codes(std::vector<Int128>(values, values + rows));
  } else {
    codes.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) codes[row] = int64_at(column.values, row);
  }
  if (descending) {
    for (std::int64_t& code : codes) code = ~code;
  }
  return codes;
}

void sort_rows(std::vector<std::uint64_t>* rows,
               const std::vector<std::vector<std::int64_t>>& keys) {
  if (rows->size() < 2) return;
  std::vector<Entry> entries(rows->size());
  for (std::size_t i = 0; i < rows->size(); ++i) entries[i].row = (*rows)[i];
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    for (Entry& entry : entries) entry.key = unsigned_order((*key)[entry.row]);
    sort_by_digits(&entries);
  }
  for (std::size_t i = 0; i < rows->size(); ++i) (*rows)[i] = entries[i].row;
}

}  // namespace remit::column
