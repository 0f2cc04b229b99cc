#include <algorithm>
#include <optional>

#include "column/nodes/column_writer.h"
#include "column/nodes/division_notes.h"
#include "column/nodes/nodes.h"
#include "column/nodes/order.h"
#include "column/nodes/quick_split.h"
#include "column/nodes/shares.h"
#include "column/run/fault_rule.h"
#include "type/served_in_turn.h"

namespace remit::column {
namespace {

using number::Rational;
using number::RemainderRule;
using number::ShareMethod;
using type::CellFault;
using type::Fault;

class Apportioner {
 public:
  Apportioner(const Environment& environment, plan::ColumnId id, const plan::Apportion& node,
              std::vector<table::DividedGroup>* groups)
      : environment_(environment),
        node_(node),
        id_(id),
        entity_(environment.plan.columns[id].entity),
        rows_(environment.row_counts[entity_]),
        parts_(environment, id, rows_),
        where_(node.where == plan::kNoColumn ? nullptr : environment.stores[node.where].get()),
        refused_(environment.refused[entity_].get()),
        total_(environment, node.total, entity_),
        weight_(environment, weighted() ? node.weight : plan::kNoColumn, entity_),
        cap_(environment, node.cap, entity_),
        floor_(environment, node.floor, entity_),
        owner_(environment, named() ? node.owner : plan::kNoColumn, entity_),
        notes_(groups, rows_) {
    for (const plan::SortKey& key : node.order) {
      order_faults_.emplace_back(environment, key.value, entity_);
      if (environment.plan.columns[key.value].entity != entity_) continue;
      order_.push_back(sort_codes(*environment.stores[key.value], key.descending));
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
      if (type::belongs_nowhere(fault.code) ||
          condition_at(where_, refused_, row, &where) == RowCondition::no) {
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
      if (condition_at(where_, refused_, row, &where) == RowCondition::no) {
        parts_.put(row, Integer(0));
      } else if (fault != nullptr && type::belongs_nowhere(fault->code)) {
        parts_.put_fault(row, *fault);
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
    condition_at(where_, refused_, row, &fault);
    for (const ShareReader* reader : {&weight_, &cap_, &floor_}) {
      if (fault == nullptr) fault = reader->fault(row);
    }
    for (const ShareReader& reader : order_faults_) {
      if (fault == nullptr) fault = reader.fault(row);
    }
    return fault != nullptr ? fault : owner_.fault(row);
  }

  /// Whether it is known of each row who stands in front of it, and nothing else matters to it.
  bool serves_in_turn(const std::vector<std::uint64_t>& rows) const {
    const auto is_placed = [&](std::uint64_t row) {
      return std::ranges::all_of(
          order_faults_, [row](const ShareReader& reader) { return reader.fault(row) == nullptr; });
    };
    return type::serves_in_turn(node_) && std::ranges::all_of(rows, is_placed);
  }

  /// The fault of all parts; of rows that are served in turn only that of the total.
  std::optional<Fault> fault_of_group(const std::vector<std::uint64_t>& rows, bool in_turn) const {
    if (const Fault* fault = total_.fault(rows.front())) return as_needed(*fault);
    for (const std::uint64_t row : rows) {
      if (in_turn) break;
      if (const Fault* fault = fault_of(row)) return as_needed(*fault);
    }
    for (const std::uint64_t row : rows) {
      if (const Fault* fault = total_.fault(row)) return as_needed(*fault);
    }
    return std::nullopt;
  }

  bool is_one_total(const std::vector<std::uint64_t>& rows) const {
    return total_.is_one_value() || std::all_of(rows.begin(), rows.end(), [&](std::uint64_t row) {
             return total_.same(rows.front(), row);
           });
  }

  number::Recipient recipient(std::uint64_t row) const {
    number::Recipient result;
    if (weight_.is_given()) result.weight = weight_.number(row);
    if (cap_.is_given()) result.cap = cap_.number(row);
    if (floor_.is_given()) result.floor = floor_.number(row);
    return result;
  }

  /// Shares by weight or in equal parts, without bounds, in machine integers; the total is that of
  /// row `first`. False: not divided.
  bool divide_quickly(std::uint64_t first, const std::vector<std::uint64_t>& rows,
                      std::size_t owner) {
    const bool weighs = node_.method == ShareMethod::pro_rata;
    if (node_.method == ShareMethod::in_order || cap_.is_given() || floor_.is_given()) return false;
    if (!total_.is_small() || (weighs && !weight_.is_small())) return false;
    const plan::Column& column = environment_.plan.columns[id_];
    if (column.form.ratio) return false;
    const auto grid =
        StepGrid::make(node_.rounding->increment, total_.decimals(), column.form.decimals);
    if (!grid) return false;
    const std::int64_t whole = total_.int64(first);
    const std::optional<std::int64_t> steps = grid->steps(whole);
    const std::size_t taker = named() ? owner : rows.size() - 1;
    if (!steps || taker >= rows.size()) return false;
    weights_.assign(rows.size(), 1);
    for (std::size_t i = 0; weighs && i < rows.size(); ++i) weights_[i] = weight_.int64(rows[i]);
    quick_parts_.resize(rows.size());
    QuickSplit split(node_.remainder, taker, node_.rounding->mode);
    if (!split.divide(*steps, whole < 0, weights_, quick_parts_)) return false;
    for (std::int64_t& steps_of_row : quick_parts_) {
      const std::optional<std::int64_t> part = grid->part(steps_of_row);
      if (!part) return false;
      steps_of_row = whole < 0 ? -*part : *part;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) parts_.put_int64(rows[i], quick_parts_[i]);
    if (notes_.begin(rows)) {
      for (const std::int64_t part : quick_parts_) notes_.add(part);
      notes_.end(free_weights(weight_, rows, *steps));
    }
    return true;
  }

  /// What the result says of rows in their order, if all their parts are 64-bit integers.
  void note_division(const std::vector<std::uint64_t>& rows, const number::Apportionment& result) {
    if (!parts_.is_small() || !notes_.begin(rows)) return;
    for (const std::uint64_t row : rows) notes_.add(parts_.int64(row));
    const bool by_weight = node_.method != ShareMethod::in_order;
    notes_.end(by_weight ? bounded_weights(weight_, rows, result.shares,
                                           node_.rounding->increment.to_rational())
                         : std::nullopt);
  }

  /// Index of the first row that takes what is left; rows.size() for none.
  std::size_t owner_of(const std::vector<std::uint64_t>& rows) const {
    if (!owner_.is_given()) return rows.size();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](std::uint64_t row) { return owner_.truth(row); });
    return static_cast<std::size_t>(found - rows.begin());
  }

  /// Leaves of the rows, which are in order, those in front of the first with a fault; the others
  /// have that.
  void cut_at_fault(std::vector<std::uint64_t>* rows) {
    const auto doubtful =
        std::ranges::find_if(*rows, [this](std::uint64_t row) { return fault_of(row) != nullptr; });
    if (doubtful == rows->end()) return;
    const Fault fault = as_needed(*fault_of(*doubtful));
    for (auto behind = doubtful; behind != rows->end(); ++behind) parts_.put_fault(*behind, fault);
    rows->erase(doubtful, rows->end());
  }

  /// `rows` are those of one group that take part, ascending.
  void divide(std::vector<std::uint64_t> rows) {
    const std::uint64_t first = rows.front();
    const bool in_turn = serves_in_turn(rows);
    const std::optional<Fault> fault = fault_of_group(rows, in_turn);
    std::optional<CellFault> refused;
    number::Apportionment result;
    const std::size_t taking_part = rows.size();
    if (!fault && !is_one_total(rows)) {
      refused = CellFault::cannot_share;
    } else if (!fault) {
      sort_rows(&rows, order_);
      if (in_turn) cut_at_fault(&rows);
      const std::size_t owner = owner_of(rows);
      if (divide_quickly(first, rows, owner)) return;
      std::vector<number::Recipient> recipients;
      for (const std::uint64_t row : rows) recipients.push_back(recipient(row));
      const Rational total = total_.number(first);
      const number::ApportionRule rule{node_.method, node_.remainder, owner, node_.rounding};
      result = number::apportion(total, recipients, rule);
      refused = refusal(total, node_.method, recipients, result);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fault) {
        parts_.put_fault(rows[i], *fault);
      } else if (refused) {
        parts_.put_fault(rows[i], *refused);
      } else {
        parts_.put(rows[i], result.shares[i].part);
      }
    }
    if (!fault && !refused && rows.size() == taking_part) note_division(rows, result);
  }

  const Environment& environment_;
  const plan::Apportion& node_;
  plan::ColumnId id_;
  plan::EntityId entity_;
  std::uint64_t rows_;
  ColumnWriter parts_;
  const ColumnStore* where_;
  const ColumnStore* refused_;
  ShareReader total_, weight_, cap_, floor_, owner_;
  std::vector<ShareReader> order_faults_;
  std::vector<std::vector<std::int64_t>> order_;
  std::vector<std::int64_t> weights_;
  std::vector<std::int64_t> quick_parts_;
  DivisionNotes notes_;
};

}  // namespace

ColumnPtr compute_apportion(const Environment& environment, plan::ColumnId id,
                            const plan::Apportion& node, std::vector<table::DividedGroup>* groups) {
  return Apportioner(environment, id, node, groups).run();
}

}  // namespace remit::column
