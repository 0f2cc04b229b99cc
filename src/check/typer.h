#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/context.h"
#include "type/functions.h"

namespace remit::check {

/// The rows an expression speaks of. Inside a fold the folded rows come first; names they do not
/// have are looked for in the `outer` rows, reached through `via`.
struct Scope {
  EntityId entity = kWhole;
  const Scope* outer = nullptr;
  ExprId via = kNone;  ///< reference from these rows to the outer ones; none: outer is the whole
  std::vector<EntityId> named = {};  ///< of a fold: the entities by which the rows were named
  EntityId summed_up =
      kWhole;            ///< of a figure of a summary: whose rows a fold means that names none
  bool earlier = false;  ///< of a fold over the rows that stand before the one that asks
  /// Of what is said of `this` in the condition of a fold: the folded rows, whose names mean them.
  const Scope* beside = nullptr;
};

struct UncheckedRow;

/// What stands in the brackets, if anything does.
NodeView ungrouped(NodeView node);

/// Turns expressions of the syntax tree into typed expressions of the model. Never fails: what
/// is wrong is reported and becomes a blank of unknown type, which silences follow-ups.
class Typer {
 public:
  explicit Typer(Context& context) : c_(context), build_(context.build) {}

  /// The condition of a check of that row's fields, in which a definition of the row is written
  /// out: its own column reads what the check lets through.
  ExprId check_of(NodeView condition, UncheckedRow& row);

  /// While it lives, what is typed matters only where a condition holds (or fails).
  class Reached {
   public:
    Reached(Typer& typer, ExprId condition, bool holds = true) : typer_(typer) {
      typer_.reached_.emplace_back(condition, holds);
    }
    ~Reached() { typer_.reached_.pop_back(); }
    Reached(const Reached&) = delete;
    Reached& operator=(const Reached&) = delete;

   private:
    Typer& typer_;
  };
  /// Records a place of the text that tests may reach.
  void probe(Probe::Kind kind, ExprId value, base::Span span, base::Span other = {},
             std::uint32_t scale = kNone);

  /// `expected` helps where a word alone does not say what it is: the words of a category, a zero
  /// that is money.
  ExprId expr(NodeView node, const Scope& scope, type::Type expected = type::kUnknown);
  /// The same where a blank is taken over as it is: a value that is nothing but a name.
  ExprId copied(NodeView node, const Scope& scope, type::Type expected = type::kUnknown);
  /// Like `expr`, and complains if the result has not exactly that type.
  ExprId of_type(NodeView node, const Scope& scope, type::Type wanted);
  ExprId condition(NodeView node, const Scope& scope);
  /// Complains if two values that make up `node` are the same one.
  void refuse_twice(NodeView node, ExprId left, ExprId right);
  /// A number or money.
  ExprId numeric(NodeView node, const Scope& scope, type::Type expected = type::kUnknown);
  /// The same where of dated rows those count that are dated by that day; kNone if it counts none.
  ExprId as_of(NodeView node, const Scope& scope, ExprId day);
  /// A count: what may have digits after the point is reported.
  ExprId whole_number(ExprId count, base::Span span);
  /// A bound or default of a field: a plain constant is meant in the field's own unit.
  ExprId in_unit(NodeView node, const Scope& scope, type::Type wanted);
  /// The step of a rounding of values of that type, or of any if it is unknown: a constant in the
  /// same unit; nothing where one was complained of.
  std::optional<number::Rational> step(NodeView node, const Scope& scope, type::Type of);
  /// The rounding to that step; reports at `span` one that is not above zero.
  std::optional<number::Rounding> make_rounding(number::RoundingMode mode,
                                                const number::Rational& grid, base::Span span);
  /// The same as a constant where it is one: what a dated parameter gives on a fixed day, and what
  /// is computed of such.
  ExprId settled(ExprId value);
  /// A constant number, or nullopt with a complaint.
  std::optional<number::Rational> constant(NodeView node, type::Type expected = type::kUnknown);
  /// `expr` as `wanted`: zero becomes money; else complains where it differs.
  ExprId coerce(ExprId expr, type::Type wanted, base::Span span);

  /// A path without its first `skip` steps, over the rows of `entity`.
  ExprId path_from(NodeView path, EntityId entity, std::size_t skip);
  /// An attribute of the form that a path names; kNone with a complaint if it has none.
  ExprId member_of_form(NodeView path, const Scope& scope, std::string_view member);
  std::vector<SortKey> sort_keys(NodeView clause, const Scope& scope);
  /// Complains of a sort key that orders nothing: the same for all rows, or one of those before.
  void refuse_idle_key(NodeView node, ExprId by, const std::vector<SortKey>& before);
  std::vector<ExprId> partition(absl::Span<const NodeView> keys, const Scope& scope);
  /// What a clause says of the rounding of values of that type.
  std::optional<number::Rounding> rounding(NodeView clause, const Scope& scope, type::Type of);

  /// Types the keys by which the entity orders its rows.
  void read_sequence(EntityId entity);
  /// The only reference of `rows` to `target`; several or none are reported. A path may say which.
  ExprId reference_between(EntityId rows, EntityId target, NodeView via, base::Span span);
  /// Money `amount` in another currency, at the rate of `day` (kNone: none was named).
  ExprId convert(ExprId amount, std::uint32_t currency, ExprId day, base::Span span);
  /// Whether it is money whose currency stands in a field of the row. Complains of one that is to
  /// be added up, compared among rows, or paid.
  bool refuse_row_money(ExprId value, NodeView node);
  /// A piecewise constant or linear table applied to a value.
  ExprId apply_scale(std::uint32_t scale, ExprId value, base::Span span);

  /// A date moved by a duration, backwards if `back`; workdays by the calendar named, if one is.
  ExprId move_date(ExprId date, ExprId length, bool back, base::Span span,
                   NodeView calendar_name = {});
  void report_unknown_category(NodeView word, type::Type type);
  /// Whether a word may be meant that only the type of what it is compared with would explain.
  bool may_be_category(NodeView node, const Scope& scope) const;
  void warn_always_given(ExprId value, NodeView node);
  bool is_there(ExprId value, NodeView node) const;
  /// A constant zero as money, anything else unchanged.
  ExprId zero_as(ExprId id, type::Type wanted);

  diagnostic::Argument describe(type::Type type) const;
  /// Complains of money of one currency where that of another is needed.
  diagnostic::Diagnostic& refuse_currencies(base::Span span, type::Type wanted, type::Type found);

  /// The value as a column without a name in the results: a step that explanations tell.
  ExprId step(type::Origin origin, ExprId value, base::Span span);
  /// Whether the day of a `by_row` is not before the one that it says.
  ExprId holds_from(NodeView by_row, const Scope& scope);
  /// The first day or the first year of a schedule.
  ExprId schedule_start(const Schedule& schedule, const Scope& scope);
  /// Types a formula with arguments, if it was not yet.
  void type_formula(std::uint32_t index);

  /// Whether the line is in Chinese before that place.
  bool after_chinese(base::Span place) const;
  /// A value as the policy writes it, to be proposed again: with the quotes of a text.
  std::string_view written(NodeView node) const { return c_.model.written(node.span()); }

 private:
  struct Place;  // how far a path has come

  ExprId convert_row_money(ExprId amount, const RowCurrency& own, std::uint32_t currency,
                           ExprId day, base::Span span);
  ExprId rate_step(std::string name, ExprId rate, base::Span span);
  ExprId rate_of(std::uint32_t from, std::uint32_t to, EntityId rows, ExprId day, base::Span span);
  ExprId word_of_list(const RateList& list, std::uint32_t currency, base::Span span);
  ExprId refuse_far_money(ExprId value, base::Span span);
  /// `x otherwise y`, while x is typed: should x be a column that is being defined, y says what it
  /// is.
  struct Fallback {
    NodeView node;
    const Scope* scope = nullptr;
    type::Type expected = type::kUnknown;
  };
  /// The column where the path has come to.
  ExprId use_at(const Place& place, ColumnId column, base::Span span);

  ExprId settled(ExprId value, base::HashMap<ExprId, ExprId>& known);
  ExprId settled_parts(ExprId value, base::HashMap<ExprId, ExprId>& known);
  /// The day of a constant date.
  std::optional<std::int32_t> fixed_day(ExprId day) const;
  ExprId wrong(base::Span span) { return build_.blank(type::kUnknown, span); }
  bool unknown(ExprId id) const { return build_.type_of(id).kind == type::TypeKind::unknown; }

  ExprId literal_number(NodeView node);
  /// Proposes the currency after a number where money is needed.
  void suggest_currency(diagnostic::Diagnostic& found, base::Span number, type::Type wanted) const;
  /// Of an `if`: where a value may be left out by the word `blank`.
  ExprId branch(NodeView node, const Scope& scope, type::Type expected);
  ExprId conditional(NodeView node, const Scope& scope, type::Type expected);
  ExprId at_least(NodeView node, const Scope& scope);
  ExprId between(NodeView node, const Scope& scope);

  struct Joined {
    std::vector<ExprId> parts;
    ExprId whole = kNone;
  };
  Joined joined(NodeView node, const Scope& scope);
  ExprId binary(NodeView node, const Scope& scope, type::Type expected);
  ExprId prefix(NodeView node, const Scope& scope, type::Type expected);
  ExprId postfix(NodeView node, const Scope& scope);
  ExprId measure(NodeView node, const Scope& scope);
  void suggest_year(diagnostic::Diagnostic& found, NodeView date, ExprId number);
  void suggest_literal(diagnostic::Diagnostic& found, base::Span span, ExprId value,
                       type::Type type);
  void suggest_truth(diagnostic::Diagnostic& found, NodeView node, ExprId value) const;
  std::optional<std::string> day_meant(ExprId value) const;
  void warn_never_given(ExprId value, NodeView node, ExprId text, NodeView word);
  /// Of an operation that says nothing when both sides are one value.
  ExprId arithmetic(NodeView node, type::Opcode op, ExprId left, ExprId right);
  bool say_times(NodeView node);
  bool say_otherwise(NodeView node, const Scope& scope);
  std::optional<std::string> size_or_more(NodeView node, const Scope& scope) const;
  /// A quotient; a divisor that is always zero is refused.
  ExprId quotient(ExprId left, ExprId right, type::Type type, base::Span span);
  ExprId date_arithmetic(NodeView node, type::Opcode op, ExprId left, ExprId right);
  ExprId comparison(NodeView node, type::Opcode op, const Scope& scope);
  void refuse_idle_otherwise(NodeView node, ExprId value);
  /// Both sides of a comparison, of one type; nothing, with a complaint, where they are not.
  std::optional<std::pair<ExprId, ExprId>> comparable(NodeView node, const Scope& left_scope,
                                                      const Scope& right_scope);
  /// What compares a thing with itself in a fold meant, as a rule, the row of the formula.
  void suggest_this(diagnostic::Diagnostic& found, NodeView node, const Scope& scope) const;
  bool say_given(NodeView node, ExprId left, const Scope& scope);
  void ask_instead(NodeView node, bool given);
  bool refuse_empty(NodeView node, type::Opcode op, ExprId left, ExprId right);
  ExprId membership(NodeView node, const Scope& scope, bool negated);
  ExprId given(NodeView node, const Scope& scope, bool negated);
  ExprId applicable(NodeView node, const Scope& scope, bool negated);
  /// Complains of a conversion, or of its day, that changes nothing.
  void look_at_conversion(NodeView conversion, NodeView day, type::Type from, std::uint32_t to);
  ExprId dated_parameter(NodeView node, const Scope& scope);
  const Schedule* schedule_named(NodeView name, const Scope& scope);
  ExprId schedule_on(const Schedule& schedule, ExprId day, NodeView node, const Scope& scope);
  ExprId schedule_in_year(NodeView node, const Scope& scope);
  ExprId of_schedule(const Schedule& schedule, ExprId year, NodeView node);
  std::optional<std::string> words_listed(NodeView node, const Scope& scope);
  diagnostic::Argument of_rows(EntityId table, EntityId begun) const;
  /// Complains of a comparison by size of what has none; true if it did.
  bool refuse_no_size(NodeView node, type::Opcode op, ExprId left, ExprId right);
  std::optional<std::string> words_meant(NodeView node, type::Opcode op, ExprId left,
                                         ExprId right) const;
  ExprId bad_operands(NodeView node, ExprId left, ExprId right);

  ExprId path(NodeView node, const Scope& scope, type::Type expected);
  ExprId walk(absl::Span<const NodeView> steps, const Scope& scope, base::Span span,
              std::string_view attribute = {});
  std::size_t fold_prefix(absl::Span<const NodeView> steps, const Scope& scope) const;
  bool is_name(const Scope& scope, std::string_view name) const;
  void tell_hidden(EntityId entity, std::string_view name, base::Span span);
  bool first_step(Place& place, std::string_view name, const Scope& scope, base::Span span);
  bool enter(Place& place, EntityId entity, std::string_view name, base::Span span);
  ColumnId column_of(EntityId entity, std::string_view name, const Symbol& symbol) const;
  void write_out(Place& place, EntityId entity, const Provision& form, base::Span span);
  bool enter_form(Place& place, std::string name, std::string_view next, base::Span span,
                  bool* joined);
  bool leads_on(const Place& place, std::string_view name);
  void enter_main(Place& place, base::Span span);
  bool enter_reference(Place& place, std::string_view name, base::Span span);
  bool enter_name(Place& place, std::string_view name, base::Span span);
  void report_no_row(const Place& place, std::string_view name, std::string_view before,
                     base::Span span, base::Span path);
  ExprId of_either(const Provision& form, ColumnId later, std::string_view member, base::Span span,
                   const Place& place);
  ExprId chart_of_row(std::uint32_t index, EntityId rows, base::Span span);
  ExprId finish(const Place& place, base::Span span);
  ExprId previous(EntityId entity, base::Span span);
  bool type_sequence(EntityId entity, Sequence& sequence, base::Span span);
  /// The place among the rows that share the values of `within` and stand in the same sequence,
  /// from 1: no two have the same.
  ExprId place_in_sequence(EntityId entity, base::Span span, const std::vector<ExprId>& within);
  /// The row before in the sequence of the entity, among those that share the values of `within`;
  /// `place`, if given, receives the row's own place there, blank where it has none.
  ExprId before(EntityId entity, base::Span span, const std::vector<ExprId>& within = {},
                ExprId* place = nullptr);
  /// Complains where a word that leads to rows before is asked of an entity without a sequence.
  bool report_no_sequence(EntityId entity, std::string_view word, base::Span span);
  /// Notes that a figure of a target is read, which is blank where the target is not set.
  void note_read(const Provision& of, ColumnId column, base::Span span);
  void remember_history(EntityId entity, const Period& period);
  std::optional<std::uint32_t> category_word(NodeView node, type::Type type);
  void refuse_name_of_word(NodeView word, const Scope& scope, type::Type type);

  ExprId call(NodeView node, const Scope& scope, type::Type expected);
  const Symbol* find_formula(const std::string& name, const Scope& scope) const;
  ExprId call_formula(NodeView node, const Symbol& symbol, const Scope& scope);
  ExprId argument_of(const Formula& formula, std::size_t index, NodeView node, const Scope& scope);
  void report_formula_count(base::Span span, const Formula& formula, int given);
  ExprId filled(const Formula& formula, ExprId id, const std::vector<ExprId>& given,
                base::HashMap<ExprId, ExprId>& done, base::Span call, bool real);
  ExprId refilled(const Expr& expr, const std::vector<ExprId>& args, base::Span call);
  ExprId applied(std::uint32_t index, std::vector<ExprId> given, const std::string& written,
                 base::Span call);
  std::optional<std::string> field_of_row(NodeView node, const std::string& name) const;
  ExprId no_function(NodeView node, const std::string& name, const Symbol* symbol);
  void report_count(NodeView node, const type::Function& function, int count);
  /// Whether the call says only what the function knows; reports the rest, each at its place.
  bool shape_fits(NodeView node, std::string_view name, const type::CallShape& shape);
  ExprId row_function(NodeView node, const type::Function& function, const Scope& scope,
                      type::Type expected);
  /// Of an operation whose operands have a type each.
  ExprId typed_function(NodeView node, const type::Function& function, const Scope& scope);
  ExprId derived_function(NodeView node, const type::Function& function, const Scope& scope,
                          type::Type expected);
  ExprId modulo(NodeView node, const Scope& scope, type::Type expected);
  ExprId power(NodeView node, const Scope& scope);
  ExprId power_by_value(NodeView node, ExprId base, ExprId count);
  ExprId date_of(NodeView node, const Scope& scope);
  ExprId prorated(NodeView node, const Scope& scope, type::Type expected, bool by_month);
  ExprId average_of(NodeView node, const Scope& scope, type::Type expected);
  ExprId date_argument(NodeView node, const Scope& scope);
  /// So many months or years later. Where the month is too short for the day: its last day, the day
  /// after, or an error of the cell, as the policy (or `reading`) reads it.
  ExprId months_later(type::Opcode op, ExprId date, ExprId count, base::Span span);
  ExprId months_later(type::Opcode op, ExprId date, ExprId count, MonthEnds reading,
                      base::Span span);
  ExprId months_passed(type::Opcode op, ExprId from, ExprId to, base::Span span);
  ExprId near_workday(NodeView node, const Scope& scope, bool later);
  ExprId fold_function(NodeView node, const type::Function& function, const Scope& scope);
  // Folds over the rows before, in typer_earlier.cc.
  bool is_over_earlier(NodeView node, const Scope& scope) const;
  ExprId earlier_function(NodeView node, const type::Function& function, const Scope& scope);
  struct Earlier;  // what is folded of them
  bool may_lack_place(EntityId entity, const std::vector<ExprId>& within) const;
  ExprId among_earlier(NodeView node, const type::Function& function, const Earlier& of,
                       NodeView where, const Scope& scope);
  ExprId mean_of_rows(ExprId sum, Fold fold, EntityId entity, base::Span span);
  ExprId carried(NodeView node, const type::Function& function, const Earlier& of);
  ExprId condition_of_rows(NodeView node, const Scope& inner, ExprId where);
  bool is_any_name(std::string_view name) const;
  ExprId no_rows(NodeView node, const type::Function& function);
  void grow_tree(EntityId rows, NodeView via);
  ExprId folded(NodeView node, const type::Function& function, const Scope& scope,
                const Scope& inner, Fold fold);
  bool speaks_of_this(NodeView node, const Scope& scope) const;
  void count_by_day(NodeView said, const Scope& scope, const Scope& inner, Fold& fold);
  void count_by(ExprId day, NodeView node, const Scope& inner, Fold& fold);
  void fold_condition(NodeView where, const Scope& scope, const Scope& inner, Fold& fold);
  void join(NodeView node, const Scope& scope, const Scope& inner, Fold& fold);
  /// Leaves out what joins rows by values that are their own anyway.
  void settle_join(Fold& fold, EntityId entity) const;
  void bound(NodeView node, bool above, bool open, ExprId theirs, ExprId ours, Fold& fold);
  bool enter_this(Place& place, const Scope& scope, base::Span span);
  /// Whether rows of `step` refer to `target` by a name of their own.
  bool refers(EntityId rows, EntityId target) const;
  void read_order(NodeView node, const type::Function& function, const Scope& inner, Fold& fold);
  /// Leaves to the condition the rows that `top` or `without` keep.
  ExprId between_ends(NodeView option, ExprId value, const Fold& fold);
  void keep_best(NodeView option, const Scope& inner, ExprId value, Fold& fold);
  void keep_between_bounds(NodeView option, const Scope& inner, ExprId value, Fold& fold);
  std::vector<SortKey> order_of_best(NodeView option, const Scope& inner, ExprId value,
                                     const Fold& fold);
  ExprId rank_rows(const Fold& fold, std::vector<SortKey> keys, base::Span span);
  std::optional<number::Rational> row_number(NodeView number);
  ExprId rank_function(NodeView node, const Scope& scope);
  ExprId among_rows(NodeView node, const Scope& scope);
  ExprId weight_of_share(NodeView node, const Scope& scope);
  void refuse_never_taken(const syntax::NodeList& nodes, const std::vector<ExprId>& values,
                          type::Opcode op);
  ExprId next_weekday(NodeView node, ExprId date, ExprId weekday);
  void refuse_empty_text(NodeView node, type::Opcode op, ExprId part);
  ExprId join_function(NodeView node, const type::Function& function, const Scope& scope);
  ExprId written_part(NodeView argument, int number, const type::Function& function,
                      const Scope& scope);
  ExprId share_function(NodeView node, const Scope& scope);
  void refuse_parts_of_coins(NodeView written, const number::Rational& grid, type::Type type);
  ExprId round_function(NodeView node, const Scope& scope, type::Type expected);
  ExprId brackets_of_chart(const Chart& chart, const std::vector<ExprId>& axes, std::size_t axis,
                           std::size_t index, base::Span span);
  ExprId value_of_chart(const Chart& chart, const std::vector<ExprId>& axes, base::Span span);
  ExprId call_open_scale(NodeView node, const Symbol& symbol, const Scope& scope);
  ExprId call_data_scale(NodeView node, const OpenScale& scale, const Scope& scope);
  /// What a use of the brackets comes to, as a step of its own.
  ExprId scale_step(NodeView node, const OpenScale& scale, base::Span brackets, ExprId result);
  ExprId named_table(NodeView node, const Symbol& symbol, const Scope& scope);
  /// Whether the path names these rows, and nothing of them.
  bool only_names(NodeView path, const std::vector<EntityId>& rows) const;
  /// Whether it is a field of these rows that each has, so that counting it counts them: not one
  /// that may be left out, nor a truth value, of which one might mean the true ones.
  bool stands_for_row(ExprId value, EntityId rows) const;
  std::vector<EntityId> rows_named(NodeView node, const Scope& scope);
  bool counts_rows_of_its_name(const Symbol& symbol) const;
  bool collect_rows(NodeView node, const Scope& scope, std::vector<EntityId>& rows);

  Context& c_;
  ExprBuilder& build_;
  Fallback fallback_;
  Formula* within_ = nullptr;                     ///< whose body is being typed
  UncheckedRow* unchecked_ = nullptr;             ///< whose check is being typed
  int takes_blank_ = 0;                           ///< of what is being typed, a blank is no error
  std::vector<std::pair<ExprId, bool>> reached_;  ///< over the rows that are being typed
  ExprId counted_by_ = kNone;                     ///< the day by which dated rows count
  bool counts_by_day_ = false;                    ///< whether some did
};

}  // namespace remit::check
