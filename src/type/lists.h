#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/span.h"
#include "type/ids.h"
#include "type/type.h"

// What a policy declares beside its columns. The model and the plan list it alike; constants are
// expressions of the list's owner.

namespace remit::type {

/// What must be known to read a column of an entity's table and to write its results.
struct Field {
  std::string name{};
  std::string label{};   ///< accepted as a column header too; may be empty
  std::string header{};  ///< what its column is called in the data, where that is no name; or empty
  Type type{};
  int decimals = 0;       ///< kept of a numeric field; more digits are an input error
  bool optional = false;  ///< may be blank; a blank in any other field is reported as an error
  bool decision = false;  ///< decided by a person within bounds; explanations say so
  bool hole = false;      ///< a typed hole: nobody has to fill it unless something uses it
  bool tree = false;  ///< refers to its own entity, and rows are added up along it: no row may be
                      ///< above itself
  /// A row whose reference names no row of the other table belongs to none of its units: it is in
  /// error itself (CellFault::left_out), but what is folded over the others is not.
  bool left_out = false;
  bool may_not_apply = false;  ///< a cell may say that there is none: CellFault::not_applicable
  std::optional<std::uint32_t> default_value{};  ///< a constant
  std::string cite{};
  base::Span span{};
  ColumnId column = kNone;  ///< that holds its cells
  bool percent = false;     ///< a share of something: cells may be written with % and ‰
  bool bounded = false;     ///< has bounds of its own; a share without them lies within 0..100%
};

/// A column of the results as a policy shows it: a field or what is computed, and what it is called
/// there.
struct Shown {
  ColumnId column = kNone;
  std::string name{};      ///< as the policy writes it: `unit.name`
  std::string label_en{};  ///< empty: what the column is called anyhow
  std::string label_zh{};
};

struct Entity {
  std::string name{};
  std::string label{};
  std::vector<Field> fields{};
  /// Indices of the fields that name a row together, in the order of the policy; the whole has
  /// none.
  std::vector<std::uint32_t> key{};
  bool hole = false;  ///< an open entity: its table may be missing; then what uses it is a hole
  bool made = false;  ///< has no table of its own: the policy makes its rows (type/made_rows.h)
  std::string cite{};
  base::Span span{};
  std::vector<Shown> shown{};  ///< the table of its results; empty: keys, then all that is computed

  bool is_key(std::uint32_t field) const { return std::ranges::find(key, field) != key.end(); }
};

/// A value for each combination of categories; `extents` are the sizes of the sets, last fastest.
struct Matrix {
  std::string name{};
  std::vector<std::uint32_t> extents{};
  std::vector<std::uint32_t> values{};  ///< constants
  std::string cite{};
  std::string label{};
};

/// A value for each day: values[i] holds from days[i] until the day before days[i + 1].
struct Dated {
  std::string name{};
  std::vector<std::int32_t> days{};     ///< ascending
  std::vector<std::uint32_t> values{};  ///< constants
  bool ends = false;
  std::int32_t last_day = 0;  ///< last day it holds, if `ends`
  std::string cite{};
  std::string label{};
};

/// What a declaration of the policy rests on: the clause of the document, what that says in short,
/// and how it was read where it could be read otherwise.
struct Basis {
  std::string form{};  ///< English keyword: "reward"
  std::string name{};  ///< of the declaration; may be empty
  std::string label{};
  std::string cite{};
  std::string says{};
  std::string reading{};
  std::string not_computed{};  ///< why nothing computes the clause; empty where something does
  base::Span span{};
};

/// A declaration that gives no column of its own, for whoever says where a figure comes from: a
/// constant, a rate, a limit that rewards share, a check of an entity's rows.
struct Remark {
  std::string name{};           ///< may be empty
  std::string label{};          ///< may be empty
  std::string cite{};           ///< may be empty
  base::Span span{};            ///< of the declaration
  std::uint32_t value = kNone;  ///< of a constant
};

/// A place of the text that means the declaration.
struct RemarkUse {
  base::Span span{};
  std::uint32_t remark = 0;

  /// By place.
  friend bool operator<(const RemarkUse& a, const RemarkUse& b) {
    return std::tie(a.span.begin, a.span.end, a.remark) <
           std::tie(b.span.begin, b.span.end, b.remark);
  }
};

/// Which days are worked. Without a table of exceptions, Monday to Friday. A table covers the years
/// in which it has a row; a day of another year that has to be looked at is CellFault::no_holidays.
/// The first fault in the table (by row, date before `worked`), or a day that stands there both as
/// worked and as free (CellFault::duplicate_key, at the second of its rows in the date column),
/// spoils every use of it. Counting from a day looks at the days after it (before it, if the number
/// is negative) up to the result; workdays_between looks at all days after the earlier date up to
/// the later one, and is negative if the later is given first.
struct Calendar {
  std::string name{};
  EntityId entity = kNone;  ///< table of exceptions; none: Monday to Friday
  ColumnId date = kNone;    ///< its date column
  ColumnId worked = kNone;  ///< boolean: true for a weekend day that is worked; none: all free
};

/// Who pays or is paid: a declared party, or what a column of the row says (text, category or
/// reference), or the row itself.
struct Payer {
  enum class Kind : std::uint8_t { party, column, row, none } kind = Kind::row;
  std::uint32_t party = 0;
  ColumnId column = kNone;
};

/// What a reason of the ledger says further: an amount of the row.
struct ReasonDetail {
  enum class Kind : std::uint8_t {
    asked,         ///< what would have been paid without the cut
    left_over,     ///< what nobody takes
    asked_in_all,  ///< the same of an amount of which an instalment is paid
  };
  std::uint32_t reason = 0;  ///< code of the reason column
  ColumnId amount = kNone;
  Kind kind = Kind::asked;
};

/// One line of the ledger for each row of the entity; with `where`, for those rows only where that
/// amount is not zero.
struct Payment {
  enum class Kind : std::uint8_t {
    paid,  ///< money or a title that goes out
    back,  ///< `amount` is to be paid back: the line has it with the sign turned
    left,  ///< nothing is paid, `reason` says why: what is left over of a row that others share
    attributed,  ///< nothing is paid: `amount` counts as the payee's, in a list of its own
  };
  std::string reward{};
  EntityId entity = kWhole;
  ColumnId amount = kNone;
  ColumnId reason = kNone;  ///< category; none: always paid
  Payer payer{};
  Payer payee{};
  std::string honour{};       ///< title that goes with it; may be empty
  ColumnId honoured = kNone;  ///< boolean: the title is given
  Kind kind = Kind::paid;
  ColumnId where = kNone;
  std::vector<ReasonDetail> details{};
  std::string because_en{};  ///< the reason, where no column has it
  std::string because_zh{};
  Payer account{.kind = Payer::Kind::none};  ///< to which it is paid
  Payer purpose{.kind = Payer::Kind::none};  ///< for what, of an expense
};

/// The columns that a line of the ledger names somebody or something by.
template <typename P>
auto named_columns(P& payment) {
  return std::array{&payment.payer.column, &payment.payee.column, &payment.account.column,
                    &payment.purpose.column};
}

/// What holds of rows and the summary lists: a finding, a sanction, a title, what was owed and is
/// not there.
struct Finding {
  /// A condition as the policy writes it. `holds`: whether it does, where it need not in every row
  /// that is listed; kNone: it does in all of them.
  struct Ground {
    ColumnId holds = kNone;
    base::Span span{};
    bool broken = false;  ///< what is written should hold, and does not
  };
  std::string name{};
  EntityId entity = kWhole;
  ColumnId holds = kNone;  ///< boolean
  Payer against{.kind = Payer::Kind::none};
  std::vector<Ground> grounds{};
  std::vector<ColumnId> figures{};  ///< told beside the grounds, by the word for their role
  base::Span span{};                ///< of the declaration
};

/// A target, for the run's summary.
struct Target {
  std::string name{};
  EntityId entity = kWhole;
  ColumnId metric = kNone;
  ColumnId goal = kNone;
  ColumnId met = kNone;
  ColumnId progress = kNone;
  std::string comparison{};  ///< how the metric is held against the goal: ">="
};

}  // namespace remit::type
