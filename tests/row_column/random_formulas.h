// Random formulas over the columns that a random plan has so far: every opcode.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "plan/builder.h"

namespace remit::row_column {

using plan::ColumnId;
using plan::EntityId;
using plan::ExpressionId;
using type::Type;
using type::TypeKind;

/// What a random plan is made of so far, and formulas over the rows of `entity_`; the same for the
/// same seed. `depth` bounds how deep a formula nests.
class RandomFormulas {
 protected:
  /// With `clean` no constant is blank.
  RandomFormulas(std::uint64_t seed, bool clean) : random_(seed), clean_(clean) {}

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }

  /// Whether a type counts as that kind: money is a number.
  static bool is_kind(const Type& type, TypeKind kind);

  bool has(TypeKind kind);
  ExpressionId read(TypeKind kind);
  ExpressionId any_expression(int depth);
  ExpressionId constant();
  number::Rounding rounding();
  ExpressionId number(int depth);
  ExpressionId date_number(int depth);
  ExpressionId truth(int depth);
  ExpressionId is_one_of(int depth);
  ExpressionId date(int depth);
  ExpressionId category(int depth);
  ExpressionId text(int depth);

  std::mt19937_64 random_;
  bool clean_;
  plan::Builder builder_;
  std::vector<ColumnId> columns_;  ///< what formulas may read
  std::uint32_t set_ = 0;          ///< the categories of the plan
  EntityId entity_ = 0;
  std::vector<std::uint32_t> scales_;
  std::vector<std::uint32_t> calendars_;
};

}  // namespace remit::row_column
