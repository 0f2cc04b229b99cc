#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/source_set.h"
#include "base/span.h"
#include "check/args.h"
#include "number/rounding.h"
#include "type/cell.h"
#include "type/ids.h"
#include "type/lists.h"
#include "type/made_rows.h"
#include "type/operations.h"
#include "type/origin.h"
#include "type/over_rows.h"
#include "type/type.h"
#include "type/vocabulary.h"

// The checked model: a policy as a set of typed columns. Every surface form (reward, target, fund
// ...) has already become columns here; what is left to the plan is to give each lookup, fold,
// rank and apportionment that stands inside a formula a column of its own.

namespace remit::check {

using ExprId = std::uint32_t;
using type::Apportion;
using type::Calendar;
using type::ColumnId;
using type::Dated;
using type::Entity;
using type::EntityId;
using type::Field;
using type::Finding;
using type::Fold;
using type::kNone;
using type::kWhole;
using type::Match;
using type::Matrix;
using type::Origin;
using type::PartySplit;
using type::Payer;
using type::Payment;
using type::Rank;
using type::SortKey;
using type::Target;
using type::Window;

enum class ExprKind : std::uint8_t {
  operation,  ///< `op` over `args`; payload as type::Payload says (indices into this model's lists)
  column,     ///< payload: ColumnId, of this expression's entity or of the whole
  lookup,  ///< args[0]: a reference of this entity; args[1]: an expression of the entity it names
  match,   ///< payload: Model::matches; a reference found by content
  fold,    ///< payload: Model::folds
  rank,    ///< payload: Model::ranks
  apportion,  ///< payload: Model::apportions
  party,      ///< payload: Model::party_splits; `extra`: index of the party
};

/// A typed expression over the rows of `entity` (kWhole: one value). Arguments precede it in
/// Model::exprs.
struct Expr {
  ExprKind kind = ExprKind::operation;
  type::Opcode op = type::Opcode::blank;
  type::Notation notation = type::Notation::plain;  ///< of a number
  type::Type type = {};
  type::NumberForm form = {};
  EntityId entity = kWhole;
  std::uint32_t payload = 0;
  std::uint32_t extra = 0;
  Args args = {};
  base::Span span = {};
};

struct Column {
  std::string name = {};
  EntityId entity = kWhole;
  type::Type type = {};
  type::NumberForm form = {};
  type::Notation notation = type::Notation::plain;  ///< as it is declared: `: percent`
  bool input = false;  ///< a field: `field` is its index in the entity; else `value` defines it
  std::uint32_t field = 0;
  ExprId value = kNone;
  Origin origin = {};
  bool output = false;
};

/// A test of the policy, all in text as it would stand in a data file.
struct Test {
  struct Cell {
    std::string field;
    std::string text;
    base::Span span;
  };
  struct Given {
    EntityId entity = kWhole;
    std::string file;  ///< instead of cells
    std::vector<Cell> cells;
    base::Span span;
  };
  struct Expectation {
    EntityId entity = kWhole;
    std::vector<std::string> key;  ///< one text for each of the entity's key fields
    ColumnId column = kNone;
    std::string asked;  ///< the column as written
    bool fault = false;
    std::string text;
    base::Span span;
  };
  std::string title;
  std::optional<std::int32_t> as_of;
  std::vector<Given> given;
  std::vector<Expectation> expected;
  base::Span span;
};

/// A place of the text that tests may or may not reach, and how to tell from a row whether they do.
/// Columns are made of it only when somebody measures coverage (add_probe_columns).
struct Probe {
  enum class Kind : std::uint8_t {
    rule,       ///< a declaration with an effect: `value` is true
    figure,     ///< a declaration that gives a value: there is one
    branch,     ///< `value` chooses between `span` (true) and `other` (false)
    condition,  ///< `value` holds or fails
    band,       ///< `value` is looked up in `scale`: one place for each band
    limit,      ///< `value`: the limit changes the amount
  };
  Kind kind = Kind::rule;
  ExprId value = kNone;
  std::uint32_t scale = kNone;
  base::Span span = {};
  base::Span other = {};
  /// What must hold (or fail: false) for the place to matter in a row at all.
  std::vector<std::pair<ExprId, bool>> where = {};
  std::string name = {};  ///< of a rule
};

/// Rows of which one reads the row of the period before: one of the same `group` whose period is
/// one less. All are fields.
struct History {
  EntityId entity = kWhole;
  ColumnId period = kNone;
  std::vector<ColumnId> group = {};
};

/// Rows that stand in an order, within a `group` of fields if there is one: which is the row
/// before.
struct RowSequence {
  EntityId entity = kWhole;
  std::vector<ColumnId> group = {};
  std::vector<SortKey> keys = {};
  bool of_table = false;  ///< what is equal by the keys stands in the order of the table
};

/// Rows that belong to a day, and the days of which the policy speaks: a run tells of others.
struct Dating {
  EntityId entity = kWhole;
  ColumnId day = kNone;  ///< a field
  std::int32_t from = 0;
  std::optional<std::int32_t> to = {};
};

/// Rows that quote currencies by a text: a run tells of those that seem to mean another.
struct QuotedCurrencies {
  EntityId entity = kWhole;
  ColumnId currency = kNone;  ///< a field
};

/// The first day of what an amendment amends by the row, where that says none.
inline constexpr std::int32_t kNoFirstDay = std::numeric_limits<std::int32_t>::min();

struct Model {
  std::string name;
  std::string title;
  std::string source_document;
  std::optional<std::int32_t> issued;
  std::optional<std::int32_t> effective_from;
  std::optional<std::int32_t> effective_to;
  /// The first day of what an amendment by the row leaves in force for rows before its own.
  std::optional<std::int32_t> rows_from;  ///< kNoFirstDay: from ever
  std::string amends;                     ///< name of the policy that it amends; empty: none
  bool by_row = false;                    ///< its changes hold for rows by their own day
  std::uint32_t currency = kNone;         ///< own currency, index into currencies
  std::optional<number::Rounding> rounding;
  base::SourceSet sources;

  /// What the policy writes at `span`; empty without sources. Valid as long as they are.
  std::string_view written(base::Span span) const {
    return sources.empty() ? std::string_view() : sources.at(span.begin).text(span);
  }
  std::vector<Entity> entities;
  std::vector<Column> columns;
  std::vector<Expr> exprs;
  std::vector<number::Rational> numbers;
  std::vector<std::string> texts;
  std::vector<number::Rounding> roundings;
  std::vector<Match> matches;
  std::vector<Fold> folds;
  std::vector<Rank> ranks;
  std::vector<Apportion> apportions;
  std::vector<PartySplit> party_splits;
  std::vector<type::Scale> scales;
  std::vector<Matrix> matrices;
  std::vector<Dated> dated;
  std::vector<type::Basis> bases;  ///< in the order of the text
  std::vector<type::Remark> remarks;
  /// By place, each once: a formula that is typed several times means its names once.
  std::set<type::RemarkUse> remark_uses;
  std::vector<Calendar> calendars;
  std::vector<type::CategorySet> category_sets;
  std::vector<type::Currency> currencies;
  std::vector<type::Party> parties;
  std::vector<Payment> payments;
  std::vector<Target> targets;
  std::vector<Finding> findings;  ///< in the order of the text
  std::vector<History> histories;
  std::vector<RowSequence> sequences;
  std::vector<Dating> datings;  ///< of an entity and field once
  std::vector<QuotedCurrencies> quoted;
  std::vector<type::MadeRows> made;  ///< each after those that its rows are known from
  std::vector<Test> tests;
  std::vector<Probe> probes;
};

}  // namespace remit::check
