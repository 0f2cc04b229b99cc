#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/expr_builder.h"
#include "check/model.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/tree.h"

namespace remit::check {

using diagnostic::Code;
using syntax::Keyword;
using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

/// What a name stands for.
enum class SymbolKind : std::uint8_t {
  column,    ///< a field; index: ColumnId
  form,      ///< a declaration that gives columns; index: into Context::forms
  entity,    ///< index: EntityId
  party,     ///< index: into Model::parties
  constant,  ///< an event or a parameter of one value; index: ExprId
  dated,     ///< a dated parameter; index: into Model::dated
  matrix,    ///< index: into Model::matrices
  scale,     ///< index: into Model::scales
  calendar,  ///< index: into Model::calendars
};

struct Symbol {
  SymbolKind kind = SymbolKind::column;
  std::uint32_t index = 0;
  base::Span span;
  bool used = false;
};

/// A declaration that gives columns to an entity, and what it says of itself.
struct Form {
  std::string keyword;  ///< English keyword of the form
  std::string name;
  std::string label;
  std::string cite;
  EntityId entity = kWhole;
  NodeView node;
  ColumnId main = kNone;                                  ///< what the bare name means
  std::vector<std::pair<std::string, ColumnId>> members;  ///< English attribute or part name
  std::shared_ptr<const type::Declaration> said;          ///< Context::add_form fills it in

  Origin origin(type::Role role, base::Span span) const { return {said, role, span}; }
};

/// Columns that are defined together, when the first of them is asked for or at the end.
struct Unit {
  std::string name;
  base::Span span;
  std::function<void()> define;
  enum class State : std::uint8_t { waiting, running, done } state = State::waiting;
};

/// What orders the rows of a history entity: the field of the period, how far apart periods are
/// (in its unit; months for dates), and the fields that tell the histories apart.
struct Period {
  ColumnId column = kNone;
  int step = 1;
  std::vector<ColumnId> group;
};

/// An exchange rate: one constant, a dated table, or a column of a table of quotations.
struct Rate {
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
};

/// What a sanction blocks: `node` is its `blocked` clause entry.
struct Block {
  std::uint32_t sanction = 0;  ///< form
  NodeView node;
};

/// The steps from what a reward entitles to, to what is due: each step's group of rewards (choose,
/// cap together, fund) takes the column before it and gives the next one.
struct RewardStages {
  std::uint32_t form = 0;
  ColumnId eligible = kNone;
  ColumnId entitled = kNone;
  struct Stage {
    ColumnId column = kNone;
    diagnostic::Text reason{};  ///< why nothing is left after it
    std::string name;           ///< of the fund
  };
  std::vector<Stage> stages;
  ColumnId amount = kNone;
  ColumnId last() const { return stages.empty() ? entitled : stages.back().column; }
};

/// The exact value of a literal, without its unit.
number::Rational number_of(const syntax::NumberLiteral& literal);

/// Everything one check shares: the model that it fills, the names, the units still to define and
/// where complaints go. One check, one thread.
class Context {
 public:
  Context(Model& filled, const Limits& allowed, diagnostic::DiagnosticSink& complaints)
      : model(filled), build(filled), sink(complaints), limits(allowed) {}

  Model& model;
  ExprBuilder build;
  diagnostic::DiagnosticSink& sink;
  const Limits& limits;
  std::deque<Form> forms;
  base::HashMap<std::uint32_t, EntityId> entity_of;  ///< by the offset of the declaration
  base::HashMap<EntityId, Period> periods;
  std::vector<Rate> rates;
  std::vector<Block> blocks;
  /// Least and most value of a bounded field, by column.
  base::HashMap<ColumnId, std::pair<number::Rational, number::Rational>> bounds;
  std::vector<ExprId> written_comparisons;                ///< as the policy has them
  std::vector<std::vector<ExprId>> written_conjunctions;  ///< conditions that must hold together
  std::vector<RewardStages> rewards;
  /// Declarations that bind rewards together, in the order in which they apply: choices, joint
  /// limits, funds; each declares its stages once all rewards are known.
  struct Group {
    int order = 0;
    std::function<void()> declare;
  };
  std::vector<Group> groups;
  std::vector<std::function<void()>> later;  ///< to run when every name is declared
  const syntax::Tree* tree = nullptr;        ///< of the policy's own file
  absl::Span<const syntax::Tree> trees;      ///< of all files
  bool above_inclusive =
      true;  ///< 以上 includes the number itself, unless the document says otherwise
  bool below_inclusive = true;  ///< 以下, likewise
  ColumnId today = kNone;       ///< the day the policy is evaluated for, an input of the whole
  std::vector<type::Type> scale_input;   ///< by scale: what it is looked up with
  std::vector<type::Type> scale_output;  ///< by scale: of its amounts; number for rates
  std::vector<std::vector<type::Type>> matrix_axes;

  /// Names of an entity's rows (its fields and forms), and names of the whole.
  bool declare(EntityId entity, std::string_view name, Symbol symbol);
  Symbol* find(EntityId entity, std::string_view name);
  /// Names near `name` that mean something in this entity or the whole.
  std::optional<std::string> near(EntityId entity, std::string_view name) const;
  /// Adds an input column for a field and declares its name.
  void add_field(EntityId entity, Field field);
  /// Lets a field's name mean another column from now on: its value after checks.
  void replace_field(EntityId entity, const std::string& name, ColumnId column);
  /// Whether an expression reads a column of its own rows.
  bool mentions(ExprId expr, ColumnId column) const;
  /// Reports an unknown name with the likeliest correction.
  void unknown_name(EntityId entity, std::string_view name, base::Span span);
  /// Complains that what `name` stands for, if anything, is not what is `needed`, of which `known`
  /// are all there are.
  void not_the_kind(NodeView name, diagnostic::Text needed,
                    absl::Span<const std::string_view> known);

  Form& add_form(Form form);
  std::vector<Block> blocks_of(std::uint32_t form) const;
  /// Index into `rewards` of the reward that a NAME names; reports what is none.
  std::optional<std::uint32_t> reward_named(NodeView name);
  /// The text at a span, from whichever file.
  std::string source_text(base::Span span) const;
  /// The clause that the document's heading gives, where the text is literate.
  std::string default_cite(std::uint32_t offset) const;

  /// A column that no form lists; its unit or definition follows.
  ColumnId add_raw(Column column);
  /// A column of the results that holds the expression: the column it already is, or a new one of
  /// that name.
  ColumnId result_column(EntityId entity, std::string name, ExprId value, base::Span span);

  /// A column of `form` to be defined by a unit: its name is the form's, or `form.member`.
  ColumnId add_column(std::uint32_t form, std::string_view member, type::Role role, bool output);
  /// A helper column with a value, for one step of a form that explanations show.
  ExprId add_step(std::uint32_t form, type::Role role, ExprId value, base::Span span);
  void add_unit(std::string name, base::Span span, const std::vector<ColumnId>& columns,
                std::function<void()> define);
  /// Sets a declared column's value, type and form.
  void define(ColumnId column, ExprId value, base::Span span = {});

  /// The column as an expression; defines it first if need be. A column being defined is a cycle:
  /// reported, with an unknown type in its place.
  ExprId use(ColumnId column, base::Span span);
  /// Defines all units, what others need first.
  void define_all();

  /// The model's index of a currency of type::currencies(), or of the policy's own.
  std::uint32_t currency(std::uint32_t known);
  /// The currency that a NAME names; unknown ones are reported.
  std::optional<std::uint32_t> currency_named(NodeView name);
  /// The calendar that workdays are counted by: the one named, else the only one declared. None is
  /// reported.
  std::optional<std::uint32_t> workday_calendar(NodeView name, base::Span span);
  /// The key of an entity as an expression over its rows.
  ExprId key_column(EntityId entity);
  /// What one unit of the rate's base is worth on `day`, over the rows of `entity`.
  ExprId rate_factor(const Rate& rate, EntityId entity, ExprId day, base::Span span);
  std::uint32_t category_set(const std::vector<type::CategorySet::Value>& values);

 private:
  void run(std::size_t unit, base::Span asked_at);
  void report_cycle(std::size_t unit, base::Span asked_at);

  std::vector<base::HashMap<std::string, Symbol>> names_;  // by entity
  std::vector<Unit> units_;
  std::vector<std::size_t> unit_of_;  // by column; npos for inputs
  std::vector<std::size_t> running_;
  base::HashMap<std::string, std::uint32_t> category_sets_;
};

}  // namespace remit::check
