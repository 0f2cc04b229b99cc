#include "type/operations.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "type/operation_rows.h"

namespace remit::type {
namespace {

/// The comparison that holds for exactly these orders.
Opcode comparison_of(const Comparison& wanted) {
  const auto* found = std::ranges::find_if(
      kOperationRows, [&](const OperationInfo& info) { return info.comparison == wanted; });
  return static_cast<Opcode>(found - std::begin(kOperationRows));
}

constexpr std::string_view kPayloads[] = {"none",  "number", "boolean", "date",     "text",
                                          "code",  "column", "fault",   "rounding", "count",
                                          "scale", "matrix", "dated",   "calendar"};
static_assert(std::size(kPayloads) == static_cast<std::size_t>(Payload::calendar) + 1);

constexpr std::string_view kEvaluations[] = {"strict", "until_false", "until_true", "counted",
                                             "branch", "given",       "fallback",   "certain"};
static_assert(std::size(kEvaluations) == static_cast<std::size_t>(Evaluation::certain) + 1);

constexpr std::string_view kKinds[] = {"any",  "same",     "numeric", "whole_number", "boolean",
                                       "date", "category", "text",    "written"};
static_assert(std::size(kKinds) == static_cast<std::size_t>(OperandKind::written) + 1);

constexpr std::string_view kDigits[] = {"none",      "widest",   "widest_of_rest", "product",
                                        "power",     "quotient", "grid",           "of_number",
                                        "of_column", "of_scale", "of_values"};
static_assert(std::size(kDigits) == static_cast<std::size_t>(Digits::of_values) + 1);

}  // namespace

std::span<const OperationInfo> operations() { return kOperationRows; }

const OperationInfo& operation(Opcode op) { return kOperationRows[static_cast<std::size_t>(op)]; }

std::optional<Opcode> opposite(Opcode comparison) {
  const auto& holds = operation(comparison).comparison;
  if (!holds) return std::nullopt;
  return comparison_of({!holds->less, !holds->equal, !holds->greater});
}

std::string_view name(Opcode op) {
  return static_cast<std::size_t>(op) < kOpcodes ? operation(op).name : "unknown";
}
std::string_view name(Payload payload) { return kPayloads[static_cast<std::size_t>(payload)]; }
std::string_view name(Evaluation evaluation) {
  return kEvaluations[static_cast<std::size_t>(evaluation)];
}
std::string_view name(OperandKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name(Digits digits) { return kDigits[static_cast<std::size_t>(digits)]; }

}  // namespace remit::type
