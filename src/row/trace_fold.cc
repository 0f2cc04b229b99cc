// How a fold came about: which of its rows to name.
#include <algorithm>

#include "row/fold.h"
#include "row/index/fold_scan.h"
#include "row/order.h"
#include "row/trace_node.h"

namespace remit::row {
namespace {

using plan::FoldOp;

/// Whether a contribution tells a reader more than another one.
bool tells_more(FoldOp op, const Value& a, const Value& b) {
  switch (op) {
    case FoldOp::sum:
      return number_of(a).abs() > number_of(b).abs();
    case FoldOp::minimum:
      return compare(a, b) < 0;
    case FoldOp::maximum:
      return compare(a, b) > 0;
    case FoldOp::any:
      return truth_of(a) && !truth_of(b);
    case FoldOp::all:
      return !truth_of(a) && truth_of(b);
    case FoldOp::count:
    case FoldOp::first:
    case FoldOp::last:
    case FoldOp::only:
    case FoldOp::median:
      break;
  }
  return false;
}

/// The rows that count of one group: how many, the most telling ones, the first fault.
struct Counted {
  std::uint64_t total = 0;
  std::vector<FoldTrace::Contribution> telling;  ///< most telling first; earlier rows before equals
  std::optional<FoldTrace::Contribution> fault;

  void add(FoldOp op, FoldTrace::Contribution entry, std::size_t kept) {
    if (is_fault(entry.value)) {
      if (!fault) fault = std::move(entry);
      return;
    }
    const auto after = std::find_if(telling.begin(), telling.end(), [&](const auto& other) {
      return tells_more(op, entry.value, other.value);
    });
    if (after == telling.end() && telling.size() == kept) return;
    telling.insert(after, std::move(entry));
    if (telling.size() > kept) telling.pop_back();
  }
};

/// The rows of a fold's group, as the evaluator or the index has them.
class Members {
 public:
  explicit Members(std::vector<std::uint64_t> rows) : rows_(std::move(rows)) {}
  explicit Members(const FoldMembers& indexed) : indexed_(indexed) {}

  std::uint64_t size() const { return indexed_ ? indexed_->count : rows_.size(); }
  std::uint64_t operator[](std::uint64_t i) const { return indexed_ ? (*indexed_)[i] : rows_[i]; }
  const std::optional<FoldMembers>& indexed() const { return indexed_; }

 private:
  std::vector<std::uint64_t> rows_;
  std::optional<FoldMembers> indexed_;
};

Members members_of(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node) {
  if (RunIndex* const index = evaluator.index()) {
    const auto found = evaluator.demand([&] { return index->members(place, node); });
    if (found) return Members(*found);
  }
  return Members(evaluator.demand([&] {
    const std::span<const std::uint64_t> rows =
        fold_rows(place, node, evaluator.groups(place.column)).rows;
    return std::vector<std::uint64_t>(rows.begin(), rows.end());
  }));
}

Counted count_rows(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                   const Members& members, std::size_t kept) {
  std::optional<FoldScan> scan;
  if (members.indexed()) scan = scan_fold(*evaluator.index(), node, *members.indexed(), kept);
  return evaluator.demand([&] {
    Counted counted;
    const FoldBounds bounds = fold_bounds(place, node);
    if (bounds.fault) return counted;
    const auto count_row = [&](std::uint64_t row) {
      const Value counts = counts_in_fold(evaluator, node, bounds, row);
      if (is_false(counts)) return;
      ++counted.total;
      FoldTrace::Contribution entry{row, counts, kNotTraced};
      if (!is_fault(counts) && node.op != FoldOp::count) {
        entry.value = evaluator.at(node.value, row);
      }
      counted.add(node.op, std::move(entry), kept);
    };
    if (scan) {
      for (const std::uint64_t row : scan->telling) count_row(row);
      counted.total += scan->others;
    } else {
      for (std::uint64_t i = 0; i < members.size(); ++i) count_row(members[i]);
    }
    return counted;
  });
}

void keep_attaining(FoldOp op, std::vector<FoldTrace::Contribution>& rows) {
  if (op != FoldOp::minimum && op != FoldOp::maximum) return;
  std::size_t attaining = 1;
  while (attaining < rows.size() && !tells_more(op, rows[0].value, rows[attaining].value)) {
    ++attaining;
  }
  if (!rows.empty()) rows.resize(attaining);
}

/// A row that counts, and by what it is put in order.
struct Ordered {
  FoldTrace::Contribution entry;
  Sortable keys;
};

/// The rows that count of a fold that puts them in order, or the first of them with a fault.
struct InOrder {
  std::uint64_t total = 0;
  std::vector<Ordered> rows;
  std::optional<FoldTrace::Contribution> fault;
};

InOrder order_rows(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                   const Members& members) {
  const bool halves = plan::Fold::halves(node.op);
  return evaluator.demand([&] {
    InOrder found;
    const FoldBounds bounds = fold_bounds(place, node);
    if (bounds.fault) return found;
    for (std::uint64_t i = 0; i < members.size(); ++i) {
      const std::uint64_t row = members[i];
      const Value counts = counts_in_fold(evaluator, node, bounds, row);
      if (is_false(counts)) continue;
      ++found.total;
      Ordered next{{row, counts, kNotTraced}, {row, {}}};
      const bool unsure = is_fault(counts) || read_keys(evaluator, node.order, &next.keys);
      const bool has_value = node.value != plan::kNoColumn;
      const Value value = has_value ? evaluator.at(node.value, row) : counts;
      if (!is_fault(counts)) next.entry.value = value;
      if (unsure || (halves && is_fault(value))) {
        if (!found.fault) found.fault = std::move(next.entry);
        continue;
      }
      found.rows.push_back(std::move(next));
    }
    return found;
  });
}

/// The rows in the middle of the values.
void keep_middle(std::vector<Ordered>* rows) {
  std::stable_sort(rows->begin(), rows->end(), [](const Ordered& a, const Ordered& b) {
    return compare(a.entry.value, b.entry.value) < 0;
  });
  const std::size_t half = rows->size() / 2;
  const bool two = rows->size() % 2 == 0 && half > 0;
  rows->erase(rows->begin() + static_cast<std::ptrdiff_t>(std::min(half + 1, rows->size())),
              rows->end());
  rows->erase(rows->begin(), rows->begin() + static_cast<std::ptrdiff_t>(two ? half - 1 : half));
}

/// The rows that stand first or last; one of them where the table decides.
void keep_foremost(const plan::Fold& node, std::vector<Ordered>* rows) {
  const bool last = node.op == FoldOp::last;
  const auto before = [&](const Ordered& a, const Ordered& b) {
    const std::strong_ordering order = compare(a.keys, b.keys, node.order);
    return last ? order > 0 : order < 0;
  };
  const auto best = std::min_element(rows->begin(), rows->end(), before);
  if (best == rows->end()) return;
  const Ordered foremost = *best;
  std::erase_if(*rows, [&](const Ordered& row) { return before(foremost, row); });
  if (node.by_row && last) rows->erase(rows->begin(), rows->end() - 1);
  if (node.by_row && !last) rows->resize(1);
}

/// The rows that the fold keeps; where it keeps one in error, that one.
void keep_kept(const plan::Fold& node, std::vector<Ordered>* rows) {
  std::sort(rows->begin(), rows->end(), [&](const Ordered& a, const Ordered& b) {
    const std::strong_ordering order = compare(a.keys, b.keys, node.order);
    return order == 0 ? a.entry.row < b.entry.row : order < 0;
  });
  const auto [begin, end] = node.kept->of(rows->size());
  rows->erase(rows->begin() + static_cast<std::ptrdiff_t>(end), rows->end());
  rows->erase(rows->begin(), rows->begin() + static_cast<std::ptrdiff_t>(begin));
}

/// Where a row in error is kept, the first such row.
void put_fault_first(std::vector<Ordered>* rows) {
  const auto worse = [](const Ordered& a, const Ordered& b) {
    const bool fault = is_fault(a.entry.value), other = is_fault(b.entry.value);
    return fault != other ? fault : a.entry.row < b.entry.row;
  };
  const auto first = std::min_element(rows->begin(), rows->end(), worse);
  if (first == rows->end() || !is_fault(first->entry.value)) return;
  std::iter_swap(rows->begin(), first);
  rows->resize(1);
}

FoldTrace trace_in_order(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                         const Members& members, const TraceOptions& options) {
  FoldTrace trace;
  InOrder found = order_rows(evaluator, place, node, members);
  trace.members = members.size();
  trace.counted = found.total;
  if (found.fault) {
    trace.largest.push_back(*std::move(found.fault));
    return trace;
  }
  if (plan::Fold::halves(node.op)) keep_middle(&found.rows);
  if (node.op == FoldOp::first || node.op == FoldOp::last) keep_foremost(node, &found.rows);
  if (node.kept) keep_kept(node, &found.rows);
  trace.kept = node.kept ? found.rows.size() : found.total;
  if (node.kept) put_fault_first(&found.rows);
  for (Ordered& row : found.rows) {
    if (trace.largest.size() == options.contributions) break;
    trace.largest.push_back(std::move(row.entry));
  }
  return trace;
}

/// The rows that count and those worth naming, without the cells of the row that asks.
FoldTrace count_group(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                      const Value& value, const Members& members, const TraceOptions& options) {
  if (plan::Fold::takes_one(node.op) || plan::Fold::halves(node.op) || node.kept)
    return trace_in_order(evaluator, place, node, members, options);
  FoldTrace trace;
  Counted counted = count_rows(evaluator, place, node, members, options.contributions);
  trace.members = members.size();
  trace.counted = counted.total;
  trace.kept = counted.total;
  if (!is_fault(value)) {
    trace.largest = std::move(counted.telling);
    keep_attaining(node.op, trace.largest);
  } else if (counted.fault) {
    trace.largest.push_back(*counted.fault);
  }
  return trace;
}

/// The same, which all rows that ask for a large group share.
FoldTrace group_trace(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                      const Value& value, const TraceOptions& options) {
  constexpr std::uint64_t kFewRows = 64;
  const Members members = members_of(evaluator, place, node);
  const bool is_shared = members.indexed() && !node.window && members.size() > kFewRows &&
                         options.contributions == TraceOptions().contributions;
  if (!is_shared) return count_group(evaluator, place, node, value, members, options);
  RunIndex& index = *evaluator.index();
  const std::uint32_t group = members.indexed()->group;
  const bool has_number = group != StoredGroups::kNone;
  if (has_number) {
    if (const FoldTrace* const known = index.fold_known(place.column, group)) return *known;
  }
  FoldTrace trace = count_group(evaluator, place, node, value, members, options);
  if (has_number) index.keep_fold(place.column, group, trace);
  return trace;
}

}  // namespace

FoldTrace trace_fold(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                     const Value& value, const TraceOptions& options, const CellNamer& name) {
  if (!evaluator.is_given(node.rows)) return {};
  FoldTrace trace = group_trace(evaluator, place, node, value, options);
  for (const plan::ColumnId own : node.ours) trace.own.push_back(name(own, place.row));
  if (node.window && node.window->lower != plan::kNoColumn)
    trace.lower = name(node.window->lower, place.row);
  if (node.window && node.window->upper != plan::kNoColumn)
    trace.upper = name(node.window->upper, place.row);
  for (FoldTrace::Contribution& entry : trace.largest) {
    const bool has_value = node.op != FoldOp::count && !is_fault(evaluator.demand([&] {
                             return condition(evaluator, node.rows, node.where, entry.row);
                           }));
    if (has_value) {
      entry.cell = name(node.value, entry.row);
    } else if (node.where != plan::kNoColumn && is_fault(entry.value)) {
      entry.cell = name(node.where, entry.row);
    }
  }
  return trace;
}

}  // namespace remit::row
