#include "column/nodes/window_search.h"

#include <algorithm>
#include <utility>

#include "column/nodes/cell_reader.h"
#include "column/nodes/order.h"
#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

using number::Rational;

/// A bound's column as the results see it.
struct Bound {
  const ColumnStore* column = nullptr;  ///< null: no bound
  bool of_whole = false;
  bool open = false;

  std::uint64_t at(std::uint64_t result) const { return row_in(*column, result, of_whole); }
};

void read(const ColumnStore& column, std::uint64_t row, std::int64_t* value) {
  *value = int64_at(column.values, row);
}
void read(const ColumnStore& column, std::uint64_t row, Rational* value) {
  *value = rational_at(column, row);
}

/// Whether the stored integers of two columns compare like their values.
bool compares_as_stored(const ColumnStore& key, const Bound& bound) {
  if (bound.column == nullptr) return true;
  const ColumnStore& other = *bound.column;
  if (key.denominators || other.denominators) return false;
  if (key.type.is_numeric() && key.decimals != other.decimals) return false;
  return key.values.width <= Width::int64 && other.values.width <= Width::int64;
}

template <typename T>
class Search final : public WindowSearch {
 public:
  Search(const ColumnStore& key, Bound lower, Bound upper, const SortedRows& sorted)
      : lower_(lower), upper_(upper), keys_(sorted.rows.size()) {
    for (std::size_t i = 0; i < keys_.size(); ++i) read(key, sorted.rows[i], &keys_[i]);
  }

  Positions between(Positions within, std::uint64_t result) const override {
    Positions found = within;
    if (lower_.column != nullptr) {
      found.begin = place(within, lower_, result, lower_.open);
    }
    if (upper_.column != nullptr) {
      found.end = place({found.begin, within.end}, upper_, result, !upper_.open);
    }
    return found;
  }

 private:
  /// The first position not before the bound; with `beyond` the first one after it.
  std::size_t place(Positions within, const Bound& bound, std::uint64_t result, bool beyond) const {
    T value;
    read(*bound.column, bound.at(result), &value);
    const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(within.begin);
    const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(within.end);
    const auto at =
        beyond ? std::upper_bound(begin, end, value) : std::lower_bound(begin, end, value);
    return static_cast<std::size_t>(at - keys_.begin());
  }

  Bound lower_, upper_;
  std::vector<T> keys_;  ///< by position
};

class UpToPlace final : public WindowSearch {
 public:
  UpToPlace(std::unique_ptr<WindowSearch> window, std::vector<std::int64_t> sorted,
            const std::vector<std::int64_t>& places)
      : window_(std::move(window)), sorted_(std::move(sorted)), places_(places) {}

  Positions between(Positions within, std::uint64_t result) const override {
    Positions found = window_->between(within, result);
    if (found.is_empty()) return found;
    const auto begin = sorted_.begin() + static_cast<std::ptrdiff_t>(found.begin);
    const auto end = sorted_.begin() + static_cast<std::ptrdiff_t>(found.end);
    const std::int64_t place = places_[static_cast<std::size_t>(result)];
    if (*(end - 1) < place) return found;
    found.end = static_cast<std::size_t>(std::lower_bound(begin, end, place) - sorted_.begin());
    return found;
  }

 private:
  std::unique_ptr<WindowSearch> window_;
  std::vector<std::int64_t> sorted_;  ///< the places, by position
  const std::vector<std::int64_t>& places_;
};

Bound bound_of(const Environment& environment, plan::ColumnId id, plan::ColumnId column,
               bool open) {
  if (column == plan::kNoColumn) return {};
  const bool of_whole = environment.plan.columns[column].entity == plan::kWhole &&
                        environment.plan.columns[id].entity != plan::kWhole;
  return {environment.stores[column].get(), of_whole, open};
}

}  // namespace

SortedRows sort_by_group(const FoldGroups& groups, std::vector<std::uint64_t> rows,
                         const std::vector<std::vector<std::int64_t>>& keys) {
  std::vector<std::vector<std::int64_t>> all;
  all.push_back(groups.of_row);
  all.insert(all.end(), keys.begin(), keys.end());
  sort_rows(&rows, all);
  SortedRows sorted;
  sorted.begins.assign(static_cast<std::size_t>(groups.count) + 1, rows.size());
  std::size_t group = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto own = static_cast<std::size_t>(groups.of_row[rows[i]]);
    while (group <= own) sorted.begins[group++] = i;
  }
  sorted.rows = std::move(rows);
  return sorted;
}

std::unique_ptr<WindowSearch> search_window(const Environment& environment, plan::ColumnId id,
                                            const plan::Window& window, const SortedRows& rows) {
  const ColumnStore& key = *environment.stores[window.key];
  const Bound lower = bound_of(environment, id, window.lower, window.lower_open);
  const Bound upper = bound_of(environment, id, window.upper, window.upper_open);
  if (compares_as_stored(key, lower) && compares_as_stored(key, upper))
    return std::make_unique<Search<std::int64_t>>(key, lower, upper, rows);
  return std::make_unique<Search<Rational>>(key, lower, upper, rows);
}

std::unique_ptr<WindowSearch> search_up_to_place(std::unique_ptr<WindowSearch>& window,
                                                 const SortedRows& rows,
                                                 const std::vector<std::int64_t>& places) {
  std::vector<std::int64_t> sorted(rows.rows.size());
  for (std::size_t i = 0; i < sorted.size(); ++i)
    sorted[i] = places[static_cast<std::size_t>(rows.rows[i])];
  for (std::size_t group = 0; group + 1 < rows.begins.size(); ++group) {
    const auto begin = sorted.begin() + static_cast<std::ptrdiff_t>(rows.begins[group]);
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(rows.begins[group + 1]);
    if (!std::is_sorted(begin, end)) return nullptr;
  }
  return std::make_unique<UpToPlace>(std::move(window), std::move(sorted), places);
}

std::optional<type::Fault> fault_of_bounds(const Environment& environment,
                                           const plan::Window& window, std::uint64_t result) {
  if (window.place != plan::kNoColumn) {
    if (const type::Fault* fault = environment.stores[window.place]->fault(result)) return *fault;
  }
  for (const plan::ColumnId id : {window.lower, window.upper}) {
    if (id == plan::kNoColumn) continue;
    const ColumnStore& column = *environment.stores[id];
    if (column.is_clean()) continue;
    const bool of_whole = environment.plan.columns[id].entity == plan::kWhole;
    if (const type::Fault* fault = column.fault(row_in(column, result, of_whole)))
      return as_needed(*fault);
  }
  return std::nullopt;
}

}  // namespace remit::column
