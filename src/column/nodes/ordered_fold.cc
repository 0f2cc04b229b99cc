// Folds that need their rows in order: first, last, only, a median; joined by values, in a window.
#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "base/hash_map.h"
#include "column/nodes/best_of_range.h"
#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"
#include "column/nodes/fold_groups.h"
#include "column/nodes/nodes.h"
#include "column/nodes/order.h"
#include "column/nodes/range_fold.h"
#include "column/nodes/smaller_places.h"
#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

using type::Fault;

/// The rows that count, and those of which a fault hides whether or what.
struct Counted {
  std::vector<std::uint64_t> rows;
  std::vector<std::uint64_t> doubtful;                   ///< whose place in the window is known
  base::HashMap<std::int64_t, std::uint64_t> placeless;  ///< of a group, the first whose is not
  base::HashMap<std::uint64_t, Fault> faults;            ///< by row
  std::optional<Fault> unplaced;                         ///< of the first row of no known group
};

/// The places that bound the window; none.
plan::ColumnId place_of(const plan::Fold& node) {
  return node.window ? node.window->place : plan::kNoColumn;
}

class Gatherer {
 public:
  Gatherer(const Environment& environment, const plan::Fold& node, const FoldGroups& groups)
      : environment_(environment), node_(node), groups_(groups) {}

  Counted run() {
    const std::uint64_t rows = environment_.row_counts[node_.rows];
    const ColumnStore* const refused = environment_.refused[node_.rows].get();
    const ColumnStore* const where = store(node_.where);
    if (where == nullptr && refused == nullptr && is_clean()) {
      counted_.rows.resize(static_cast<std::size_t>(rows));
      std::iota(counted_.rows.begin(), counted_.rows.end(), std::uint64_t{0});
      return std::move(counted_);
    }
    counted_.rows.reserve(static_cast<std::size_t>(rows));
    const plan::ColumnId place = place_of(node_);
    for (std::uint64_t row = 0; row < rows; ++row) {
      const Fault* fault = nullptr;
      const RowCondition counts = condition_at(where, refused, row, &fault);
      if (counts == RowCondition::no) continue;
      if (const Fault* key = key_fault(groups_.row_keys, row)) {
        const bool known = type::belongs_nowhere(key->code) || counted_.unplaced.has_value();
        if (!known) counted_.unplaced = fault != nullptr ? as_needed(*fault) : *key;
        continue;
      }
      if (fault_in(place, row) == nullptr) add(row, fault);
    }
    return std::move(counted_);
  }

 private:
  const ColumnStore* store(plan::ColumnId id) const {
    return id == plan::kNoColumn ? nullptr : environment_.stores[id].get();
  }

  /// Whether every row counts and has all that is asked of it.
  bool is_clean() const {
    const auto clean = [this](plan::ColumnId id) {
      return id == plan::kNoColumn || store(id)->is_clean();
    };
    return std::ranges::all_of(groups_.row_keys,
                               [](const KeyColumn& key) { return key.column->is_clean(); }) &&
           std::ranges::all_of(node_.order,
                               [&](const plan::SortKey& key) { return clean(key.value); }) &&
           (!node_.window || (clean(node_.window->key) && clean(node_.window->place))) &&
           (plan::Fold::takes_one(node_.op) || node_.kept || clean(node_.value));
  }

  const Fault* fault_in(plan::ColumnId id, std::uint64_t row) const {
    const ColumnStore* const column = store(id);
    return column == nullptr || column->is_clean() ? nullptr : column->fault(row);
  }

  void add(std::uint64_t row, const Fault* fault) {
    const Fault* const key = node_.window ? fault_in(node_.window->key, row) : nullptr;
    if (fault == nullptr) fault = key;
    if (plan::Fold::takes_one(node_.op) || node_.kept) {
      for (const plan::SortKey& order : node_.order)
        if (fault == nullptr) fault = fault_in(order.value, row);
    } else if (fault == nullptr) {
      fault = fault_in(node_.value, row);
    }
    if (fault == nullptr) {
      counted_.rows.push_back(row);
      return;
    }
    counted_.faults.try_emplace(row, as_needed(*fault));
    if (key == nullptr) {
      counted_.doubtful.push_back(row);
    } else {
      counted_.placeless.try_emplace(groups_.of_row[row], row);
    }
  }

  const Environment& environment_;
  const plan::Fold& node_;
  const FoldGroups& groups_;
  Counted counted_;
};

Stretch stretch_of(const plan::Fold& node) {
  if (!node.window) return Stretch::group;
  if (node.window->lower == plan::kNoColumn) return Stretch::prefix;
  return node.window->upper == plan::kNoColumn ? Stretch::suffix : Stretch::any;
}

/// Sorted rows with the search for the bounds among them.
struct Sought {
  SortedRows rows;
  std::unique_ptr<WindowSearch> search;  ///< null without a window

  Positions of(std::int64_t group, std::uint64_t result) const {
    const Positions all = rows.group(group);
    return search == nullptr || all.is_empty() ? all : search->between(all, result);
  }

  /// By result; nothing where it has no group, or a bound or its place is unknown.
  std::vector<Positions> of_all(const Environment& environment, const FoldGroups& groups,
                                const plan::Window& window) const {
    std::vector<Positions> all(groups.of_result.size());
    for (std::uint64_t result = 0; result < all.size(); ++result) {
      if (key_fault(groups.result_keys, result) == nullptr &&
          !fault_of_bounds(environment, window, result))
        all[static_cast<std::size_t>(result)] = of(groups.of_result[result], result);
    }
    return all;
  }
};

/// The first row in error of a stretch.
class Doubts {
 public:
  Doubts(const Environment& environment, plan::ColumnId id, const plan::Fold& node,
         const FoldGroups& groups, const Counted& counted)
      : counted_(counted) {
    const bool by_place = place_of(node) != plan::kNoColumn;
    if (counted.doubtful.empty() && (!by_place || counted.faults.empty())) return;
    if (by_place) {
      find_before(environment, id, node, groups);
      return;
    }
    Keys keys;
    if (node.window) keys.push_back(sort_codes(*environment.stores[node.window->key], false));
    sought_.emplace();
    sought_->rows = sort_by_group(groups, counted.doubtful, keys);
    if (node.window) sought_->search = search_window(environment, id, *node.window, sought_->rows);
    std::vector<std::int64_t> numbers(groups.of_row.size());
    for (const std::uint64_t row : counted.doubtful) numbers[row] = static_cast<std::int64_t>(row);
    first_.emplace(sought_->rows, numbers, stretch_of(node),
                   [](std::uint64_t, std::uint64_t) { return true; });
  }

  const Fault* first(std::int64_t group, std::uint64_t result) const {
    std::optional<std::uint64_t> row;
    if (!before_.empty()) {
      const std::uint64_t first = before_[result].row;
      return first == First::kNone ? nullptr : &counted_.faults.at(first);
    }
    if (sought_) {
      const Positions at = sought_->of(group, result);
      if (!at.is_empty()) row = first_->of(at).row;
    }
    if (const auto other = counted_.placeless.find(group); other != counted_.placeless.end())
      row = row ? std::min(*row, other->second) : other->second;
    return row ? &counted_.faults.at(*row) : nullptr;
  }

 private:
  using Keys = std::vector<std::vector<std::int64_t>>;
  struct First {
    static constexpr auto kNone = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t row = kNone;

    First operator+(const First& other) const { return {std::min(row, other.row)}; }
  };

  /// Of a window with places: for each result the first row in error among those with a smaller
  /// one. A row whose key is unknown may lie anywhere in its group.
  void find_before(const Environment& environment, plan::ColumnId id, const plan::Fold& node,
                   const FoldGroups& groups) {
    const plan::Window& window = *node.window;
    const ColumnStore& key = *environment.stores[window.key];
    const std::vector<std::int64_t> places = sort_codes(*environment.stores[window.place], false);
    before_.resize(groups.of_result.size());
    const auto look = [&](std::vector<std::uint64_t> rows, const Keys& keys) {
      if (rows.empty()) return;
      Sought sought{sort_by_group(groups, std::move(rows), keys), nullptr};
      if (!keys.empty()) sought.search = search_window(environment, id, window, sought.rows);
      std::vector<First> items;
      for (const std::uint64_t row : sought.rows.rows) items.push_back({row});
      const std::vector<First> found =
          join_smaller_places(items, sought.rows.rows, places,
                              sought.of_all(environment, groups, window), std::plus<>());
      for (std::size_t i = 0; i < found.size(); ++i) before_[i] = before_[i] + found[i];
    };
    look(counted_.doubtful, {sort_codes(key, false)});
    std::vector<std::uint64_t> placeless;
    for (const auto& [row, fault] : counted_.faults)
      if (key.fault(row) != nullptr) placeless.push_back(row);
    std::sort(placeless.begin(), placeless.end());
    look(std::move(placeless), {});
  }

  const Counted& counted_;
  std::optional<Sought> sought_;
  std::optional<BestOfRange> first_;
  std::vector<First> before_;  ///< by result, of a window with places; else empty
};

/// Whether the rows may be sorted by the order itself, so that the first or last one is at an end.
bool is_led_by_order(const plan::Fold& node) {
  if (node.op != plan::FoldOp::first && node.op != plan::FoldOp::last) return false;
  if (!node.window) return true;
  return !node.order.empty() && !node.order[0].descending &&
         node.order[0].value == node.window->key;
}

class OrderedFold {
 public:
  OrderedFold(const Environment& environment, plan::ColumnId id, const plan::Fold& node)
      : environment_(environment),
        id_(id),
        node_(node),
        groups_(fold_groups(environment, id, node)),
        counted_(Gatherer(environment, node, groups_).run()),
        doubts_(environment, id, node, groups_, counted_) {
    const bool in_order = is_led_by_order(node);
    std::vector<std::vector<std::int64_t>> keys;
    if (in_order) {
      keys = order_codes(environment, node);
    } else if (node.window) {
      keys.push_back(sort_codes(*environment.stores[node.window->key], false));
    }
    if (place_of(node) != plan::kNoColumn) {
      places_ = sort_codes(*environment.stores[node.window->place], false);
      keys.push_back(places_);
    }
    sought_.rows = sort_by_group(groups_, std::move(counted_.rows), keys);
    if (node.window) sought_.search = search_window(environment, id, *node.window, sought_.rows);
    fold_ = place_of(node) == plan::kNoColumn
                ? range_fold(environment, node, groups_, sought_.rows, stretch_of(node), in_order)
                : fold_up_to_place();
    const auto clean = [&](plan::ColumnId bound) {
      return bound == plan::kNoColumn || environment.stores[bound]->is_clean();
    };
    is_clean_ = !counted_.unplaced && counted_.faults.empty() &&
                (!node.window || (clean(node.window->lower) && clean(node.window->upper) &&
                                  clean(node.window->place))) &&
                std::ranges::all_of(groups_.result_keys,
                                    [](const KeyColumn& key) { return key.column->is_clean(); });
  }

  /// All results. Those that stand for a folded row come as these are sorted: their windows lie
  /// beside each other, and what one has read is in the cache for the next.
  void put_all(std::uint64_t results, ColumnWriter* column) const {
    const bool own_rows = node_.window && environment_.plan.columns[id_].entity == node_.rows;
    std::vector<bool> done(own_rows ? static_cast<std::size_t>(results) : 0);
    if (own_rows) {
      for (const std::uint64_t row : sought_.rows.rows) {
        put(row, column);
        done[static_cast<std::size_t>(row)] = true;
      }
    }
    for (std::uint64_t result = 0; result < results; ++result)
      if (!own_rows || !done[static_cast<std::size_t>(result)]) put(result, column);
  }

 private:
  void put(std::uint64_t result, ColumnWriter* column) const {
    if (!is_clean_) return put_checked(result, column);
    fold_->put(sought_.of(groups_.of_result[result], result), result, column);
  }

  void put_checked(std::uint64_t result, ColumnWriter* column) const {
    const std::optional<Fault>& unplaced = counted_.unplaced;
    if (const Fault* own = key_fault(groups_.result_keys, result)) {
      const bool open = !type::belongs_nowhere(own->code) && unplaced;
      return column->put_fault(result, open ? *unplaced : *own);
    }
    if (node_.window) {
      if (const auto fault = fault_of_bounds(environment_, *node_.window, result))
        return column->put_fault(result, *fault);
    }
    const std::int64_t group = groups_.of_result[result];
    const Positions at = sought_.of(group, result);
    if (!fold_->is_decided(at, result)) {
      if (unplaced) return column->put_fault(result, *unplaced);
      if (const Fault* fault = doubts_.first(group, result))
        return column->put_fault(result, *fault);
    }
    fold_->put(at, result, column);
  }

  /// Where the places ascend with the window's key, as those of a sequence by it, the rows with a
  /// smaller one are a stretch too.
  std::unique_ptr<RangeFold> fold_up_to_place() {
    if (auto search = search_up_to_place(sought_.search, sought_.rows, places_)) {
      sought_.search = std::move(search);
      return range_fold(environment_, node_, groups_, sought_.rows, Stretch::any, false);
    }
    return fold_smaller_places(environment_, node_, sought_.rows, places_,
                               sought_.of_all(environment_, groups_, *node_.window));
  }

  const Environment& environment_;
  plan::ColumnId id_;
  const plan::Fold& node_;
  FoldGroups groups_;
  Counted counted_;
  Doubts doubts_;
  std::vector<std::int64_t> places_;  ///< by row, of a window with places; else empty
  Sought sought_;
  std::unique_ptr<RangeFold> fold_;
  bool is_clean_ = false;  ///< nothing that is read has a fault
};

}  // namespace

ColumnPtr compute_ordered_fold(const Environment& environment, plan::ColumnId id,
                               const plan::Fold& node) {
  const std::uint64_t results = environment.row_counts[environment.plan.columns[id].entity];
  ColumnWriter column(environment, id, results);
  if (!environment.given[node.rows]) {
    for (std::uint64_t row = 0; row < results; ++row) column.put_fault(row, type::CellFault::hole);
    return column.finish();
  }
  OrderedFold(environment, id, node).put_all(results, &column);
  return column.finish();
}

}  // namespace remit::column
