#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "type/operations.h"

// operations.def compiled. For the tables of this folder; all others ask `operation`.

namespace remit::type::operation_rows {

using enum OperandKind;

/// What a row of operations.def says, one member for each thing that can be true of an operation.
struct Row {
  OperationInfo info;

 private:
  // First: clang computes no constant with a template whose body it reads only later.
  template <typename T>
  constexpr Row with(T OperationInfo::*member, T value) const {
    Row row = *this;
    row.info.*member = value;
    return row;
  }

 public:
  // Operands.
  constexpr Row leaf(Payload payload) const {
    Row row = has(payload);
    row.info.leaf = true;
    return row;
  }
  constexpr Row constant(Payload payload) const {
    Row row = leaf(payload);
    row.info.constant = true;
    return row;
  }
  constexpr Row takes(OperandKind only) const { return operands(1, 1, only, any); }
  constexpr Row takes(OperandKind first, OperandKind second) const {
    return operands(2, 2, first, second);
  }
  constexpr Row takes_many(std::uint32_t least, OperandKind each) const {
    return operands(least, OperationInfo::kMany, each, each);
  }
  constexpr Row takes_chosen() const { return operands(3, 3, boolean, same); }
  constexpr Row has(Payload payload) const { return with(&OperationInfo::payload, payload); }
  constexpr Row evaluated(Evaluation how) const { return with(&OperationInfo::evaluation, how); }

  // The result.
  constexpr Row gives(OperandKind result) const { return with(&OperationInfo::result, result); }
  constexpr Row digits(Digits digits) const { return with(&OperationInfo::digits, digits); }
  constexpr Row at_least_is(std::int32_t value) const {
    Row row = *this;
    row.info.at_least = value;
    return row;
  }
  constexpr Row at_most_is(std::int32_t value) const {
    Row row = *this;
    row.info.at_most = value;
    return row;
  }
  constexpr Row compares(bool less, bool equal, bool greater, std::string_view text) const {
    Row row = takes(same, same)
                  .gives(boolean)
                  .folds()
                  .has_edges()
                  .reads(Binding::comparison, {Binding::sum, Binding::sum}, text, text);
    row.info.comparison = Comparison{less, equal, greater};
    return row;
  }

  // What the compiler makes of it.
  constexpr Row folds() const { return with(&OperationInfo::folds, true); }
  constexpr Row undoes_itself() const { return with(&OperationInfo::undoes_itself, true); }
  constexpr Row alone_is_its_operand() const { return with(&OperationInfo::alone, true); }
  constexpr Row has_edges() const { return with(&OperationInfo::edges, true); }
  constexpr Row neutral(int value, Side side) const {
    Row row = *this;
    row.info.neutral = Neutral{value, side};
    return row;
  }

  // What a reader is told.
  constexpr Row tells(Told told) const { return with(&OperationInfo::told, told); }
  constexpr Row reads(Binding binding, std::initializer_list<Binding> least, std::string_view en,
                      std::string_view zh) const {
    return reading(Reading::Shape::phrase, binding, least, en, zh);
  }
  constexpr Row reads_joined(Binding binding, Binding least, std::string_view en,
                             std::string_view zh) const {
    return reading(Reading::Shape::joined, binding, {least}, en, zh);
  }
  constexpr Row reads_call(std::string_view en, std::string_view zh) const {
    return reading(Reading::Shape::call, Binding::atom, {}, en, zh);
  }
  constexpr Row reads_list(std::string_view en, std::string_view zh) const {
    return reading(Reading::Shape::list, Binding::atom, {}, en, zh);
  }
  constexpr Row reads_first_and_list(Binding binding, Binding least, std::string_view en,
                                     std::string_view zh) const {
    return reading(Reading::Shape::first_and_list, binding, {least}, en, zh);
  }
  constexpr Row negated_reads(std::string_view en, std::string_view zh) const {
    Row row = *this;
    row.info.reading.not_en = en;
    row.info.reading.not_zh = zh;
    return row;
  }
  /// A date and a count of that unit.
  constexpr Row reads_later(std::string_view unit_en, std::string_view unit_zh) const {
    Row row = reads(Binding::sum, {Binding::sum, Binding::product}, "{0} + {1}", "{0}后{1}");
    row.info.reading.back_en = "{0} - {1}";
    row.info.reading.back_zh = "{0}前{1}";
    row.info.reading.unit_en = unit_en;
    row.info.reading.unit_zh = unit_zh;
    return row;
  }
  constexpr Row reads_between(std::string_view en, std::string_view zh) const {
    return reads(Binding::sum, {Binding::product, Binding::product}, en, zh);
  }

 private:
  constexpr Row operands(std::uint32_t least, std::uint32_t most, OperandKind first,
                         OperandKind rest) const {
    Row row = *this;
    row.info.least = least;
    row.info.most = most;
    row.info.first = first;
    row.info.rest = rest;
    return row;
  }
  constexpr Row reading(Reading::Shape shape, Binding binding, std::initializer_list<Binding> least,
                        std::string_view en, std::string_view zh) const {
    Row row = *this;
    row.info.reading.shape = shape;
    row.info.reading.binding = binding;
    std::copy(least.begin(), least.end(), row.info.reading.least.begin());
    row.info.reading.en = en;
    row.info.reading.zh = zh;
    return row;
  }
};

constexpr Row named(std::string_view name) {
  Row row;
  row.info.name = name;
  return row;
}

inline constexpr OperationInfo kOperationRows[] = {
#define REMIT_OPERATION(name, ...) named(#name).__VA_ARGS__.info,
#include "type/operations.def"
#undef REMIT_OPERATION
};

constexpr bool all_are_complete() {
  return std::ranges::all_of(kOperationRows, [](const OperationInfo& info) {
    const bool has_operands = info.least > 0 && info.least <= info.most;
    const bool reads = info.reading.shape != Reading::Shape::none;
    return has_operands != info.leaf && reads != info.leaf;
  });
}
static_assert(all_are_complete(), "an operation without operands or without a reading");

}  // namespace remit::type::operation_rows

namespace remit::type {

using operation_rows::kOperationRows;

}  // namespace remit::type
