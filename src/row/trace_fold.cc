// How a fold came about: which of its rows to name.
#include <algorithm>

#include "row/fold.h"
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

Counted count_rows(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                   std::span<const std::uint64_t> members, std::size_t kept) {
  return evaluator.demand([&] {
    Counted counted;
    const FoldBounds bounds = fold_bounds(place, node);
    if (bounds.fault) return counted;
    for (const std::uint64_t row : members) {
      const Value counts = counts_in_fold(evaluator, node, bounds, row);
      if (is_false(counts)) continue;
      ++counted.total;
      FoldTrace::Contribution entry{row, counts, kNotTraced};
      if (!is_fault(counts) && node.op != FoldOp::count) {
        entry.value = evaluator.at(node.value, row);
      }
      counted.add(node.op, std::move(entry), kept);
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
                   std::span<const std::uint64_t> members) {
  const bool halves = plan::Fold::halves(node.op);
  return evaluator.demand([&] {
    InOrder found;
    const FoldBounds bounds = fold_bounds(place, node);
    if (bounds.fault) return found;
    for (const std::uint64_t row : members) {
      const Value counts = counts_in_fold(evaluator, node, bounds, row);
      if (is_false(counts)) continue;
      ++found.total;
      Ordered next{{row, counts, kNotTraced}, {row, {}}};
      const bool unsure = is_fault(counts) || read_keys(evaluator, node.order, &next.keys);
      const Value value = evaluator.at(node.value, row);
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

FoldTrace trace_in_order(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                         std::span<const std::uint64_t> members, const TraceOptions& options) {
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
  for (Ordered& row : found.rows) {
    if (trace.largest.size() == options.contributions) break;
    trace.largest.push_back(std::move(row.entry));
  }
  return trace;
}

}  // namespace

FoldTrace trace_fold(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                     const Value& value, const TraceOptions& options, const CellNamer& name) {
  FoldTrace trace;
  if (!evaluator.is_given(node.rows)) return trace;
  const auto members = evaluator.demand([&] {
    const std::span<const std::uint64_t> rows =
        fold_rows(place, node, evaluator.groups(place.column)).rows;
    return std::vector<std::uint64_t>(rows.begin(), rows.end());
  });
  for (const plan::ColumnId own : node.ours) trace.own.push_back(name(own, place.row));
  if (node.window && node.window->lower != plan::kNoColumn)
    trace.lower = name(node.window->lower, place.row);
  if (node.window && node.window->upper != plan::kNoColumn)
    trace.upper = name(node.window->upper, place.row);
  if (plan::Fold::takes_one(node.op) || plan::Fold::halves(node.op)) {
    FoldTrace ordered = trace_in_order(evaluator, place, node, members, options);
    trace.members = ordered.members;
    trace.counted = ordered.counted;
    trace.largest = std::move(ordered.largest);
  } else {
    Counted counted = count_rows(evaluator, place, node, members, options.contributions);
    trace.members = members.size();
    trace.counted = counted.total;
    if (!is_fault(value)) {
      trace.largest = std::move(counted.telling);
      keep_attaining(node.op, trace.largest);
    } else if (counted.fault) {
      trace.largest.push_back(*counted.fault);
    }
  }
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
