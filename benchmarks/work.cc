#include "work.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <numeric>
#include <random>

namespace remit::benchmarks {
namespace {

constexpr std::size_t kHugePage = std::size_t{1} << 21;

// target * 0.8 = assets + fdi * 6.8275 has whole solutions in fen when fdi is a multiple of 80
// cents.
void put_on_the_edge(Rows& rows, std::size_t i, std::int64_t short_by) {
  const std::int64_t fdi = rows.fdi_usd[i] / 8000 * 8000;
  const std::int64_t assets = rows.fixed_assets[i] / 8 * 8;
  rows.fdi_usd[i] = fdi;
  rows.target_fixed_assets[i] = (assets * 10'000 + fdi * 68'275) / 8'000;
  rows.fixed_assets[i] = assets - short_by;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

}  // namespace

template <typename T>
Array<T>::Array(std::size_t size) : size_(size) {
  const std::size_t bytes = (size * sizeof(T) + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = std::aligned_alloc(kHugePage, std::max(bytes, kHugePage));
  if (memory == nullptr) throw std::bad_alloc();
  madvise(memory, bytes, MADV_HUGEPAGE);
  std::memset(memory, 0, bytes);
  data_ = std::shared_ptr<T>(static_cast<T*>(memory), std::free);
}
template class Array<std::int64_t>;
template class Array<std::int32_t>;
template class Array<std::uint8_t>;

Rows make_rows(std::size_t size, std::uint64_t seed) {
  Rows rows;
  rows.size = size;
  for (auto* column : {&rows.tax_revenue, &rows.incentive_paid, &rows.fixed_assets,
                       &rows.target_fixed_assets, &rows.fdi_usd}) {
    *column = Array<std::int64_t>(size);
  }
  rows.unit_id = Array<std::int32_t>(size);
  rows.kind = Array<std::uint8_t>(size);
  rows.registered = Array<std::uint8_t>(size);
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t limit) {
    return static_cast<std::int64_t>(random() % limit);
  };
  for (std::size_t i = 0; i < size; ++i) {
    rows.tax_revenue[i] = below(1'000'000'000);
    rows.incentive_paid[i] = below(static_cast<std::uint64_t>(rows.tax_revenue[i] / 2 + 1));
    rows.fixed_assets[i] = below(30'000'000'000);
    rows.fdi_usd[i] = below(1'000'000'000);
    rows.target_fixed_assets[i] = below(45'000'000'000);
    rows.unit_id[i] = static_cast<std::int32_t>(below(kUnits));
    rows.kind[i] = static_cast<std::uint8_t>(below(3));
    rows.registered[i] = static_cast<std::uint8_t>(below(10) != 0);
    if (i % 1000 == 17) put_on_the_edge(rows, i, 0);
    if (i % 1000 == 18) put_on_the_edge(rows, i, 1);
  }
  return rows;
}

Outputs make_outputs(std::size_t size) {
  Outputs out;
  for (auto* column : {&out.bonus, &out.finder, &out.tier, &out.total}) {
    *column = Array<std::int64_t>(size);
  }
  out.met = Array<std::uint8_t>(size);
  return out;
}

void rank_units(std::vector<Unit>& units) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return units[a].sum > units[b].sum; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    Unit& unit = units[order[i]];
    const bool tied = i > 0 && units[order[i - 1]].sum == unit.sum;
    unit.rank = tied ? units[order[i - 1]].rank : static_cast<std::int64_t>(i) + 1;
    unit.prize = unit.rank <= 5 ? 2'000'000 : unit.rank <= 10 ? 1'000'000 : 0;
  }
}

std::uint64_t digest(const Outputs& out, std::size_t size) {
  std::uint64_t hash = size;
  for (std::size_t i = 0; i < size; ++i) {
    hash = mix(hash, static_cast<std::uint64_t>(out.bonus[i]));
    hash = mix(hash, static_cast<std::uint64_t>(out.finder[i]));
    hash = mix(hash, static_cast<std::uint64_t>(out.tier[i]));
    hash = mix(hash, static_cast<std::uint64_t>(out.total[i]) * 2 + out.met[i]);
  }
  return hash;
}

std::uint64_t digest(const std::vector<Unit>& units) {
  std::uint64_t hash = units.size();
  for (const Unit& unit : units) {
    hash = mix(hash, static_cast<std::uint64_t>(unit.sum));
    hash = mix(hash, static_cast<std::uint64_t>(unit.met));
    hash = mix(hash, static_cast<std::uint64_t>(unit.rank * 100'000'000 + unit.prize));
  }
  return hash;
}

}  // namespace remit::benchmarks
