#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "remit/options.h"
#include "remit/results.h"

namespace remit {

/// What a sweep is asked: how figures change with the parameters of a policy.
struct SweepOptions {
  /// Parameters and the values that each is given, as a policy writes them: `cap=30万,50万,80万`,
  /// or a range of numbers, amounts or dates in steps: `rate=10%..30%/1%`. Several are a grid, the
  /// last fastest. An open parameter can be given values like any other.
  std::vector<std::string> set;
  /// Figures, each a formula over the policy as a whole, several of them separated by commas.
  /// Beside all that a policy may say it may ask for (English and Chinese words alike):
  ///   total(NAME), 合计(NAME)       what a party pays, what a reward comes to, or what is paid by
  ///                                 whom a cell of that text names; total(): everything
  ///   count(NAME), 计数(NAME)       in how many rows a reward is paid or a condition holds
  ///   targets.NAME.met, 各目标.NAME.达成  in how many rows; `missed`, `undetermined` likewise
  /// and these words stand for several: `totals` by payer, `rewards`, `targets`. Empty: totals and
  /// targets.
  std::vector<std::string> show;
  std::uint64_t most_variants = 100'000;  ///< StatusCode::limit_exceeded beyond
  RunOptions run;
};

/// The figures of a grid.
struct Sweep {
  std::vector<std::string> parameters;  ///< the first columns of the table, one for each
  /// One row for each combination: the values as they are written, then the figures. Where a figure
  /// reads a total or a count of which some rows are undetermined, it is followed by how many
  /// (undetermined(NAME), targets.NAME.undetermined).
  Table table;
};

/// One figure of a sweep as a picture, an SVG that needs nothing else: lines over the parameter of
/// the most values, one line for each combination of the others; for yes and no steps between them.
/// `column`: of the table, a figure. Empty if that has no value to draw, or the sweep has but one
/// variant.
std::string sweep_picture(const Sweep& sweep, std::size_t column, Language language);

/// What a solution is asked: the largest or smallest value for which a condition holds.
struct SolveOptions {
  /// One parameter with several values; others may be given one value each. Of one row: one of its
  /// fields, a number or an amount, in the place of the parameter, `revenue=0..1亿/0.01`.
  std::vector<std::string> set;
  /// A condition on figures (SweepOptions::show), `total(treasury) <= 2000万`; of one row a
  /// condition over its fields and what the policy computes of it, `bonus >= 50万`.
  std::string so_that;
  bool smallest = false;
  std::vector<std::string> show;  ///< figures told beside each value; empty: none
  /// Asks of one row of an entity, by its key: which value of the field does it. Both empty: of the
  /// policy as a whole.
  std::string entity;
  std::string key;
  /// Grids of more values are searched: at their ends, at even distances, where formulas change
  /// course, and then between the values where the condition changes.
  std::uint64_t whole_grid = 2'000;
  RunOptions run;
};

/// What was found. The value is proved by its neighbour: the next on the grid in the direction
/// asked, for which the condition does not hold.
struct Solution {
  bool found = false;
  std::string name;                      ///< of the parameter or field
  std::string value;                     ///< if found, as written
  std::optional<std::string> neighbour;  ///< nothing: the value is the last of the grid
  std::optional<std::string> current;    ///< of one row: what its field has now
  std::uint64_t values = 0;              ///< on the grid
  std::uint64_t tried = 0;               ///< of them: all, or the grid was searched
  std::uint64_t changes = 0;       ///< how often the condition changes from one tried to the next
  std::uint64_t undetermined = 0;  ///< tried, of which it is not known; they count as not holding
  /// Of the totals and counts in the condition: the most rows, at any value tried, of which it is
  /// not known what they add. They count as nothing.
  std::uint64_t open_rows = 0;
  /// One row for each value tried, ascending as on the grid: the value, `holds`, the figures.
  std::optional<Table> table;

  bool is_whole() const { return tried == values; }
  /// The condition changes once at most along what was tried.
  bool is_monotone() const { return changes <= 1; }
};

/// The same as a table of one row: name, found, value, neighbour, current, values, tried, changes,
/// undetermined, open_rows.
Table solution_table(const Solution& solution);

}  // namespace remit
