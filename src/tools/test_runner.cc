#include "tools/test_runner.h"

#include <algorithm>
#include <utility>

#include "api/data_impl.h"
#include "api/explain_cell.h"
#include "base/civil_date.h"
#include "base/strings.h"
#include "diagnostic/code/tests.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "number/decimal.h"
#include "report/computed_run.h"
#include "table/cell_text.h"
#include "table/header.h"
#include "type/names.h"

namespace remit::tools {

namespace code = diagnostic::code;
using diagnostic::Code;
namespace text = diagnostic::text;
using diagnostic::Text;

namespace {

/// Every line of a text, set in.
std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += "  " + std::string(text.substr(0, end));
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

/// Why rows that are made of others may be missing: what is wrong with those, one line each.
std::string first_errors(const Results& results, Language language) {
  constexpr std::uint64_t kMost = 3;
  const Table errors = results.errors(language);
  std::string lines;
  for (std::uint64_t row = 0; row < std::min(errors.row_count(), kMost); ++row) {
    const auto cell = [&](std::size_t column) { return errors.text(row, column); };
    lines += "\n" + indented(base::concat(cell(0), " \"", cell(1), "\" ", cell(3), ": ", cell(5)));
  }
  return lines;
}

/// A key as messages have it.
std::string joined(const std::vector<std::string>& key) {
  std::string text;
  for (const std::string& part : key) {
    if (&part != &key.front()) text += table::kKeySeparator;
    text += part;
  }
  return text;
}

}  // namespace

std::string TestRunner::words(Code code, std::vector<diagnostic::Argument> arguments) const {
  const diagnostic::Diagnostic worded{code, {}, std::move(arguments), {}, {}};
  return worded.message(options_.language);
}

std::string TestRunner::word(Text text, std::string_view argument) const {
  const diagnostic::Argument arguments[] = {argument};
  return diagnostic::format_text(text, options_.language, arguments);
}

TestRunner::Trouble TestRunner::fill_row(const check::Test::Given& given, Data& data) const {
  std::uint64_t row = 0;
  if (given.entity != plan::kWhole) {
    const Result<std::uint64_t> added = data.add_row(given.entity);
    if (!added.ok()) return added.error().message(options_.language);
    row = *added;
  }
  for (const check::Test::Cell& cell : given.cells) {
    const auto field = table::find_field(impl_.schemas[given.entity], cell.field);
    if (!field) return words(code::test_field_not_input, {cell.field});
    const Status set = data.set_text(given.entity, row, *field, cell.text);
    if (!set.ok()) return set.error().message(options_.language);
  }
  return std::nullopt;
}

// Files first: a table read from a file is a whole, and a row written beside it is refused rather
// than lost.
// A table of which a test writes no row is empty; only an open entity's is missing.
TestRunner::Trouble TestRunner::fill(const check::Test& test, Data& data) const {
  for (plan::EntityId entity = 1; entity < impl_.schemas.size(); ++entity) {
    if (!impl_.plan->entities[entity].hole) data.impl().builder.table(entity).give();
  }
  for (const check::Test::Given& given : test.given) {
    if (given.file.empty()) continue;
    if (!options_.load_table) return words(code::test_file_unreadable, {given.file});
    const Status loaded = options_.load_table(given.file, impl_.entities[given.entity].name, data);
    if (!loaded.ok()) return loaded.error().message(options_.language);
  }
  for (const check::Test::Given& given : test.given) {
    if (!given.file.empty()) continue;
    if (Trouble trouble = fill_row(given, data)) return trouble;
  }
  return std::nullopt;
}

bool TestRunner::holds(const check::Test::Expectation& expected, const Results& results,
                       std::uint64_t row) const {
  const report::ComputedRun run = api::run_of(*results.impl());
  const plan::ColumnId column = impl_.model_columns[expected.column];
  const row::Value value = run.at(column, row);
  if (row::is_blank(value)) return !expected.fault && expected.text.empty();
  if (row::is_fault(value)) {
    return expected.fault &&
           (expected.text.empty() || expected.text == type::name(row::fault_of(value).code));
  }
  if (expected.fault) return false;
  const std::string found = report::plain_text(run, column, value);
  if (std::holds_alternative<bool>(value))
    return table::read_boolean(expected.text) == row::truth_of(value);
  if (!std::holds_alternative<number::Rational>(value)) return expected.text == found;
  const std::optional<number::Decimal> wanted = number::parse_decimal(expected.text);
  return wanted && wanted->to_rational() == row::number_of(value);
}

std::string TestRunner::shown(const check::Test::Expectation& expected, const Results& results,
                              std::uint64_t row) const {
  const report::ComputedRun run = api::run_of(*results.impl());
  const plan::ColumnId column = impl_.model_columns[expected.column];
  const row::Value value = run.at(column, row);
  if (row::is_blank(value)) return word(text::api_blank);
  if (row::is_fault(value))
    return word(text::api_error_value, type::name(row::fault_of(value).code));
  return report::plain_text(run, column, value);
}

/// The column's name, or the expression that the test asks for.
std::string TestRunner::column_title(const check::Test::Expectation& expected) const {
  const std::string& name = impl_.plan->columns[impl_.model_columns[expected.column]].name;
  return name.empty() ? expected.asked : name;
}

TestRunner::Trouble TestRunner::compare(const check::Test::Expectation& expected,
                                        const Results& results) const {
  std::uint64_t row = 0;
  if (expected.entity != plan::kWhole) {
    const std::vector<std::string_view> parts(expected.key.begin(), expected.key.end());
    const std::optional<std::uint64_t> found = results.entity(expected.entity).find_row(parts);
    if (!found) {
      return words(code::test_row_unknown,
                   {impl_.entities[expected.entity].name, joined(expected.key)}) +
             first_errors(results, options_.language);
    }
    row = *found;
  }
  if (holds(expected, results, row)) return std::nullopt;
  std::string place = impl_.entities[expected.entity].name;
  if (!expected.key.empty()) place += " \"" + joined(expected.key) + "\"";
  if (!place.empty()) place += " ";
  std::string goal = expected.text;
  if (expected.fault) {
    goal = word(text::api_error_value, expected.text);
  } else if (goal.empty()) {
    goal = word(text::api_blank);
  }
  const std::string why = api::explain_cell(*results.impl(), impl_.model_columns[expected.column],
                                            row, options_.language);
  return words(code::expectation_failed,
               {place + column_title(expected), goal, shown(expected, results, row)}) +
         "\n" + indented(why);
}

Result<std::variant<Results, std::string>> TestRunner::evaluate(const check::Test& test) const {
  Data data = policy_.new_data();
  if (Trouble trouble = fill(test, data)) return std::variant<Results, std::string>(*trouble);
  RunOptions how = options_.run;
  if (test.as_of) {
    const base::CivilDate day = base::civil_from_days(*test.as_of);
    how.as_of = Date{day.year, day.month, day.day};
  }
  Result<Results> results = policy_.evaluate(data, how);
  if (!results.ok()) return results.error();
  return std::variant<Results, std::string>(*std::move(results));
}

TestOutcome TestRunner::without_effect(const check::Test& test, std::string_view then) const {
  diagnostic::Place place = diagnostic::place_of(impl_.sources, test.span);
  std::string day = base::to_iso_text(base::civil_from_days(*test.as_of));
  return {test.title, false,
          words(code::test_out_of_force, {std::move(day), impl_.model->name, std::string(then)}),
          std::move(place.file), place.begin};
}

Result<TestOutcome> TestRunner::run(const check::Test& test) const {
  diagnostic::Place place = diagnostic::place_of(impl_.sources, test.span);
  TestOutcome outcome{test.title, false, {}, std::move(place.file), place.begin};
  const Result<std::variant<Results, std::string>> evaluated = evaluate(test);
  if (!evaluated.ok()) return evaluated.error();
  if (const std::string* trouble = std::get_if<std::string>(&*evaluated)) {
    outcome.message = *trouble;
    return outcome;
  }
  const Results& results = std::get<Results>(*evaluated);
  for (const check::Test::Expectation& expected : test.expected) {
    if (Trouble trouble = compare(expected, results)) {
      if (!outcome.message.empty()) outcome.message += '\n';
      outcome.message += *trouble;
    }
  }
  outcome.passed = outcome.message.empty();
  return outcome;
}

}  // namespace remit::tools
