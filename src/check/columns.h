#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "base/hash_map.h"
#include "check/expr_builder.h"
#include "check/model.h"
#include "check/names.h"
#include "check/provision.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/tree.h"

namespace remit::check {

/// What a declaration may have to wait for. In this order: each wave runs when those before it are
/// through.
enum class Wave : std::uint8_t {
  choices,     ///< all rewards are declared
  joint_caps,  ///< all choices among them
  funds,       ///< all limits that they share
  shares,      ///< all stages that rewards go through
  everything,  ///< whatever has a name
};

/// In which row a column is asked for: that of the formula, another of the same table, or one that
/// stands before it in an order, through which a column may read itself.
enum class AskedRow : std::uint8_t { own, other, earlier };

/// The type of a column that is asked for while it is being defined, as the place that asks knows
/// it; unknown where it does not.
using TypeThere = std::function<type::Type()>;

/// A column that was read in a row before while it was being defined.
struct Recurring {
  ColumnId column = kNone;
  int decimals = 0;       ///< what was taken for granted of it
  bool promised = false;  ///< since the text says so
  base::Span span;        ///< where it was read
};

/// The columns of the model: which provision gives them, and what must be typed to define them.
/// A column is defined when the first formula asks for it, or at the end.
class Columns {
 public:
  Columns(Model& model, ExprBuilder& build, Names& names, const Limits& limits,
          diagnostic::DiagnosticSink& sink)
      : model_(model), build_(build), names_(names), limits_(limits), sink_(sink) {}

  ProvisionId add(Provision&& provision);
  const Provision& provision(ProvisionId id) const { return provisions_[id]; }
  const std::deque<Provision>& provisions() const { return provisions_; }
  /// The figures of the whole that the name of a made table gives, behind a dot.
  void set_totals(EntityId rows, ProvisionId id) { totals_[rows] = id; }
  /// Those of an entity, or nullptr.
  const Provision* totals_of(EntityId rows) const {
    const auto found = totals_.find(rows);
    return found == totals_.end() ? nullptr : &provisions_[found->second];
  }

  /// The column that the provision's bare name means, under that name. If the form has the role as
  /// an attribute too, the column is asked for by that word as well.
  ColumnId add_bare(ProvisionId id, type::Role role, bool output = true);
  /// The column of one of the form's attributes; what the bare name means if the form says so.
  ColumnId add_attribute(ProvisionId id, type::Role role, bool output = true);
  /// The column of a part (a share, an item of a score), or `part.attribute`; complains at `span`
  /// if an attribute or another part has that name.
  ColumnId add_part(ProvisionId id, std::string_view name, type::Role role, base::Span span);

  /// Adds an input column for a field and declares its name.
  void add_field(EntityId entity, Field field);
  /// A column that no provision lists; its definition follows.
  ColumnId add_raw(Column column);
  /// A column of a provision that cannot be asked for, for these rows; its definition follows.
  ColumnId add_hidden(ProvisionId id, EntityId rows, type::Role role, base::Span span);
  /// A column of the results that holds the expression: the column it already is, or a new one of
  /// that name.
  ColumnId add_result(EntityId entity, std::string name, ExprId value, base::Span span);
  /// A helper column with a value, for one step of a provision that explanations show.
  ExprId add_step(ProvisionId id, type::Role role, ExprId value, base::Span span);

  /// `run` defines these columns together, once. `name` and `span` are what a circle is told with.
  void add_definition(std::string name, base::Span span, absl::Span<const ColumnId> columns,
                      std::function<void()> run);
  /// Sets a declared column's value, type and form.
  void define(ColumnId column, ExprId value, base::Span span = {});
  /// The type that the text declares of a column whose formula is yet to be typed.
  void promise(ColumnId column, type::Type type, int decimals, bool exactly);
  /// The column as an expression; defines it first if need be. A column being defined is a cycle:
  /// reported, with an unknown type in its place; but a recurrence where one of the columns on the
  /// way was asked for in a row before. That needs the type beforehand: the promised one, or
  /// `type`.
  ExprId use(ColumnId column, base::Span span, AskedRow row = AskedRow::own,
             const TypeThere& type = {});
  /// A raw column whose definition comes when everything has a name: asked for before, it is
  /// refused like whatever is declared later than fields are read.
  void await(ColumnId column) { awaited_.insert(column); }
  bool awaits(ColumnId column) const { return awaited_.contains(column); }
  /// A column without a name that reads itself in a row before, by its maker's doing.
  void carry(ColumnId column) { recurring_.push_back({column, 0, true, {}}); }
  /// Recurrences, in the order in which they were met; whether they are sound is to be seen.
  const std::vector<Recurring>& recurring() const { return recurring_; }
  /// What is told of a circle: how a column is called, and where it is defined.
  std::string_view name_of(ColumnId column) const;
  base::Span span_of(ColumnId column) const;
  /// Has the columns asked for by some formula, or else complains of the part of the text that is
  /// for them alone.
  void expect_use(std::vector<ColumnId> columns, syntax::NodeView part);
  /// The day that the policy is evaluated for.
  ExprId today(base::Span span);

  /// Has `declare` run when everything of the waves before is declared.
  void wait(Wave wave, std::function<void()> declare) {
    waiting_.push_back({wave, std::move(declare)});
  }
  /// Runs what waits, in the order of waves and of waiting.
  void declare_waiting();
  /// Defines all columns, as a rule after those that their texts mention.
  void define_all(absl::Span<const syntax::Tree> trees);
  /// Defines what was declared since, in the order of declaration.
  void define_waiting();

 private:
  struct Definition {
    std::string name;
    base::Span span;
    std::function<void()> run;
    enum class State : std::uint8_t { waiting, running, done } state = State::waiting;
  };
  struct Waiting {
    Wave wave;
    std::function<void()> declare;
  };

  ColumnId add_named(const Provision& provision, std::string name, type::Role role, bool output);
  struct Expected {
    std::vector<ColumnId> columns;
    syntax::NodeView part;
  };

  /// A definition that is being run, and the row in which it was asked for.
  struct Running {
    std::size_t definition;
    AskedRow row;
  };
  void report_unasked();
  void run(std::size_t definition, base::Span asked_at, AskedRow row = AskedRow::own);
  AskedRow farthest_row(std::size_t definition, AskedRow row) const;
  bool read_itself(ColumnId column, base::Span span, const TypeThere& type);
  void report_cycle(std::size_t definition, base::Span asked_at, AskedRow row);

  Model& model_;
  ExprBuilder& build_;
  Names& names_;
  const Limits limits_;  // its own: whoever calls may have made them for the call
  diagnostic::DiagnosticSink& sink_;
  std::deque<Provision> provisions_;  // stay in place: definitions hold references to them
  base::HashMap<EntityId, ProvisionId> totals_;
  std::vector<Definition> definitions_;
  std::vector<std::size_t> definition_of_;  // by column; kUndefined for inputs
  std::vector<Running> running_;
  std::vector<Waiting> waiting_;
  std::vector<bool> asked_;  // by column
  std::vector<Expected> expected_;
  std::vector<Recurring> recurring_;
  std::vector<Recurring> promised_;
  base::HashSet<ColumnId> awaited_;
};

}  // namespace remit::check
