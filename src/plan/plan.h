#pragma once

#include <string>
#include <vector>

#include "base/source_set.h"
#include "number/rational.h"
#include "plan/node.h"
#include "type/cell.h"
#include "type/origin.h"
#include "type/vocabulary.h"

namespace remit::plan {

using type::Band;
using type::CategorySet;
using type::Currency;
using type::Origin;
using type::Party;
using type::Role;
using type::Scale;
using type::ScaleKind;

/// What an engine must know to read a table of an entity and to write its results.
struct Field {
  std::string name;
  std::string label;  ///< accepted as a column header too; may be empty
  type::Type type;
  int scale = 0;          ///< decimals kept of a numeric field; more digits are an input error
  bool optional = false;  ///< may be blank; a blank in any other field is reported as an error
  bool has_default = false;
  ExpressionId default_value = 0;  ///< a constant
  bool decision = false;           ///< decided by a person within bounds; explanations say so
  bool hole = false;               ///< a typed hole: nobody has to fill it unless something uses it
  bool tree = false;               ///< a reference to its own entity that must not run in a circle
  std::string cite;
  base::Span span;
};

struct Entity {
  std::string name;
  std::string label;
  std::vector<Field> fields;
  std::uint32_t key = 0;  ///< index of the key field; the whole has none
  bool has_key = false;
  bool hole = false;  ///< an open entity: its table may be missing; then what uses it is a hole
};

/// A value for each combination of categories; `extents` are the sizes of the sets, last fastest.
struct Matrix {
  std::string name;
  std::vector<std::uint32_t> extents;
  std::vector<ExpressionId> values;  ///< constants
};

/// A value for each day: values[i] holds from days[i] until the day before days[i + 1].
struct Dated {
  std::string name;
  std::vector<std::int32_t> days;    ///< ascending
  std::vector<ExpressionId> values;  ///< constants
  bool ends = false;
  std::int32_t last_day = 0;  ///< last day it holds, if `ends`
};

/// Which days are worked. Without a table of exceptions, Monday to Friday. A table covers the years
/// in which it has a row; a day of another year that has to be looked at is CellFault::no_holidays.
/// The first fault in the table (by row, date before `worked`), or a day that stands there both as
/// worked and as free (CellFault::duplicate_key, at the second of its rows in the date column),
/// spoils every use of it. Counting from a day looks at the days after it (before it, if the number
/// is negative) up to the result; workdays_between looks at all days after the earlier date up to
/// the later one, and is negative if the later is given first.
struct Calendar {
  std::string name;
  EntityId entity = kWhole;     ///< table of exceptions
  ColumnId date = kNoColumn;    ///< its date column; none: no exceptions
  ColumnId worked = kNoColumn;  ///< boolean: true for a weekend day that is worked; none: all free
};

struct Column {
  std::string name;  ///< "tax_bonus.amount"; empty for helpers; unique within its entity
  EntityId entity = kWhole;
  type::Type type;
  type::NumberForm form;
  Node node;
  Origin origin;
  bool output = false;  ///< written to the results
};

/// Who pays or is paid: a declared party, or what a column of the row says (text, category or
/// reference), or the row itself.
struct Payer {
  enum class Kind : std::uint8_t { party, column, row, none } kind = Kind::row;
  std::uint32_t party = 0;
  ColumnId column = kNoColumn;
};

/// One line of the ledger for each row of the entity.
struct Payment {
  std::string reward;
  EntityId entity = kWhole;
  ColumnId amount = kNoColumn;
  ColumnId reason = kNoColumn;  ///< category; none: always paid
  Payer payer;
  Payer payee;
  std::string honour;             ///< title that goes with it; may be empty
  ColumnId honoured = kNoColumn;  ///< boolean: the title is given
};

/// A target, for the run's summary.
struct Target {
  std::string name;
  EntityId entity = kWhole;
  ColumnId metric = kNoColumn;
  ColumnId goal = kNoColumn;
  ColumnId met = kNoColumn;
  ColumnId progress = kNoColumn;
};

/// What the evaluators read. Immutable once verified; any number of threads may share it.
/// `columns` are in an order in which everything a column needs precedes it.
struct Plan {
  std::string name;
  std::string title;
  base::SourceSet sources;       ///< the texts that spans point into
  std::vector<Entity> entities;  ///< [0] is the whole; its fields are the policy's open parameters
  std::vector<Column> columns;
  std::vector<Expression> expressions;
  std::vector<ExpressionId> operands;
  std::vector<number::Rational> numbers;
  std::vector<std::string> texts;
  std::vector<number::Rounding> roundings;
  std::vector<Scale> scales;
  std::vector<Matrix> matrices;
  std::vector<Dated> dated;
  std::vector<Calendar> calendars;
  std::vector<PartySplit> party_splits;
  std::vector<CategorySet> category_sets;
  std::vector<Currency> currencies;
  std::vector<Party> parties;
  std::vector<Payment> payments;
  std::vector<Target> targets;
};

/// Digits that a column's coefficient may have; one more is CellFault::overflow.
inline constexpr int kMaxDigits = 38;

}  // namespace remit::plan
