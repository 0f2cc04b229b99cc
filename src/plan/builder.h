#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "plan/number_form.h"
#include "plan/plan.h"

namespace remit::plan {

/// Puts a plan together, operands before their users and columns before their readers. Used by the
/// lowering and by tests. Equal constants, roundings and operations are stored once; the span kept
/// of equal operations is the first one's. Number forms are derived, never given.
///
/// Not thread-safe. Nothing is checked here: `verify` does that on the finished plan.
class Builder {
 public:
  /// A plan with one entity, the whole.
  Builder();
  /// Goes on from a finished plan: columns and expressions are appended, those there keep their
  /// numbers (and are not searched for equal ones).
  explicit Builder(Plan plan) : plan_(std::move(plan)) {}
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  /// What has been built so far; lists without a function of their own (payments, targets, parties,
  /// title ...) are filled in directly.
  Plan& plan() { return plan_; }
  const Plan& plan() const { return plan_; }
  /// The plan; the builder is spent.
  Plan take() { return std::move(plan_); }

  // Leaves.
  ExpressionId number(const number::Rational& value, type::Type type = type::kNumber,
                      base::Span span = {}, type::Notation notation = type::Notation::plain);
  /// `text` is a plain decimal such as "0.25"; it must be well-formed.
  ExpressionId number(std::string_view text, type::Type type = type::kNumber);
  ExpressionId boolean(bool value);
  ExpressionId date(std::int32_t days);
  ExpressionId text(std::string_view value);
  ExpressionId category(type::Type type, std::uint32_t code);
  ExpressionId blank(type::Type type);
  ExpressionId fail(type::CellFault fault, type::Type type, base::Span span = {});
  ExpressionId column(ColumnId id, base::Span span = {});

  /// An operation of the given result type.
  ExpressionId apply(Opcode op, type::Type type, std::span<const ExpressionId> operands,
                     std::uint32_t payload = 0, base::Span span = {});
  ExpressionId apply(Opcode op, type::Type type, std::initializer_list<ExpressionId> operands,
                     std::uint32_t payload = 0, base::Span span = {}) {
    return apply(op, type, std::span(operands.begin(), operands.size()), payload, span);
  }
  /// `round` of the operand, whose type it keeps.
  ExpressionId round(ExpressionId operand, const number::Rounding& rounding, base::Span span = {});

  /// Room for that many expressions and columns.
  void reserve(std::size_t expressions, std::size_t columns);

  // Lists that payloads point into.
  std::uint32_t add_rounding(const number::Rounding& rounding);
  std::uint32_t add_scale(Scale scale);
  std::uint32_t add_matrix(Matrix matrix);
  std::uint32_t add_dated(Dated dated);
  std::uint32_t add_calendar(Calendar calendar);
  std::uint32_t add_party_split(PartySplit split);
  std::uint32_t add_category_set(CategorySet set);
  std::uint32_t add_currency(Currency currency);

  /// An entity without fields; its number counts from 1 (0 is the whole).
  EntityId add_entity(std::string name, std::string label = {});
  /// Appends a field to the entity and its input column to the plan. A field marked as key with
  /// `Entity::key` is the caller's business.
  ColumnId add_field(EntityId entity, Field field, bool output = false);
  /// Appends a column; `column.form` is derived here, whatever it says.
  ColumnId add_column(Column column);
  /// The forms of a recurrence whose columns are all there, expressions from `expressions` on among
  /// them: as many digits as each needs when what it reads of rows before has as many as it needs.
  /// False where there is no end to it.
  bool settle_forms(const Recurrence& recurrence, ExpressionId expressions);
  /// A column with the usual members given; the type of a map is its expression's.
  ColumnId add_map(EntityId entity, std::string name, ExpressionId expression, Origin origin = {},
                   bool output = true);
  ColumnId add_node(EntityId entity, std::string name, type::Type type, Node node,
                    Origin origin = {}, bool output = true);

 private:
  ExpressionId add(Expression expression, std::span<const ExpressionId> operands);

  /// Equal operations are one to these. Nothing is copied into the set; it looks at the plan.
  struct SameOperation {
    using is_avalanching = void;
    const Plan* plan;
    std::size_t operator()(ExpressionId id) const;
    bool operator()(ExpressionId a, ExpressionId b) const;
  };

  Plan plan_;
  base::HashSet<ExpressionId, SameOperation, SameOperation> known_{0, SameOperation{&plan_},
                                                                   SameOperation{&plan_}};
  base::HashMap<number::Rational, std::uint32_t> numbers_;
  base::HashMap<std::string, std::uint32_t> texts_;
};

}  // namespace remit::plan
