#pragma once

#include <string>
#include <vector>

#include "base/source_set.h"
#include "number/rational.h"
#include "plan/node.h"
#include "type/cell.h"
#include "type/lists.h"
#include "type/made_rows.h"
#include "type/origin.h"
#include "type/vocabulary.h"

namespace remit::plan {

using type::Band;
using type::Basis;
using type::Calendar;
using type::CategorySet;
using type::Currency;
using type::Dated;
using type::Entity;
using type::Field;
using type::Finding;
using type::MadeRows;
using type::Matrix;
using type::Origin;
using type::Party;
using type::Payer;
using type::Payment;
using type::Remark;
using type::RemarkUse;
using type::Role;
using type::Scale;
using type::ScaleKind;
using type::Target;

struct Column {
  std::string name;  ///< "tax_bonus.amount"; empty for helpers; unique within its entity
  EntityId entity = kWhole;
  type::Type type;
  type::NumberForm form;
  type::Notation notation = type::Notation::plain;  ///< as it is declared, for readers
  Node node;
  Origin origin;
  bool output = false;  ///< written to the results
};

/// Columns that read themselves, directly or through each other, in rows that stand before: columns
/// `first` to `end` - 1 of one entity, all of them maps or lookups. Each reads, of the others,
/// those before it in its own row, and any of them by a lookup whose reference leads to rows before
/// in one order (is_earlier). So the rows can be computed in that order, and only so; everything
/// else that they read stands before `first`.
struct Recurrence {
  ColumnId first = 0;
  ColumnId end = 0;
  std::uint32_t order = 0;  ///< Match::earlier of what leads back
};

/// What the evaluators read. Immutable once verified; any number of threads may share it.
/// `columns` are in an order in which everything a column needs precedes it, but for the rows
/// before that the columns of a recurrence read of each other.
struct Plan {
  std::string name;
  std::string title;
  base::SourceSet sources;       ///< the texts that spans point into
  std::vector<Entity> entities;  ///< [0] is the whole; its fields are the policy's open parameters
  std::vector<Column> columns;
  std::vector<Recurrence> recurrences;  ///< ascending
  std::vector<Expression> expressions;
  std::vector<ExpressionId> operands;
  std::vector<number::Rational> numbers;
  std::vector<std::string> texts;
  std::vector<number::Rounding> roundings;
  std::vector<Scale> scales;
  std::vector<Matrix> matrices;
  std::vector<Dated> dated;
  std::vector<Basis> bases;  ///< in the order of the text
  std::vector<Remark> remarks;
  std::vector<RemarkUse> remark_uses;  ///< in the order of the text
  std::vector<Calendar> calendars;
  std::vector<PartySplit> party_splits;
  std::vector<CategorySet> category_sets;
  std::vector<Currency> currencies;
  std::vector<Party> parties;
  std::vector<Payment> payments;
  std::vector<Target> targets;
  std::vector<Finding> findings;  ///< in the order of the text
  std::vector<MadeRows> made;     ///< each after those that its rows are known from
};

/// Digits that a column's coefficient may have; one more is CellFault::overflow.
inline constexpr int kMaxDigits = 38;

}  // namespace remit::plan
