// The largest or smallest value for which a condition holds.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "api/data_impl.h"
#include "base/strings.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/sweep.h"
#include "remit/policy.h"
#include "sweep/evaluate.h"
#include "sweep/figure_list.h"
#include "sweep/figure_table.h"
#include "sweep/row_question.h"
#include "sweep/search.h"

namespace remit {

using diagnostic::make_error;
namespace text = diagnostic::text;

namespace sweep {
namespace {

/// Variants that are tried together in a grid too large to be tried as a whole.
constexpr std::uint64_t kVariantsAtOnce = 127;
/// Values of one row: a table of so many rows costs next to nothing.
constexpr std::uint64_t kRowsAtOnce = 1023;
/// The same where each value is a run over all tables.
constexpr std::uint64_t kRunsAtOnce = 31;

/// One question.
class Question {
 public:
  Question(const Policy::Impl& policy, const Data::Impl& data, const SolveOptions& options)
      : policy_(policy), data_(data), options_(options) {}

  Result<Solution> answer() {
    if (auto error = read_axes()) return *error;
    std::vector<AskedFigure> asked{{options_.so_that, "--so-that"}};
    for (const std::string& each : options_.show)
      for (std::string& figure : split_figures(each)) asked.push_back({std::move(figure)});
    const std::string entity = row_ ? row_->entity_name() : std::string();
    std::vector<std::string> formulas;
    for (const AskedFigure& figure : asked) formulas.push_back(figure.formula);
    const std::vector<AskedFigure> said = asked;
    if (!row_)
      for (Figure& open : open_rows_of(*policy_.plan, options_.so_that))
        asked.push_back({std::move(open.formula), "--so-that"});
    const auto solved = answer(asked, entity, formulas);
    if (solved.ok() || said.size() == asked.size() ||
        solved.error().code() != StatusCode::policy_error)
      return solved;
    // What goes with a total would be blamed for the same.
    const auto without = answer(said, entity, formulas);
    return without.ok() ? solved.error() : without.error();
  }

 private:
  Result<Solution> answer(const std::vector<AskedFigure>& asked, const std::string& entity,
                          const std::vector<std::string>& formulas) {
    Result<Variants> variants = Variants::make(policy_, others_, asked, entity);
    if (!variants.ok()) return variants.error();
    return row_ ? of_row(*variants, formulas) : of_parameter(*variants, formulas);
  }

  /// The one axis that has several values, and the others.
  std::optional<Error> read_axes() {
    if (!options_.entity.empty() || !options_.key.empty()) {
      auto row = RowQuestion::make(policy_, data_, options_.entity, options_.key, options_.run);
      if (!row.ok()) return row.error();
      row_ = *std::move(row);
    }
    for (const std::string& each : options_.set) {
      const bool bare =
          row_ && each.find('=') == std::string::npos && each.find("＝") == std::string::npos;
      if (bare) {
        if (auto error = row_->vary(each)) return error;
        if (auto error = choose(row_->usual_axis())) return error;
        continue;
      }
      Result<Axis> axis = Axis::read(each);
      if (!axis.ok()) return axis.error();
      const bool is_field = row_ && has_field(axis->name());
      if (is_field) {
        if (auto error = row_->vary(axis->name())) return error;
      }
      if (is_field || (!row_ && axis->size() > 1)) {
        if (auto error = choose(*std::move(axis))) return error;
        continue;
      }
      if (axis->size() > 1) return two(axis->name());
      others_.push_back(*std::move(axis));
    }
    if (!axis_ && !row_ && !others_.empty()) {
      axis_ = others_.back();
      others_.pop_back();
    }
    if (!axis_) return make_error(StatusCode::invalid_argument, text::solve_no_axis);
    if (!row_) others_.push_back(*axis_);
    return std::nullopt;
  }

  bool has_field(const std::string& name) const {
    const auto entity = data_.builder.find_entity(options_.entity);
    return policy_.entities[*entity].find_field(name).has_value();
  }

  Error two(const std::string& name) const {
    return make_error(StatusCode::invalid_argument, text::solve_one_axis,
                      {axis_ ? axis_->name() : name, name});
  }

  std::optional<Error> choose(Axis axis) {
    if (axis_) return two(axis.name());
    axis_ = std::move(axis);
    return axis_->put_in_order();
  }

  Result<Solution> of_parameter(const Variants& variants,
                                const std::vector<std::string>& formulas) {
    Search search(axis_->size(), options_.smallest, options_.whole_grid, kVariantsAtOnce);
    const auto compute = [&](const std::vector<std::uint64_t>& places)
        -> Result<std::vector<std::vector<FigureValue>>> {
      std::vector<std::vector<FigureValue>> found(places.size());
      const auto take = [&](std::uint64_t variant, std::vector<FigureValue> figures) {
        const auto at = std::ranges::lower_bound(places, variant) - places.begin();
        found[static_cast<std::size_t>(at)] = std::move(figures);
      };
      if (auto error = evaluate(variants, places, policy_, data_, options_.run, take))
        return *error;
      if (auto error = require_condition(found)) return *error;
      return found;
    };
    if (auto error = search.run(compute, {})) return *error;
    return solution(search, formulas);
  }

  Result<Solution> of_row(const Variants& variants, const std::vector<std::string>& formulas) {
    const Result<Variant> variant = variants.compile(0, true);
    if (!variant.ok()) return variant.error();
    const std::uint64_t at_once = row_->is_one_run(*variant) ? kRowsAtOnce : kRunsAtOnce;
    Search search(axis_->size(), options_.smallest, options_.whole_grid, at_once);
    const auto compute = [&](const std::vector<std::uint64_t>& places)
        -> Result<std::vector<std::vector<FigureValue>>> {
      std::vector<number::Rational> values;
      for (const std::uint64_t place : places) {
        const auto value = axis_->number(place);
        if (!value || !row_->can_hold(*value))
          return make_error(StatusCode::invalid_argument, text::sweep_bad_value,
                            {axis_->name(), axis_->text(place)});
        values.push_back(*value);
      }
      auto found = row_->compute(*variant, values);
      if (found.ok())
        if (auto error = require_condition(*found)) return *error;
      return found;
    };
    if (auto error = search.run(compute, hints())) return *error;
    Solution solved = solution(search, formulas);
    if (const auto now = row_->current()) solved.current = now->to_text();
    return solved;
  }

  std::optional<Error> require_condition(const std::vector<std::vector<FigureValue>>& found) const {
    for (const auto& figures : found)
      if (figures.front().type != type::kBoolean)
        return make_error(StatusCode::invalid_argument, text::solve_not_condition,
                          {options_.so_that});
    return std::nullopt;
  }

  /// Places of the grid near values at which formulas change course.
  std::vector<std::uint64_t> hints() const {
    std::vector<std::uint64_t> places;
    const auto first = axis_->number(0), last = axis_->number(axis_->size() - 1);
    if (axis_->size() < 2 || !first || !last || !(*first < *last)) return places;
    const number::Rational step =
        (*last - *first) / number::Rational(static_cast<std::int64_t>(axis_->size() - 1));
    for (const number::Rational& edge : row_->edges()) {
      if (edge < *first || *last < edge) continue;
      const number::Integer place = ((edge - *first) / step).floor();
      places.push_back(static_cast<std::uint64_t>(place.to_int64()));
    }
    return places;
  }

  Solution solution(const Search& search, const std::vector<std::string>& formulas) const {
    Solution solved;
    solved.name = axis_->name();
    solved.values = axis_->size();
    solved.tried = search.tried().size();
    solved.changes = search.changes();
    for (const auto& [place, figures] : search.tried())
      if (figures.front().in_error()) ++solved.undetermined;
    for (const auto& [place, figures] : search.tried())
      solved.open_rows = std::max(solved.open_rows, open_rows(figures, formulas.size()));
    if (const auto found = search.found()) {
      solved.found = true;
      solved.value = axis_->text(*found);
      if (const auto beyond = search.beyond(*found)) solved.neighbour = axis_->text(*beyond);
    }
    solved.table = table_of(search, formulas);
    return solved;
  }

  /// The sum of the figures behind the first `asked`, each a number of rows.
  static std::uint64_t open_rows(const std::vector<FigureValue>& figures, std::size_t asked) {
    std::uint64_t rows = 0;
    for (std::size_t i = asked; i < figures.size(); ++i)
      if (const auto* number = std::get_if<number::Rational>(&figures[i].value))
        rows += static_cast<std::uint64_t>(number->floor().to_int64());
    return rows;
  }

  Table table_of(const Search& search, const std::vector<std::string>& formulas) const {
    report::Assembler table("solve", search.tried().size());
    report::TextCells values;
    for (const auto& [place, figures] : search.tried()) values.add(axis_->text(place));
    table.add(axis_->name().c_str(), report::ColumnHeading(axis_->name(), axis_->name()), values);
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      std::vector<const FigureValue*> column;
      for (const auto& [place, figures] : search.tried()) column.push_back(&figures[i]);
      const report::ColumnHeading heading = i == 0
                                                ? report::ColumnHeading(text::solve_holds)
                                                : report::ColumnHeading(formulas[i], formulas[i]);
      add_figure(table, i == 0 ? "holds" : formulas[i].c_str(), heading.en, heading.zh, column,
                 policy_.plan->currencies);
    }
    return table.take();
  }

  const Policy::Impl& policy_;
  const Data::Impl& data_;
  const SolveOptions& options_;
  std::optional<RowQuestion> row_;
  std::optional<Axis> axis_;  ///< along which the value is sought
  std::vector<Axis> others_;  ///< of the variants; of a parameter it is the last of them
};

}  // namespace
}  // namespace sweep

Table solution_table(const Solution& solution) {
  report::Assembler table("solution", 1);
  const auto add_text = [&table](const char* name, diagnostic::Text heading,
                                 const std::optional<std::string>& cell) {
    report::TextCells cells;
    cells.add(cell.value_or(""));
    table::ColumnData column = cells.take();
    if (!cell) column.faults.emplace_back(0, type::Fault{type::CellFault::blank, 0, 0});
    table.add(name, heading, std::move(column));
  };
  const auto add_count = [&table](const char* name, diagnostic::Text heading, std::uint64_t count) {
    report::NumberCells cells(type::kNumber, 0);
    cells.add(number::Integer(static_cast<std::int64_t>(count)));
    table.add(name, heading, cells);
  };
  report::BooleanCells found;
  found.add(solution.found);
  add_text("name", text::solve_name, solution.name);
  table.add("found", text::solve_found, found);
  add_text("value", text::solve_value,
           solution.found ? std::optional(solution.value) : std::nullopt);
  add_text("neighbour", text::solve_neighbour, solution.neighbour);
  add_text("current", text::solve_current, solution.current);
  add_count("values", text::solve_values, solution.values);
  add_count("tried", text::solve_tried, solution.tried);
  add_count("changes", text::solve_changes, solution.changes);
  add_count("undetermined", text::solve_undetermined, solution.undetermined);
  add_count("open_rows", text::solve_open_rows, solution.open_rows);
  return table.take();
}

Result<Solution> Policy::solve(const Data& data, const SolveOptions& options) const {
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  return sweep::Question(*impl_, data.impl(), options).answer();
}

}  // namespace remit
