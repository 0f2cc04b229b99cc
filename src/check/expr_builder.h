#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "check/model.h"
#include "remit/limits.h"

namespace remit::check {

/// Appends typed expressions to a model and folds what is constant. It trusts its callers: operand
/// types have been checked. Results are of the whole if all operands are, else of the one entity
/// that they share.
class ExprBuilder {
 public:
  explicit ExprBuilder(Model& model, std::uint32_t most_digits = Limits().number_digits)
      : model_(model),
        most_decimals_(static_cast<int>(most_digits)),
        most_(number::Integer::pow10(most_decimals_)) {}

  ExprId number(const number::Rational& value, type::Type type = type::kNumber,
                base::Span span = {}, type::Notation notation = type::Notation::plain);
  ExprId boolean(bool value, base::Span span = {});
  ExprId date(std::int32_t days, base::Span span = {});
  ExprId text(std::string_view value, base::Span span = {});
  ExprId category(std::uint32_t set, std::uint32_t code, base::Span span = {});
  ExprId duration(const number::Rational& length, type::DurationUnit unit, base::Span span = {});
  ExprId blank(type::Type type, base::Span span = {});
  ExprId fail(type::CellFault fault, type::Type type, base::Span span = {});
  /// What stands in a formula for a value that is put in later; never part of a column.
  ExprId placeholder(type::Type type, type::NumberForm form, base::Span span);
  ExprId column(ColumnId column, base::Span span = {});

  /// An operation with a result type. Constant operands of arithmetic, comparison and logic give a
  /// constant.
  ExprId operation(type::Opcode op, Args args, type::Type type, base::Span span = {},
                   std::uint32_t payload = 0);

  ExprId conjunction(absl::Span<const ExprId> conditions, base::Span span = {});
  ExprId disjunction(absl::Span<const ExprId> conditions, base::Span span = {});
  ExprId negation(ExprId condition, base::Span span = {});
  /// The condition is false, whatever blanks and errors there are.
  ExprId fails(ExprId condition, base::Span span = {});
  ExprId choose(ExprId condition, ExprId yes, ExprId no, base::Span span = {});
  ExprId compare(type::Opcode op, ExprId left, ExprId right, base::Span span = {});
  ExprId add(ExprId left, ExprId right, base::Span span = {});
  ExprId subtract(ExprId left, ExprId right, base::Span span = {});
  ExprId multiply(ExprId left, ExprId right, base::Span span = {});
  ExprId divide(ExprId left, ExprId right, type::Type type, base::Span span = {});
  ExprId minimum(ExprId left, ExprId right, base::Span span = {});
  ExprId maximum(ExprId left, ExprId right, base::Span span = {});
  ExprId round(ExprId value, const number::Rounding& rounding, base::Span span = {});
  ExprId is_given(ExprId value, base::Span span = {});
  ExprId is_applicable(ExprId value, base::Span span = {});
  /// Zero of a numeric type.
  ExprId zero(type::Type type) { return number(0, type); }
  /// The same value under another type of the same representation (a plain 0 as money).
  ExprId retyped(ExprId expr, type::Type type);

  /// The key of an entity over its rows, which is one field.
  ExprId key(EntityId entity);
  /// The value of `target` (of the entity that `reference` names) for each row of `entity`.
  ExprId lookup(ExprId reference, ExprId target, base::Span span = {});
  ExprId match(EntityId entity, Match spec, base::Span span = {});
  ExprId fold(EntityId entity, Fold spec, base::Span span = {});
  ExprId rank(EntityId entity, Rank spec, base::Span span = {});
  ExprId apportion(EntityId entity, Apportion spec, base::Span span = {});
  /// Index of a split in Model::party_splits.
  std::uint32_t add_split(PartySplit split);
  /// `split`: index into Model::party_splits.
  ExprId party(EntityId entity, std::uint32_t split, std::uint32_t index, base::Span span = {});

  /// The form of an expression whose parts, or the column that it names, have come to others than
  /// when it was made. What is no number keeps what it has.
  type::NumberForm settled_form(ExprId id) const;

  const Expr& operator[](ExprId id) const { return model_.exprs[id]; }
  type::Type type_of(ExprId id) const { return model_.exprs[id].type; }
  /// The value of a numeric constant, or nullptr.
  const number::Rational* constant(ExprId id) const;
  /// A constant that has an order: a number or amount, a date as days since 1970-01-01.
  std::optional<number::Rational> ordered_constant(ExprId id) const;
  /// The value of a boolean constant: 1 or 0; -1 if it is none.
  int constant_truth(ExprId id) const;
  bool is_constant(ExprId id) const;

  /// Where what is computed had more digits than the limit; there stands a blank of unknown type.
  const std::vector<base::Span>& too_long() const { return too_long_; }

 private:
  ExprId push(Expr&& expr);
  ExprId joined(type::Opcode op, absl::Span<const ExprId> conditions, base::Span span);
  /// A constant that an operation gave.
  ExprId computed(const number::Rational& value, const Expr& expr);
  bool fits(const number::Rational& value) const;
  std::uint32_t number_index(const number::Rational& value);
  type::NumberForm form_of(const Expr& expr, std::span<const type::NumberForm> operands) const;
  type::NumberForm widest_form(const std::vector<ExprId>& values) const;
  /// What is computed of percentages is one.
  type::Notation notation_of(const Args& operands) const;

  Model& model_;
  int most_decimals_;
  number::Integer most_;  ///< of numerators and denominators
  std::vector<base::Span> too_long_;
};

}  // namespace remit::check
