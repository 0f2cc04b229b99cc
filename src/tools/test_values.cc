#include "tools/test_values.h"

#include <optional>

#include "tools/test_runner.h"

namespace remit::tools {
namespace {

std::string key_of(const Table& rows, std::uint64_t row, std::size_t parts) {
  std::vector<std::string> key;
  for (std::size_t i = 0; i < parts; ++i) key.push_back(rows.text(row, i));
  return key_text(std::vector<std::string_view>(key.begin(), key.end()));
}

}  // namespace

std::vector<TestValue> values_in_tests(const Policy& policy, std::string_view entity,
                                       std::string_view column, std::size_t most,
                                       const TestOptions& options) {
  std::vector<TestValue> values;
  const std::optional<std::size_t> found =
      entity.empty() ? std::size_t{plan::kWhole} : policy.find_entity(entity);
  if (!found) return values;
  const EntityInfo& of = policy.entities()[*found];
  const std::optional<std::size_t> defined = of.find_column(column);
  if (!defined) return values;
  const TestRunner runner(policy, options);
  for (const check::Test& test : policy.impl()->model->tests) {
    if (values.size() >= most) break;
    const auto evaluated = runner.evaluate(test);
    const Results* results = evaluated.ok() ? std::get_if<Results>(&*evaluated) : nullptr;
    if (results == nullptr) continue;
    const Table rows = results->entity(*found, options.language, ResultColumns::all);
    const std::optional<std::size_t> at = rows.find_column(of.columns[*defined].name);
    for (std::uint64_t row = 0; at && row < rows.row_count() && values.size() < most; ++row)
      values.push_back({test.title, key_of(rows, row, of.key.size()),
                        rows.state(row, *at) == CellState::error
                            ? rows.fault_text(row, *at, options.language)
                            : rows.text(row, *at)});
  }
  return values;
}

}  // namespace remit::tools
