#include "row/apportion.h"

#include <algorithm>

#include "row/order.h"
#include "type/served_in_turn.h"

namespace remit::row {
namespace {

using number::Rational;
using number::RemainderRule;
using number::ShareMethod;
using type::CellFault;
using type::Fault;

/// What one row brings to the division.
struct Claim {
  Sortable order;
  number::Recipient recipient;
  bool is_owner = false;
  std::optional<Fault> fault;
  bool is_placed = false;  ///< the keys of the order are known
};

/// Reads the cells of a row, and remembers the first fault among those of all rows.
class ClaimReader {
 public:
  ClaimReader(const CellPlace& place, const plan::Apportion& node) : place_(place), node_(node) {}

  Claim read(std::uint64_t row, const Value& counts) {
    row_ = row;
    fault_.reset();
    Claim claim;
    claim.order.row = row;
    if (is_fault(counts)) note(fault_of(counts));
    const bool weighted = node_.method == ShareMethod::pro_rata;
    if (weighted) claim.recipient.weight = number(node_.weight).value_or(Rational());
    claim.recipient.cap = number(node_.cap);
    claim.recipient.floor = number(node_.floor);
    const auto fault = read_keys(place_.cells, node_.order, &claim.order);
    claim.is_placed = !fault;
    if (fault) note(*fault);
    if (node_.remainder == RemainderRule::named) claim.is_owner = truth(node_.owner);
    claim.fault = fault_;
    if (!first_) first_ = fault_;
    return claim;
  }

  const std::optional<Fault>& first() const { return first_; }

 private:
  void note(const Fault& fault) {
    if (!fault_) fault_ = fault_where_needed(fault);
  }
  std::optional<Rational> number(plan::ColumnId column) {
    if (column == plan::kNoColumn) return std::nullopt;
    const Value value = place_.cells.at(column, row_);
    if (!is_fault(value)) return number_of(value);
    note(fault_of(value));
    return std::nullopt;
  }
  bool truth(plan::ColumnId column) {
    if (column == plan::kNoColumn) return false;
    const Value value = place_.cells.at(column, row_);
    if (!is_fault(value)) return truth_of(value);
    note(fault_of(value));
    return false;
  }

  const CellPlace& place_;
  const plan::Apportion& node_;
  std::uint64_t row_ = 0;
  std::optional<Fault> fault_;  ///< of the row
  std::optional<Fault> first_;  ///< of all
};

void put_in_order(const plan::Apportion& node, std::vector<Claim>* claims) {
  std::stable_sort(claims->begin(), claims->end(), [&node](const Claim& a, const Claim& b) {
    return compare(a.order, b.order, node.order) < 0;
  });
}

/// A fault among the totals of the rows, or one that is not that of the first row.
std::optional<Value> other_total(const CellPlace& place, const plan::Apportion& node,
                                 const std::vector<Claim>& claims, const Value& total) {
  // A missing cell must not hide the others from the evaluator, so the loop goes on after a fault.
  std::optional<Value> fault, other;
  for (const Claim& claim : claims) {
    Value value = place.cells.at(node.total, claim.order.row);
    if (is_fault(value)) {
      if (!fault) fault = std::move(value);
    } else if (!other && number_of(value) != number_of(total)) {
      other = std::move(value);
    }
  }
  return fault ? fault : other;
}

}  // namespace

std::optional<CellFault> refusal(const Rational& total, ShareMethod method,
                                 std::span<const number::Recipient> recipients,
                                 const number::Apportionment& result) {
  if (result.error == number::ApportionError::negative_weight) return CellFault::negative_weight;
  if (result.error != number::ApportionError::none) return CellFault::cannot_share;
  const bool weightless =
      method == ShareMethod::pro_rata &&
      std::all_of(recipients.begin(), recipients.end(),
                  [](const number::Recipient& recipient) { return recipient.weight.is_zero(); });
  if (weightless && !total.is_zero()) return CellFault::cannot_share;
  return std::nullopt;
}

Division divide_group(const CellPlace& place, const plan::Apportion& node,
                      std::span<const std::uint64_t> group) {
  Division division;
  ClaimReader reader(place, node);
  std::vector<Claim> claims;
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  for (const std::uint64_t row : group) {
    const Value counts = condition(place.cells, entity, node.where, row);
    if (!is_false(counts)) claims.push_back(reader.read(row, counts));
  }
  if (claims.empty()) return division;
  const Value total = place.cells.at(node.total, claims.front().order.row);
  if (is_fault(total)) division.fault = fault_where_needed(fault_of(total));
  const bool in_turn = type::serves_in_turn(node) && std::ranges::all_of(claims, &Claim::is_placed);
  if (!division.fault && !in_turn) division.fault = reader.first();
  if (division.fault) {
    for (const Claim& claim : claims) division.rows.push_back(claim.order.row);
    return division;
  }
  division.total = number_of(total);
  const auto differs = other_total(place, node, claims, total);
  if (differs) {
    for (const Claim& claim : claims) division.rows.push_back(claim.order.row);
    if (is_fault(*differs)) division.fault = fault_where_needed(fault_of(*differs));
    if (!division.fault) division.refused = CellFault::cannot_share;
    return division;
  }
  put_in_order(node, &claims);
  for (const Claim& claim : claims) {
    division.rows.push_back(claim.order.row);
    if (!division.fault) division.fault = claim.fault;
    if (!division.fault) division.recipients.push_back(claim.recipient);
  }
  const auto owner =
      std::find_if(claims.begin(), claims.end(), [](const Claim& claim) { return claim.is_owner; });
  // Without an owner the index is out of range, which number::apportion refuses.
  const number::ApportionRule rule{node.method, node.remainder,
                                   static_cast<std::size_t>(owner - claims.begin()), node.rounding};
  division.result = number::apportion(division.total, division.recipients, rule);
  division.refused = refusal(division.total, node.method, division.recipients, division.result);
  return division;
}

std::optional<Value> part_outside_group(const CellPlace& place, const plan::Apportion& node,
                                        const std::optional<Fault>& unplaced) {
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  if (is_false(condition(place.cells, entity, node.where, place.row))) return Value(Rational());
  const GroupKey key = group_key(place.cells, entity, node.partition, place.row);
  if (key.fault && type::belongs_nowhere(key.fault->code)) return *key.fault;
  if (unplaced) return *unplaced;
  if (key.fault) return *key.fault;
  return std::nullopt;
}

}  // namespace remit::row
