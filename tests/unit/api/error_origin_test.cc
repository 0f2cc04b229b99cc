// Where an error began: in the data, or in the column of the policy whose formula it is; never in
// one of the helpers that formulas are cut into.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "remit/remit.h"

namespace remit {
namespace {

using testing::UnorderedElementsAre;

constexpr std::string_view kOriginPolicy = R"(policy origins {
  effective 2010-01-01 to 2010-12-31
  rounding half_up to 1
  entity unit { key name : text  staff : number }
  entity project { key id : text  unit : unit  cost : number  parts : number }
  define mean for unit = sum(round(project.cost / project.parts, to 1, half_up))
  define mean_again for unit = 1 + sum(round(project.cost / project.parts, to 1, half_up))
  define over_mean for unit = 2 * mean
  define surplus for unit = round(staff / (sum(unit.staff) - 7), to 1, half_up)
  define piece for project = share(100, by (parts - 3) remainder to largest ties by key)
}
)";

void fill(Data& data, std::size_t entity, const std::vector<std::vector<std::string>>& rows) {
  std::vector<TextColumn> columns(rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = rows[0][i];
    for (std::size_t row = 1; row < rows.size(); ++row) columns[i].cells.push_back(rows[row][i]);
  }
  ASSERT_TRUE(data.set_table_text(entity, columns).ok());
}

/// "entity.column row: cells in error", of each cell where errors began.
std::vector<std::string> origins(Evaluator evaluator) {
  const Result<Policy> policy = compile({{"p.remit", std::string(kOriginPolicy)}});
  if (!policy.ok()) return {policy.error().message(Language::en)};
  Data data = policy->new_data();
  fill(data, 1, {{"name", "staff"}, {"A", "3"}, {"B", "4"}});
  fill(data, 2,
       {{"id", "unit", "cost", "parts"},
        {"p", "A", "10", "2"},
        {"q", "B", "10", "0"},
        {"r", "B", "many", "3"}});
  RunOptions options;
  options.evaluator = evaluator;
  const Result<Results> results = policy->evaluate(data, options);
  EXPECT_TRUE(results.ok());
  std::vector<std::string> lines;
  for (const ErrorOrigin& origin : results->error_origins()) {
    lines.push_back(policy->entities()[origin.entity].name + "." + origin.column + " " +
                    std::to_string(origin.row) + ": " + std::to_string(origin.cells));
  }
  return lines;
}

class WhereAnErrorBegan : public testing::TestWithParam<Evaluator> {};

TEST_P(WhereAnErrorBegan, IsTheColumnOfThePolicyThatWasComputed) {
  EXPECT_THAT(origins(GetParam()),
              UnorderedElementsAre(
                  // The first trouble among B's projects is a division, in each of two formulas
                  // that share it; what reads a column by its name names that column.
                  "unit.mean 1: 2", "unit.mean_again 1: 1",
                  // Data name themselves.
                  "project.cost 2: 1",
                  // A part of the formula is one value of the whole; the error is of each row.
                  "unit.surplus 0: 1", "unit.surplus 1: 1",
                  // Weights of -1, -3 and 0: no row can have its share, and each says it of itself.
                  "project.piece 0: 1", "project.piece 1: 1", "project.piece 2: 1"));
}

INSTANTIATE_TEST_SUITE_P(Evaluators, WhereAnErrorBegan,
                         testing::Values(Evaluator::row, Evaluator::columnar));

}  // namespace
}  // namespace remit
