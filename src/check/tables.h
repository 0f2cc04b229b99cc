#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/expr_builder.h"
#include "check/model.h"
#include "check/names.h"
#include "diagnostic/sink.h"
#include "syntax/tree.h"

namespace remit::check {

/// What orders the rows of a history entity: the field of the period, a whole number of which the
/// row before has one less, and the fields that tell the histories apart.
struct Period {
  ColumnId column = kNone;
  std::vector<ColumnId> group;
};

/// What orders the rows of an entity that has no periods, or beside them: the clause, the fields
/// that tell the sequences apart, and the keys, once somebody asked for a row before.
struct Sequence {
  syntax::NodeView node;
  std::vector<ColumnId> group;
  enum class State : std::uint8_t { untyped, typing, typed } state = State::untyped;
  std::vector<type::SortKey> keys = {};
  bool of_table = false;  ///< what is equal by the keys stands in the order of the table
};

/// What a date becomes that so many months later does not exist: 31 January and a month.
enum class MonthEnds : std::uint8_t {
  clamped,  ///< the last day of that month
  forward,  ///< the first of the next
  refused,  ///< an error of the cell
};

/// A reference that is found by content and stands in no column of the data.
struct FoundReference {
  EntityId entity = kWhole;
  EntityId target = kWhole;
  ColumnId column = kNone;
  std::string name;
  base::Span span;
};

/// An exchange rate: one constant, a dated table, or a column of a table of quotations.
struct ExchangeRate {
  std::uint32_t base = 0;   ///< currency
  std::uint32_t quote = 0;  ///< currency; one of base is worth the rate in quote
  ExprId constant = kNone;
  std::uint32_t dated = kNone;  ///< into Model::dated
  EntityId table = kNone;
  ColumnId value = kNone;
  ColumnId day = kNone;
  bool latest_earlier = false;
  bool used = false;
  base::Span span;
  std::uint32_t remark = kNone;  ///< into Model::remarks; none: a dated table has it
};

/// Money of an entity's rows whose currency stands in a field of theirs.
struct RowCurrency {
  EntityId entity = kWhole;
  std::string field;
};

/// One long table of quotations of many currencies in one: a row for each currency and day.
struct RateList {
  std::uint32_t quote = 0;  ///< currency
  EntityId table = kNone;
  ColumnId currency = kNone;  ///< text, or one of the words of a `currency of`
  ColumnId value = kNone;     ///< of one unit
  ColumnId day = kNone;       ///< blank where the value is
  bool latest_earlier = false;
  base::Span span;
};

/// Brackets that are rows of a table: their edges and values are its columns.
struct DataScale {
  EntityId table = kWhole;
  std::vector<ColumnId> groups{};  ///< what tells the tables of brackets within it apart
  ColumnId lower = kNone;          ///< checked against the rows beside it
  ColumnId upper = kNone;          ///< none: each bracket ends where the next begins
  ColumnId value = kNone;
  ColumnId before = kNone;  ///< marginal: what all brackets below this one come to
  bool lower_closed = false;
  bool upper_closed = false;
  base::Span lower_name{}, value_name{};  ///< as memos call what is looked up
};

/// Brackets of which edges or values are figures of the rows of an entity: read where they are
/// used.
struct OpenScale {
  syntax::NodeView item;
  EntityId entity = kWhole;
  std::string cite;
  std::optional<DataScale> data = {};  ///< of brackets that are rows
  bool being_read = false;             ///< its brackets, where they are asked for
};

/// A schedule with a clock.
struct Schedule {
  syntax::NodeView item;
  std::uint32_t scale = 0;
  bool whole = false;  ///< of no rows
  std::string cite;
};

/// The exact value of a literal, without its unit.
number::Rational number_of(const syntax::NumberLiteral& literal);

/// What the policy looks up: currencies and their rates, the words of categories, scales, matrices,
/// calendars, histories. It fills the model's lists and keeps what typing needs to know of them.
class Tables {
 public:
  Tables(Model& model, ExprBuilder& build, Names& names, diagnostic::DiagnosticSink& sink)
      : model_(model), build_(build), names_(names), sink_(sink) {}

  /// The model's index of a currency of type::currencies(), or of the policy's own.
  std::uint32_t currency(std::uint32_t known);
  /// The currency that a NAME names; unknown ones are reported.
  std::optional<std::uint32_t> currency_named(syntax::NodeView name);
  void add_rate(const ExchangeRate& rate) { rates_.push_back(rate); }
  const std::vector<ExchangeRate>& rates() const { return rates_; }
  /// Whether there is a rate between two currencies, either way round.
  bool has_rate(std::uint32_t one, std::uint32_t other) const;
  /// That rate, used from now on, or nullptr.
  const ExchangeRate* use_rate(std::uint32_t one, std::uint32_t other);
  /// What one unit of the rate's base is worth on `day` (kNone: none was named), over the rows of
  /// `entity`.
  ExprId rate_factor(const ExchangeRate& rate, EntityId entity, ExprId day, base::Span span);

  /// Money whose currency stands in that field of the entity's rows; each field has one.
  std::uint32_t currency_of_row(EntityId entity, std::string_view field);
  /// Of such money, else nullptr.
  const RowCurrency* row_currency(std::uint32_t currency) const;
  /// The words of a set are these currencies.
  void set_currencies(std::uint32_t set, std::vector<std::uint32_t> currencies) {
    currencies_of_[set] = std::move(currencies);
  }
  /// What the words of a set are, if they are currencies, else nullptr.
  const std::vector<std::uint32_t>* currencies_of(std::uint32_t set) const;

  /// False if there is a list for that currency already.
  bool add_list(const RateList& list);
  const RateList* list_to(std::uint32_t quote) const;
  /// What one unit of `currency` (a value of what the list calls it by) is worth on `day`.
  ExprId list_factor(const RateList& list, EntityId entity, ExprId currency, ExprId day,
                     base::Span span);

  /// Equal lists are one set.
  std::uint32_t category_set(std::vector<type::CategorySet::Value> values);

  /// What a scale is looked up with, and what its amounts are; number for rates.
  /// A bracket as it is written.
  struct WrittenBand {
    base::Span span;
    base::Span edges;
    bool is_rest = false;  ///< it says what holds elsewhere
  };
  struct ScaleTypes {
    type::Type input{};  ///< unknown: no edge says it, a number or money
    type::Type output{};
    bool whole_numbers = false;  ///< holds of these only
    bool broken = false;         ///< its brackets were complained of: it gives nothing
    std::vector<WrittenBand> written{};

    /// The written bracket that a band came from; nullptr for one that nobody wrote.
    const WrittenBand* find(base::Span band) const {
      const auto found = std::ranges::find(written, band, &WrittenBand::span);
      return found == written.end() ? nullptr : &*found;
    }
  };
  std::uint32_t add_scale(type::Scale scale, const ScaleTypes& types);
  void add_schedule(std::uint32_t provision, Schedule schedule) {
    schedules_.emplace(provision, std::move(schedule));
  }
  /// Of a provision that is one, else nullptr.
  const Schedule* schedule_of(std::uint32_t provision) const {
    const auto found = schedules_.find(provision);
    return found == schedules_.end() ? nullptr : &found->second;
  }
  /// Whether the start of that schedule is being read already: then it is asked for by itself.
  bool& reading_start(const Schedule& schedule) {
    return starts_being_read_[schedule.item.span().begin];
  }
  std::uint32_t add_open_scale(OpenScale scale) {
    open_scales_.push_back(std::move(scale));
    return static_cast<std::uint32_t>(open_scales_.size() - 1);
  }
  const OpenScale& open_scale(std::uint32_t index) const { return open_scales_[index]; }
  /// Whether the brackets of that scale are being read already: then it is asked for by itself.
  bool& reading_open_scale(std::uint32_t index) { return open_scales_[index].being_read; }
  const ScaleTypes& types_of_scale(std::uint32_t scale) const { return scale_types_[scale]; }
  /// Whether 以上 and 以下 include the number itself, unless the line says otherwise.
  void read_above(bool inclusive) { above_inclusive_ = inclusive; }
  void read_below(bool inclusive) { below_inclusive_ = inclusive; }
  void read_month_ends(MonthEnds reading) { month_ends_ = reading; }
  MonthEnds month_ends() const { return month_ends_; }
  bool above_inclusive() const { return above_inclusive_; }
  bool below_inclusive() const { return below_inclusive_; }

  /// Keeps what a declaration that gives no column says of itself.
  std::uint32_t add_remark(type::Remark remark);
  /// The same of a constant, whose name stands for it.
  void add_constant(type::Remark remark, const Symbol& symbol);
  /// The text means that declaration at `span`. Of constants those without a remark are left out.
  void use_remark(std::uint32_t remark, base::Span span);
  void use_constant(const Symbol& symbol, base::Span span);

  /// `axes`: the categories by which a cell is found.
  std::uint32_t add_matrix(Matrix matrix, std::vector<type::Type> axes);
  const std::vector<type::Type>& axes_of(std::uint32_t matrix) const { return axes_[matrix]; }

  /// The calendar that workdays are counted by: the one named, else the only one declared. None is
  /// reported.
  std::optional<std::uint32_t> workday_calendar(syntax::NodeView name, base::Span span);

  void add_found_reference(FoundReference found) { found_references_.push_back(std::move(found)); }
  const std::vector<FoundReference>& found_references() const { return found_references_; }

  void set_period(EntityId entity, Period period) { periods_[entity] = std::move(period); }
  void set_sequence(EntityId entity, Sequence sequence) {
    sequences_[entity] = std::move(sequence);
  }
  /// Of an entity whose rows have one, else nullptr.
  Sequence* sequence_of(EntityId entity) {
    const auto found = sequences_.find(entity);
    return found == sequences_.end() ? nullptr : &found->second;
  }
  /// Rows of that entity belong to the day in that field. Nothing without days of which the policy
  /// speaks.
  void date_rows(EntityId entity, ColumnId day);
  /// The day to which `dated by` says that a row belongs.
  struct DayOfRows {
    ColumnId day = kNone;
    syntax::NodeView node;
    bool counted = false;  ///< something is counted as of a day by it
  };
  void set_day_of_rows(EntityId entity, DayOfRows day) { days_of_rows_[entity] = day; }
  /// Of rows that say so, else nullptr.
  DayOfRows* day_of_rows(EntityId entity) {
    const auto found = days_of_rows_.find(entity);
    return found == days_of_rows_.end() ? nullptr : &found->second;
  }
  const std::map<EntityId, DayOfRows>& days_of_rows() const { return days_of_rows_; }
  /// Of a history entity, else nullptr.
  const Period* period_of(EntityId entity) const;

 private:
  Model& model_;
  ExprBuilder& build_;
  Names& names_;
  diagnostic::DiagnosticSink& sink_;
  std::vector<ExchangeRate> rates_;
  std::vector<RateList> lists_;
  base::HashMap<std::uint32_t, RowCurrency> row_currencies_;                // by currency
  base::HashMap<std::uint32_t, std::vector<std::uint32_t>> currencies_of_;  // by category set
  base::HashMap<std::uint32_t, Schedule> schedules_;
  std::map<std::uint32_t, bool> starts_being_read_;  // by the place of the schedule
  std::vector<OpenScale> open_scales_;
  std::vector<ScaleTypes> scale_types_;
  std::vector<std::vector<type::Type>> axes_;
  base::HashMap<std::string, std::uint32_t> category_sets_;
  base::HashMap<EntityId, Period> periods_;
  base::HashMap<EntityId, Sequence> sequences_;
  std::map<EntityId, DayOfRows> days_of_rows_;
  base::HashMap<std::uint32_t, std::uint32_t> constants_;  // remarks by Symbol::number
  std::vector<FoundReference> found_references_;
  MonthEnds month_ends_ = MonthEnds::clamped;
  bool above_inclusive_ = true;
  bool below_inclusive_ = true;
};

}  // namespace remit::check
