#include "column/run/fault_rule.h"

#include <algorithm>

namespace remit::column {
namespace {

std::shared_ptr<FaultRule> make(FaultRule::Kind kind) {
  auto rule = std::make_shared<FaultRule>();
  rule->kind = kind;
  return rule;
}

/// A register asked a second time has nothing new to say.
void drop_repeated_sources(std::vector<FaultRulePtr>* parts) {
  std::vector<RegisterId> seen;
  std::erase_if(*parts, [&](const FaultRulePtr& part) {
    if (part->kind != FaultRule::Kind::source) return false;
    if (std::find(seen.begin(), seen.end(), part->reg) != seen.end()) return true;
    seen.push_back(part->reg);
    return false;
  });
}

FaultRulePtr combine(FaultRule::Kind kind, std::vector<FaultRulePtr> parts) {
  std::erase(parts, nullptr);
  if (parts.empty()) return nullptr;
  // A list inside a list of the same kind is one list.
  for (std::size_t i = 0; i < parts.size();) {
    if (parts[i]->kind != kind) {
      ++i;
      continue;
    }
    const std::vector<FaultRulePtr> inner = parts[i]->parts;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), inner.begin(), inner.end());
    i += inner.size();
  }
  drop_repeated_sources(&parts);
  if (kind == FaultRule::Kind::first && parts.size() == 1) return parts[0];
  auto rule = make(kind);
  rule->parts = std::move(parts);
  return rule;
}

std::optional<type::Fault> fault_of_row(const FaultRule* rule, const Frame& frame,
                                        std::uint32_t row) {
  if (rule == nullptr) return std::nullopt;
  switch (rule->kind) {
    case FaultRule::Kind::source: {
      const type::Fault* fault = fault_at(frame.registers[rule->reg].faults, row);
      return fault == nullptr ? std::nullopt : std::optional(*fault);
    }
    case FaultRule::Kind::always:
      return type::Fault{rule->fault.code, rule->fault.column, frame.first_row + row};
    case FaultRule::Kind::fixed:
      return rule->fault;
    case FaultRule::Kind::first:
    case FaultRule::Kind::needed:
      for (const FaultRulePtr& part : rule->parts) {
        if (const auto fault = fault_of_row(part.get(), frame, row)) {
          return rule->kind == FaultRule::Kind::needed ? as_needed(*fault) : *fault;
        }
      }
      return std::nullopt;
    case FaultRule::Kind::choose:
      if (const auto fault = fault_of_row(rule->parts[0].get(), frame, row)) {
        return as_needed(*fault);
      }
      return fault_of_row(rule->parts[rule->guard.holds(frame, row) ? 1 : 2].get(), frame, row);
  }
  return std::nullopt;
}

/// Marks the rows that may have a fault; true when any does.
bool mark(const FaultRule& rule, const Frame& frame, std::vector<bool>* marked) {
  switch (rule.kind) {
    case FaultRule::Kind::source: {
      const BatchFaults& faults = frame.registers[rule.reg].faults;
      if (faults.empty()) return false;
      marked->resize(frame.rows);
      for (const RowFault& fault : faults) (*marked)[fault.row] = true;
      return true;
    }
    case FaultRule::Kind::always:
    case FaultRule::Kind::fixed:
      marked->assign(frame.rows, true);
      return true;
    default: {
      bool any = false;
      for (const FaultRulePtr& part : rule.parts) {
        if (part != nullptr && mark(*part, frame, marked)) any = true;
      }
      return any;
    }
  }
}

}  // namespace

FaultRulePtr fault_of_register(RegisterId reg) {
  auto rule = make(FaultRule::Kind::source);
  rule->reg = reg;
  return rule;
}

FaultRulePtr always_fault(type::CellFault code, std::uint32_t column) {
  auto rule = make(FaultRule::Kind::always);
  rule->fault = {code, column, 0};
  return rule;
}

FaultRulePtr fixed_fault(const type::Fault& fault) {
  auto rule = make(FaultRule::Kind::fixed);
  rule->fault = fault;
  return rule;
}

FaultRulePtr first_fault(std::vector<FaultRulePtr> parts) {
  return combine(FaultRule::Kind::first, std::move(parts));
}

FaultRulePtr needed_fault(std::vector<FaultRulePtr> parts) {
  return combine(FaultRule::Kind::needed, std::move(parts));
}

FaultRulePtr chosen_fault(FaultRulePtr condition, const GuardInput& guard, FaultRulePtr yes,
                          FaultRulePtr no) {
  if (condition == nullptr && yes == nullptr && no == nullptr) return nullptr;
  auto rule = make(FaultRule::Kind::choose);
  rule->guard = guard;
  rule->parts = {std::move(condition), std::move(yes), std::move(no)};
  return rule;
}

void find_faults(const FaultRule& rule, const Frame& frame, BatchFaults* out) {
  out->clear();
  std::vector<bool> marked;
  if (!mark(rule, frame, &marked)) return;
  for (std::uint32_t row = 0; row < frame.rows; ++row) {
    if (!marked[row]) continue;
    if (const auto fault = fault_of_row(&rule, frame, row)) out->push_back({row, *fault});
  }
}

}  // namespace remit::column
