// The policy's own tests.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "engine/data_impl.h"
#include "engine/error.h"
#include "engine/results_impl.h"
#include "engine/table_impl.h"
#include "number/decimal.h"
#include "remit/policy.h"
#include "table/cell_text.h"
#include "table/header.h"

namespace remit {
namespace {

using diagnostic::Code;
using diagnostic::Text;

/// Runs the tests of one policy, one after the other.
class TestRunner {
 public:
  TestRunner(const Policy& policy, const TestOptions& options)
      : policy_(policy), impl_(*policy.impl()), options_(options) {}

  Result<TestOutcome> run(const check::Test& test);

 private:
  using Trouble = std::optional<std::string>;

  std::string words(Code code, std::vector<diagnostic::Argument> arguments) const;
  std::string word(Text text, std::string_view argument = {}) const {
    const diagnostic::Argument arguments[] = {argument};
    return diagnostic::format_text(text, engine::internal_language(options_.language), arguments);
  }
  Trouble fill(const check::Test& test, Data& data) const;
  Trouble fill_row(const check::Test::Given& given, Data& data) const;
  Trouble compare(const check::Test::Expectation& expected, const Results& results) const;
  bool holds(const check::Test::Expectation& expected, const Table& table, std::uint64_t row,
             std::size_t column) const;
  std::string shown(const Table& table, std::uint64_t row, std::size_t column) const;

  const Policy& policy_;
  const Policy::Impl& impl_;
  const TestOptions& options_;
};

std::string TestRunner::words(Code code, std::vector<diagnostic::Argument> arguments) const {
  const diagnostic::Diagnostic worded{code, {}, std::move(arguments), {}, {}};
  return worded.message(engine::internal_language(options_.language));
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
    if (!field) return words(Code::test_field_not_input, {cell.field});
    const Status set = data.set_text(given.entity, row, *field, cell.text);
    if (!set.ok()) return set.error().message(options_.language);
  }
  return std::nullopt;
}

TestRunner::Trouble TestRunner::fill(const check::Test& test, Data& data) const {
  for (const check::Test::Given& given : test.given) {
    if (given.file.empty()) {
      if (Trouble trouble = fill_row(given, data)) return trouble;
      continue;
    }
    if (!options_.load_table) return words(Code::test_file_unreadable, {given.file});
    const Status loaded = options_.load_table(given.file, impl_.entities[given.entity].name, data);
    if (!loaded.ok()) return loaded.error().message(options_.language);
  }
  return std::nullopt;
}

bool TestRunner::holds(const check::Test::Expectation& expected, const Table& table,
                       std::uint64_t row, std::size_t column) const {
  const CellState state = table.state(row, column);
  if (expected.fault) {
    return state == CellState::error &&
           (expected.text.empty() || expected.text == table.fault_name(row, column));
  }
  if (state != CellState::value) return state == CellState::blank && expected.text.empty();
  const ValueType& type = table.columns()[column].type;
  switch (type.kind) {
    case ValueKind::number:
    case ValueKind::money:
    case ValueKind::duration: {
      const std::optional<number::Decimal> wanted = number::parse_decimal(expected.text);
      const std::optional<number::Decimal> found = number::parse_decimal(table.text(row, column));
      return wanted && found && *wanted == *found;
    }
    case ValueKind::boolean:
      return table::read_boolean(expected.text) == table.boolean(row, column);
    default:
      return expected.text == table.text(row, column);
  }
}

std::string TestRunner::shown(const Table& table, std::uint64_t row, std::size_t column) const {
  switch (table.state(row, column)) {
    case CellState::value:
      return table.text(row, column);
    case CellState::blank:
      return word(Text::api_blank);
    case CellState::error:
      break;
  }
  return word(Text::api_error_value, table.fault_name(row, column));
}

TestRunner::Trouble TestRunner::compare(const check::Test::Expectation& expected,
                                        const Results& results) const {
  const Table table = results.entity(expected.entity);
  std::uint64_t row = 0;
  if (expected.entity != plan::kWhole) {
    const std::optional<std::uint64_t> found = table.find_row(expected.key);
    if (!found) {
      return words(Code::test_row_unknown, {impl_.entities[expected.entity].name, expected.key});
    }
    row = *found;
  }
  const plan::ColumnId wanted = impl_.model_columns[expected.column];
  const std::string& name = impl_.plan->columns[wanted].name;
  const std::optional<std::size_t> column = table.find_column(name);
  if (column && holds(expected, table, row, *column)) return std::nullopt;
  std::string place = impl_.entities[expected.entity].name;
  if (!expected.key.empty()) place += " \"" + expected.key + "\"";
  if (!place.empty()) place += " ";
  std::string goal = expected.text;
  if (expected.fault) {
    goal = word(Text::api_error_value, expected.text);
  } else if (goal.empty()) {
    goal = word(Text::api_blank);
  }
  return words(Code::expectation_failed,
               {place + name, goal, column ? shown(table, row, *column) : std::string("?")});
}

Result<TestOutcome> TestRunner::run(const check::Test& test) {
  engine::Place place = engine::place_of(impl_.sources, test.span);
  TestOutcome outcome{test.title, false, {}, std::move(place.file), place.begin};
  Data data = policy_.new_data();
  if (Trouble trouble = fill(test, data)) {
    outcome.message = std::move(*trouble);
    return outcome;
  }
  RunOptions how = options_.run;
  if (test.as_of) {
    const base::CivilDate day = base::civil_from_days(*test.as_of);
    how.as_of = Date{day.year, day.month, day.day};
  }
  Result<Results> results = policy_.evaluate(data, how);
  if (!results.ok()) return results.error();
  for (const check::Test::Expectation& expected : test.expected) {
    if (Trouble trouble = compare(expected, *results)) {
      if (!outcome.message.empty()) outcome.message += '\n';
      outcome.message += *trouble;
    }
  }
  outcome.passed = outcome.message.empty();
  return outcome;
}

}  // namespace

Result<std::vector<TestOutcome>> Policy::run_tests(const TestOptions& options) const {
  TestRunner runner(*this, options);
  std::vector<TestOutcome> outcomes;
  for (const check::Test& test : impl_->model->tests) {
    Result<TestOutcome> outcome = runner.run(test);
    if (!outcome.ok()) return outcome.error();
    outcomes.push_back(std::move(*outcome));
  }
  return outcomes;
}

}  // namespace remit
