#include "number/apportion.h"

#include <algorithm>
#include <optional>

#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"
#include "column/nodes/nodes.h"
#include "column/nodes/order.h"
#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

using number::Rational;
using number::RemainderRule;
using number::ShareMethod;
using type::CellFault;
using type::Fault;

/// What number::apportion refuses, and a total that zero weights leave with nobody.
std::optional<CellFault> refusal(const Rational& total, ShareMethod method,
                                 const std::vector<number::Recipient>& recipients,
                                 const number::Apportionment& result) {
  if (result.error == number::ApportionError::negative_weight) return CellFault::negative_weight;
  if (result.error != number::ApportionError::none) return CellFault::cannot_share;
  const bool weightless =
      method == ShareMethod::pro_rata &&
      std::all_of(recipients.begin(), recipients.end(),
                  [](const number::Recipient& r) { return r.weight.is_zero(); });
  if (weightless && !total.is_zero()) return CellFault::cannot_share;
  return std::nullopt;
}

/// A column read cell by cell; the first fault met is remembered.
class Reader {
 public:
  Reader(const Environment& environment, plan::ColumnId id, plan::EntityId rows_of) {
    if (id == plan::kNoColumn) return;
    column_ = environment.stores[id].get();
    of_whole_ = environment.plan.columns[id].entity == plan::kWhole && rows_of != plan::kWhole;
  }

  bool is_given() const { return column_ != nullptr; }
  const Fault* fault(std::uint64_t row) const {
    return column_ == nullptr ? nullptr : column_->fault(row_in(*column_, row, of_whole_));
  }
  Rational number(std::uint64_t row) const {
    return rational_at(*column_, row_in(*column_, row, of_whole_));
  }
  bool truth(std::uint64_t row) const {
    return truth_at(*column_, row_in(*column_, row, of_whole_));
  }

 private:
  const ColumnStore* column_ = nullptr;
  bool of_whole_ = false;
};

class Apportioner {
 public:
  Apportioner(const Environment& environment, plan::ColumnId id, const plan::Apportion& node)
      : environment_(environment),
        node_(node),
        entity_(environment.plan.columns[id].entity),
        rows_(environment.row_counts[entity_]),
        parts_(environment, id, rows_),
        where_(node.where == plan::kNoColumn ? nullptr : environment.stores[node.where].get()),
        total_(environment, node.total, entity_),
        weight_(environment, weighted() ? node.weight : plan::kNoColumn, entity_),
        cap_(environment, node.cap, entity_),
        floor_(environment, node.floor, entity_),
        owner_(environment, named() ? node.owner : plan::kNoColumn, entity_) {
    for (const plan::SortKey& key : node.order) {
      order_faults_.emplace_back(environment, key.column, entity_);
      if (environment.plan.columns[key.column].entity != entity_) continue;
      order_.push_back(sort_codes(*environment.stores[key.column], key.descending));
    }
  }

  ColumnPtr run() {
    const std::vector<KeyColumn> partition = key_columns(environment_, node_.partition, entity_);
    const Groups groups = group_rows(partition, rows_);
    const std::vector<std::uint64_t> members = place_rows(groups);
    std::vector<std::uint64_t> sorted = members;
    sort_rows(&sorted, {groups.group});
    for (std::size_t begin = 0; begin < sorted.size();) {
      std::size_t end = begin + 1;
      while (end < sorted.size() && groups.group[sorted[end]] == groups.group[sorted[begin]]) {
        ++end;
      }
      divide({sorted.begin() + static_cast<std::ptrdiff_t>(begin),
              sorted.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
    return parts_.finish();
  }

 private:
  bool weighted() const { return node_.method == ShareMethod::pro_rata; }
  bool named() const { return node_.remainder == RemainderRule::named; }

  /// Settles the rows outside all groups; the others are returned.
  std::vector<std::uint64_t> place_rows(const Groups& groups) {
    std::optional<Fault> unplaced;
    for (const auto& [row, fault] : groups.faults) {
      const Fault* where = nullptr;
      if (fault.code == CellFault::blank || condition_at(where_, row, &where) == Condition::no) {
        continue;
      }
      unplaced = where != nullptr ? as_needed(*where) : fault;
      break;
    }
    std::vector<std::uint64_t> members;
    auto own = groups.faults.begin();
    for (std::uint64_t row = 0; row < rows_; ++row) {
      const bool has_fault = own != groups.faults.end() && own->first == row;
      const Fault* fault = has_fault ? &own->second : nullptr;
      if (has_fault) ++own;
      const Fault* where = nullptr;
      if (condition_at(where_, row, &where) == Condition::no) {
        parts_.put(row, Integer(0));
      } else if (fault != nullptr && fault->code == CellFault::blank) {
        parts_.put_fault(row, CellFault::blank);
      } else if (unplaced) {
        parts_.put_fault(row, *unplaced);
      } else {
        members.push_back(row);
      }
    }
    return members;
  }

  /// The first fault of a row among what the method asks for.
  const Fault* fault_of(std::uint64_t row) const {
    const Fault* fault = nullptr;
    condition_at(where_, row, &fault);
    for (const Reader* reader : {&weight_, &cap_, &floor_}) {
      if (fault == nullptr) fault = reader->fault(row);
    }
    for (const Reader& reader : order_faults_) {
      if (fault == nullptr) fault = reader.fault(row);
    }
    return fault != nullptr ? fault : owner_.fault(row);
  }

  std::optional<Fault> fault_of_group(const std::vector<std::uint64_t>& rows) const {
    if (const Fault* fault = total_.fault(rows.front())) return as_needed(*fault);
    for (const std::uint64_t row : rows) {
      if (const Fault* fault = fault_of(row)) return as_needed(*fault);
    }
    return std::nullopt;
  }

  number::Recipient recipient(std::uint64_t row) const {
    number::Recipient result;
    if (weight_.is_given()) result.weight = weight_.number(row);
    if (cap_.is_given()) result.cap = cap_.number(row);
    if (floor_.is_given()) result.floor = floor_.number(row);
    return result;
  }

  /// `rows` are those of one group that take part, ascending.
  void divide(std::vector<std::uint64_t> rows) {
    const std::uint64_t first = rows.front();
    std::optional<Fault> fault = fault_of_group(rows);
    number::Apportionment result;
    if (!fault) {
      sort_rows(&rows, order_);
      std::vector<number::Recipient> recipients;
      std::size_t owner = rows.size();
      for (std::size_t i = 0; i < rows.size(); ++i) {
        recipients.push_back(recipient(rows[i]));
        if (owner == rows.size() && owner_.is_given() && owner_.truth(rows[i])) owner = i;
      }
      const Rational total = total_.number(first);
      const number::ApportionRule rule{node_.method, node_.remainder, owner, node_.rounding};
      result = number::apportion(total, recipients, rule);
      if (const auto code = refusal(total, node_.method, recipients, result)) {
        fault = parts_.own_fault(first, *code);
      }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fault) {
        parts_.put_fault(rows[i], *fault);
      } else {
        parts_.put(rows[i], result.shares[i].part);
      }
    }
  }

  const Environment& environment_;
  const plan::Apportion& node_;
  plan::EntityId entity_;
  std::uint64_t rows_;
  ColumnWriter parts_;
  const ColumnStore* where_;
  Reader total_, weight_, cap_, floor_, owner_;
  std::vector<Reader> order_faults_;
  std::vector<std::vector<std::int64_t>> order_;
};

}  // namespace

ColumnPtr compute_apportion(const Environment& environment, plan::ColumnId id,
                            const plan::Apportion& node) {
  return Apportioner(environment, id, node).run();
}

std::vector<ColumnPtr> compute_party_shares(const Environment& environment,
                                            const plan::PartySplit& split,
                                            const std::vector<plan::ColumnId>& ids) {
  const auto asked =
      std::find_if(ids.begin(), ids.end(), [](plan::ColumnId id) { return id != plan::kNoColumn; });
  const plan::EntityId entity = environment.plan.columns[*asked].entity;
  const std::uint64_t rows = environment.row_counts[entity];
  const Reader total(environment, split.total, entity);
  std::vector<Reader> weights, caps;
  for (const plan::ColumnId id : split.weights) weights.emplace_back(environment, id, entity);
  for (const plan::ColumnId id : split.caps) caps.emplace_back(environment, id, entity);
  std::vector<ColumnWriter> parts;
  for (const plan::ColumnId id : ids) {
    parts.emplace_back(environment, id == plan::kNoColumn ? *asked : id, rows);
  }
  for (std::uint64_t row = 0; row < rows; ++row) {
    const Fault* first = total.fault(row);
    std::vector<number::Recipient> recipients(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (first == nullptr) first = weights[i].fault(row);
      if (first != nullptr) continue;
      if (split.method == ShareMethod::in_order) recipients[i].cap = weights[i].number(row);
      if (split.method == ShareMethod::pro_rata) recipients[i].weight = weights[i].number(row);
    }
    for (std::size_t i = 0; i < caps.size(); ++i) {
      if (first == nullptr) first = caps[i].fault(row);
      if (first == nullptr && caps[i].is_given()) recipients[i].cap = caps[i].number(row);
    }
    number::Apportionment result;
    std::optional<CellFault> refused;
    if (first == nullptr) {
      const Rational whole = total.number(row);
      result = number::apportion(whole, recipients,
                                 {split.method, split.remainder, split.owner, split.rounding});
      refused = refusal(whole, split.method, recipients, result);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (first != nullptr) {
        parts[i].put_fault(row, as_needed(*first));
      } else if (refused) {
        parts[i].put_fault(row, *refused);
      } else {
        parts[i].put(row, result.shares[i].part);
      }
    }
  }
  std::vector<ColumnPtr> columns;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    columns.push_back(ids[i] == plan::kNoColumn ? nullptr : parts[i].finish());
  }
  return columns;
}

}  // namespace remit::column
