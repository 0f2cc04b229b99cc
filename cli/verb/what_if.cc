// Figures over a grid of parameters, and the value for which a condition holds.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/csv/csv_writer.h"
#include "cli/text/grid.h"
#include "cli/text/json_text.h"
#include "cli/verb/inputs.h"
#include "cli/verb/shown_table.h"
#include "cli/verb/swept.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

/// What both verbs have in common.
struct WhatIf {
  RunInputs inputs;
  std::vector<std::string> set;
  std::vector<std::string> show;
  std::string format = "text";
};

struct SweepVerb : WhatIf {
  std::string picture;  ///< the figure that is drawn instead
};

struct SolveVerb : WhatIf {
  bool largest = false, smallest = false;
  std::string so_that;
  std::vector<std::string> row;  ///< `--for`: entity and key
  std::string input;
  bool table = false;
};

std::string grid_text(const Table& table, const Console& console) {
  const ShownTable shown(table, console);
  Grid grid;
  for (std::size_t i = 0; i < shown.width(); ++i)
    grid.add_column(shown.caption(i), shown.is_figure(i) ? Grid::Align::right : Grid::Align::left);
  for (std::uint64_t row = 0; row < table.row_count(); ++row) grid.add_row(shown.cells(row));
  return grid.text();
}

/// The figure that a word names: a column of the sweep's table.
std::optional<std::size_t> figure_named(const Sweep& sweep, const std::string& name) {
  for (std::size_t i = sweep.parameters.size(); i < sweep.table.columns().size(); ++i) {
    const TableColumn& column = sweep.table.columns()[i];
    if (column.name == name || column.label_en == name || column.label_zh == name) return i;
  }
  return std::nullopt;
}

ExitStatus print_sweep(const SweepVerb& verb, const Sweep& sweep, const Console& console) {
  if (!verb.picture.empty()) {
    const auto column = figure_named(sweep, verb.picture);
    const std::string picture =
        column ? sweep_picture(sweep, *column, console.language()) : std::string();
    if (picture.empty()) {
      console.complain(console.text(Text::no_picture, {verb.picture}));
      return ExitStatus::usage;
    }
    console.print(picture);
  } else if (verb.format == "csv") {
    console.print(csv_text(sweep.table, console.language()));
  } else if (verb.format == "json") {
    nlohmann::ordered_json json;
    json["parameters"] = sweep.parameters;
    json["variants"] = json_rows(sweep.table);
    console.print(json_text(json));
  } else {
    console.print(grid_text(sweep.table, console));
  }
  return any_error(sweep.table) ? ExitStatus::cell_errors : ExitStatus::fine;
}

ExitStatus sweep(const SweepVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  if (!verb.picture.empty() && verb.format != "text") {
    console.complain(console.text(Text::option_with, {"--picture", "--format " + verb.format}));
    return ExitStatus::usage;
  }
  const std::optional<Policy> policy = compile_for_run(verb.inputs, console, status);
  if (!policy) return status;
  const std::optional<Data> data = load_data(*policy, verb.inputs, console, status);
  if (!data) return status;
  const std::optional<Sweep> found =
      sweep_figures(*policy, *data, verb.inputs, verb.set, verb.show, console, status);
  if (!found) return status;
  return print_sweep(verb, *found, console);
}

/// What was found, as a sentence, and by what it is proved.
std::string solution_text(const SolveVerb& verb, const Solution& solution, const Console& console) {
  const std::string lines_end = "\n";
  std::string text;
  if (!solution.found) {
    text = console.text(Text::solve_none, {solution.name, verb.so_that}) + lines_end;
  } else {
    const Text said = verb.smallest ? Text::solve_smallest : Text::solve_largest;
    text = console.text(said, {solution.name, solution.value, verb.so_that}) + lines_end;
    text += console.text(solution.neighbour ? Text::solve_proof : Text::solve_no_proof,
                         {solution.name, solution.neighbour.value_or(solution.value)}) +
            lines_end;
  }
  if (solution.current)
    text += console.text(Text::solve_current, {solution.name, *solution.current}) + lines_end;
  if (!solution.is_whole())
    text += console.text(Text::solve_searched, {solution.tried, solution.values}) + lines_end;
  if (!solution.is_monotone())
    text += console.text(Text::solve_changes, {solution.changes}) + lines_end;
  if (solution.undetermined > 0)
    text += console.text(Text::solve_undetermined, {solution.undetermined}) + lines_end;
  if (solution.open_rows > 0)
    text += console.text(Text::solve_open_rows, {solution.open_rows}) + lines_end;
  return text;
}

void print_solution(const SolveVerb& verb, const Solution& solution, const Console& console) {
  if (verb.format == "csv") return console.print(csv_text(*solution.table, console.language()));
  if (verb.format == "text") {
    console.print(solution_text(verb, solution, console));
    if (verb.table) console.print("\n" + grid_text(*solution.table, console));
    return;
  }
  nlohmann::ordered_json json;
  json["name"] = solution.name;
  json["found"] = solution.found;
  json["value"] = solution.found ? nlohmann::ordered_json(solution.value) : nullptr;
  json["neighbour"] = solution.neighbour ? nlohmann::ordered_json(*solution.neighbour) : nullptr;
  if (solution.current) json["current"] = *solution.current;
  json["values"] = solution.values;
  json["tried"] = solution.tried;
  json["changes"] = solution.changes;
  json["undetermined"] = solution.undetermined;
  json["open_rows"] = solution.open_rows;
  if (verb.table) json["table"] = json_rows(*solution.table);
  console.print(json_text(json));
}

ExitStatus solve(const SolveVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  if (verb.largest == verb.smallest) {
    console.complain(console.text(Text::solve_which));
    return ExitStatus::usage;
  }
  if (verb.row.empty() != verb.input.empty()) {
    console.complain(console.text(Text::option_without, {verb.row.empty() ? "--input" : "--for",
                                                         verb.row.empty() ? "--for" : "--input"}));
    return ExitStatus::usage;
  }
  const std::optional<Policy> policy = compile_for_run(verb.inputs, console, status);
  if (!policy) return status;
  const std::optional<Data> data = load_data(*policy, verb.inputs, console, status);
  if (!data) return status;
  SolveOptions options;
  options.set = verb.set;
  if (!verb.input.empty()) options.set.push_back(verb.input);
  options.so_that = verb.so_that;
  options.smallest = verb.smallest;
  options.show = verb.show;
  if (!verb.row.empty()) {
    options.entity = verb.row[0];
    options.key = verb.row[1];
  }
  options.run = what_if_options(verb.inputs, console, status);
  if (status != ExitStatus::fine) return status;
  const Result<Solution> found = policy->solve(*data, options);
  if (!found.ok()) return refuse_what_if(console, found.error());
  console.clear_progress();
  print_solution(verb, *found, console);
  const bool is_known = found->undetermined == 0 && found->open_rows == 0;
  return is_known ? ExitStatus::fine : ExitStatus::cell_errors;
}

void add_what_if_options(VerbOptions& verb, WhatIf& options) {
  verb.words("FILE", options.inputs.files, Text::help_files);
  add_run_options(verb, options.inputs);
  verb.list("--set", "NAME=VALUES", options.set, Text::help_set);
  verb.choice("--format", "FORMAT", options.format, {"text", "csv", "json"},
              Text::help_what_if_format);
}

}  // namespace

void add_sweep(CommandLine& line, const Console& console) {
  auto options = std::make_shared<SweepVerb>();
  VerbOptions verb = line.add_verb("sweep", Text::help_sweep,
                                   [options, &console] { return sweep(*options, console); });
  add_what_if_options(verb, *options);
  verb.list("--show", "FIGURES", options->show, Text::help_sweep_show);
  verb.text("--picture", "FIGURE", options->picture, Text::help_picture);
}

void add_solve(CommandLine& line, const Console& console) {
  auto options = std::make_shared<SolveVerb>();
  VerbOptions verb = line.add_verb("solve", Text::help_solve,
                                   [options, &console] { return solve(*options, console); });
  add_what_if_options(verb, *options);
  verb.flag("--largest", options->largest, Text::help_largest);
  verb.flag("--smallest", options->smallest, Text::help_smallest);
  verb.text("--so-that", "CONDITION", options->so_that, Text::help_so_that);
  verb.pair("--for", "ENTITY KEY", options->row, Text::help_for_row);
  verb.text("--input", "FIELD=VALUES", options->input, Text::help_input);
  verb.list("--show", "FIGURES", options->show, Text::help_solve_show);
  verb.flag("--values", options->table, Text::help_solve_table);
}

}  // namespace remit::cli
