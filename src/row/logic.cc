#include "row/operation.h"

namespace remit::row::operations {

namespace {

/// `decisive` settles the result whatever the others are; otherwise the first fault does.
Value settle(Operands v, bool decisive) {
  const type::Fault* first = nullptr;
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (const type::Fault* fault = v.fault(i)) {
      if (first == nullptr) first = fault;
    } else if (v.truth(i) == decisive) {
      return decisive;
    }
  }
  if (first != nullptr) return fault_where_needed(*first);
  return !decisive;
}

}  // namespace

using plan::Expression;

Value equal(const CellPlace&, const Expression&, Operands v) { return compare(v[0], v[1]) == 0; }
Value not_equal(const CellPlace&, const Expression&, Operands v) {
  return compare(v[0], v[1]) != 0;
}
Value less(const CellPlace&, const Expression&, Operands v) { return compare(v[0], v[1]) < 0; }
Value less_equal(const CellPlace&, const Expression&, Operands v) {
  return compare(v[0], v[1]) <= 0;
}
Value greater(const CellPlace&, const Expression&, Operands v) { return compare(v[0], v[1]) > 0; }
Value greater_equal(const CellPlace&, const Expression&, Operands v) {
  return compare(v[0], v[1]) >= 0;
}

Value conjunction(const CellPlace&, const Expression&, Operands v) { return settle(v, false); }
Value disjunction(const CellPlace&, const Expression&, Operands v) { return settle(v, true); }
Value negation(const CellPlace&, const Expression&, Operands v) { return !v.truth(0); }

Value at_least(const CellPlace&, const Expression& e, Operands v) {
  const type::Fault* first = nullptr;
  std::uint32_t holding = 0, open = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (const type::Fault* fault = v.fault(i)) {
      if (first == nullptr) first = fault;
      ++open;
    } else if (v.truth(i)) {
      ++holding;
    }
  }
  if (holding >= e.payload) return true;
  if (holding + open >= e.payload) return fault_where_needed(*first);
  return false;
}

Value fails(const CellPlace&, const Expression&, Operands v) {
  return v.fault(0) == nullptr && !v.truth(0);
}

Value choose(const CellPlace&, const Expression&, Operands v) {
  if (const type::Fault* fault = v.fault(0)) return fault_where_needed(*fault);
  return v.truth(0) ? v[1] : v[2];
}

Value is_given(const CellPlace&, const Expression&, Operands v) {
  if (is_blank(v[0])) return false;
  if (is_fault(v[0])) return v[0];
  return true;
}

Value is_applicable(const CellPlace&, const Expression&, Operands v) {
  if (is_blank(v[0])) return true;
  const type::Fault* fault = v.fault(0);
  if (fault == nullptr) return true;
  if (fault->code == type::CellFault::not_applicable) return false;
  return v[0];
}

Value otherwise(const CellPlace&, const Expression&, Operands v) {
  return is_blank(v[0]) ? v[1] : v[0];
}

Value is_one_of(const CellPlace&, const Expression&, Operands v) {
  for (std::size_t i = 1; i < v.size(); ++i) {
    if (compare(v[0], v[i]) == 0) return true;
  }
  return false;
}

}  // namespace remit::row::operations
