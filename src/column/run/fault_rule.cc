#include "column/run/fault_rule.h"

#include <algorithm>

#include "base/budget.h"

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
  base::go_deeper();
  if (rule == nullptr) return std::nullopt;
  switch (rule->kind) {
    case FaultRule::Kind::source: {
      const type::Fault* fault = fault_at(frame.registers[rule->reg].faults, row);
      return fault == nullptr ? std::nullopt : std::optional(*fault);
    }
    case FaultRule::Kind::always:
      return type::Fault{rule->fault.code, rule->fault.column, frame.row_name(row)};
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
    case FaultRule::Kind::inside: {
      const auto fault = fault_of_row(rule->parts[0].get(), frame, row);
      if (!fault) return std::nullopt;
      return plan::fault_in(*rule->columns, rule->fault.column, frame.row_name(row), *fault);
    }
  }
  return std::nullopt;
}

/// 1 for rows that may have a fault; empty: none does.
using Marks = std::vector<std::uint8_t>;

void add(const Marks& more, const Frame& frame, Marks* marks) {
  marks->resize(frame.rows);
  frame.kernels->mask_or(marks->data(), more.data(), marks->data(), frame.rows);
}

/// Leaves of the marks those in rows where the guard says `holds`.
void keep_guarded(const GuardInput& guard, bool holds, const Frame& frame, Marks* marks) {
  Marks own;
  const std::uint8_t* mask = nullptr;
  if (guard.mask != kNoRegister) {
    mask = frame.in<std::uint8_t>(guard.mask);
  } else {
    own.resize(frame.rows);
    frame.kernels->code_equal(frame.in<std::int32_t>(guard.codes), guard.code, own.data(),
                              frame.rows);
    mask = own.data();
  }
  if (!holds) {
    own.resize(frame.rows);
    frame.kernels->mask_not(mask, own.data(), frame.rows);
    mask = own.data();
  }
  frame.kernels->mask_and(marks->data(), mask, marks->data(), frame.rows);
  if (frame.kernels->mask_count(marks->data(), frame.rows) == 0) marks->clear();
}

Marks mark(const FaultRule& rule, const Frame& frame) {
  base::go_deeper();
  Marks marks;
  switch (rule.kind) {
    case FaultRule::Kind::source:
      for (const RowFault& fault : frame.registers[rule.reg].faults) {
        marks.resize(frame.rows);
        marks[fault.row] = 1;
      }
      return marks;
    case FaultRule::Kind::always:
    case FaultRule::Kind::fixed:
      marks.assign(frame.rows, 1);
      return marks;
    case FaultRule::Kind::first:
    case FaultRule::Kind::needed:
    case FaultRule::Kind::choose:
    case FaultRule::Kind::inside:
      break;
  }
  for (std::size_t i = 0; i < rule.parts.size(); ++i) {
    if (rule.parts[i] == nullptr) continue;
    Marks part = mark(*rule.parts[i], frame);
    const bool guarded = rule.kind == FaultRule::Kind::choose && i > 0;
    if (guarded && !part.empty()) keep_guarded(rule.guard, i == 1, frame, &part);
    if (!part.empty()) add(part, frame, &marks);
  }
  return marks;
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

FaultRulePtr fault_inside(FaultRulePtr faults, const std::vector<plan::Column>& columns,
                          plan::ColumnId column) {
  if (faults == nullptr) return nullptr;
  auto rule = make(FaultRule::Kind::inside);
  rule->fault.column = column;
  rule->columns = &columns;
  rule->parts = {std::move(faults)};
  return rule;
}

void find_faults(const FaultRule& rule, const Frame& frame, BatchFaults* out) {
  out->clear();
  const Marks marks = mark(rule, frame);
  for (std::uint32_t row = 0; row < marks.size(); ++row) {
    if (marks[row] == 0) continue;
    if (const auto fault = fault_of_row(&rule, frame, row)) out->push_back({row, *fault});
  }
}

}  // namespace remit::column
