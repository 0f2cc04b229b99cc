// The column that is measured: the tables it reads, borrowed from vectors, and its figures.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <variant>
#include <vector>

#include "base/int128.h"
#include "table/column_data.h"

namespace remit::benchmarks {

using Integers = std::vector<std::int64_t>;

template <typename T>
table::ColumnData borrowed(type::Type type, int decimals, const std::vector<T>& values) {
  return {type, decimals, table::Buffer<T>(values.data(), values.size(), {}), {}};
}

inline Integers integers_of(const table::ColumnData& column) {
  Integers integers;
  std::visit(
      [&](const auto& values) {
        if constexpr (requires { static_cast<std::int64_t>(values[0]); }) {
          for (std::size_t i = 0; i < values.size(); ++i)
            integers.push_back(static_cast<std::int64_t>(values[i]));
        }
      },
      column.storage);
  return integers;
}

/// Says the processor time of a row; the first argument of the benchmark is how many there are.
inline void count_rows(benchmark::State& state) {
  state.counters["ns/row"] = benchmark::Counter(
      1e-9 * static_cast<double>(state.range(0)),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace remit::benchmarks
