// A large table that comes as a whole is held as narrow as its values: everything that reads it
// answers what it answers of the same cells set one by one, which stay wide.
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "remit/compare.h"
#include "remit/remit.h"
#include "support/value_of.h"
#include "table/narrow_column.h"

namespace remit::narrow_tables {
namespace {

constexpr const char* kPolicy = R"(
policy p {
  currency CNY
  rounding half_up to 0.01
  party county
  entity unit { key number : count  within : unit optional  quota : money }
  entity project {
    key id : count
    unit   : unit optional
    cost   : money
    area   : number to 0.001 optional
    begun  : date
  }
  reward grant for project cite "1" {
    when cost > 100 CNY
    pay  12.5% * cost + area otherwise 0 * 1 CNY
    cap  5_000 CNY
    from county
    to   unit
  }
  define place_of_unit for project = unit.quota
  define like for project = count(project where cost = this.cost)
  define greatest for unit = max(project.cost)
  define all for unit = sum(project.cost)
  define together for project = sum(project.area where unit = this.unit)
  rank place for project { within unit by cost desc ties standard }
  define large for project : bool = cost >= 80% * max(project.cost)
  define wide for project = round(cost / 1 CNY * (cost / 1 CNY) * (cost / 7 CNY), to 0.01, half_up)
})";

enum { kUnit = 1, kProject = 2 };
constexpr std::uint64_t kRows = table::kNarrowRows + 100;

using test::value_of;

using Texts = std::vector<std::vector<std::string>>;  ///< by column
struct Given {
  std::size_t entity;
  std::vector<const char*> fields;
  Texts texts;
};

/// Units one of which lies within another, and projects; now and then a cell is blank, no number or
/// names nobody, and one amount may be too large for 32 bits.
std::vector<Given> made(bool one_is_large) {
  std::mt19937 random(one_is_large ? 1 : 2);
  const auto draw = [&random](std::uint32_t below) { return random() % below; };
  Given units{kUnit, {"number", "within", "quota"}, Texts(3)};
  for (std::uint64_t row = 0; row < kRows; ++row) {
    units.texts[0].push_back(std::to_string(row));
    units.texts[1].push_back(row == 0 ? "" : std::to_string(draw(static_cast<std::uint32_t>(row))));
    units.texts[2].push_back(std::to_string(draw(1000)) + ".25");
  }
  Given projects{kProject, {"id", "unit", "cost", "area", "begun"}, Texts(5)};
  for (std::uint64_t row = 0; row < kRows; ++row) {
    const std::uint32_t chance = draw(1000);
    projects.texts[0].push_back(std::to_string(row));
    projects.texts[1].push_back(chance == 0 ? "99999999" : std::to_string(draw(500)));
    projects.texts[2].push_back(chance == 1 ? "much" : std::to_string(draw(1'000'000)) + ".50");
    projects.texts[3].push_back(chance < 9 ? "" : "1." + std::to_string(100 + draw(900)));
    projects.texts[4].push_back("2020-01-0" + std::to_string(1 + draw(9)));
  }
  if (one_is_large) projects.texts[2].back() = "99999999999.99";
  return {units, projects};
}

void give_whole(const Given& given, Data& data) {
  std::vector<TextColumn> columns(given.fields.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = given.fields[i];
    columns[i].cells.assign(given.texts[i].begin(), given.texts[i].end());
  }
  value_of(data.set_table_text(given.entity, columns));
}

void give_cells(const Given& given, Data& data) {
  for (std::uint64_t row = 0; row < given.texts[0].size(); ++row) {
    value_of(data.add_row(given.entity));
    for (std::size_t i = 0; i < given.fields.size(); ++i) {
      const std::size_t field = *data.find_field(given.entity, given.fields[i]);
      value_of(data.set_text(given.entity, row, field, given.texts[i][row]));
    }
  }
}

std::string all_of(const Policy& policy, const Results& results) {
  std::string text = results.digest() + "\n";
  const auto add = [&text](const Table& table) {
    for (std::uint64_t row = 0; row < table.row_count(); ++row) {
      for (std::size_t i = 0; i < table.columns().size(); ++i) {
        table.append_text(row, i, text);
        text += table.fault_text(row, i, Language::en) + "|";
      }
      text += "\n";
    }
  };
  for (std::size_t i = 0; i < policy.entities().size(); ++i) add(results.entity(i));
  for (const Table& table : {results.ledger(), results.totals(), results.errors()}) add(table);
  return text;
}

TEST(NarrowTables, AreReadAsTheWideOnesAre) {
  const Policy policy = value_of(compile({{"p.remit", kPolicy}}));
  for (const bool one_is_large : {false, true}) {
    Data narrow = policy.new_data(), wide = policy.new_data();
    for (const Given& given : made(one_is_large)) {
      give_whole(given, narrow);
      give_cells(given, wide);
    }
    for (const Evaluator evaluator : {Evaluator::columnar, Evaluator::row}) {
      RunOptions options;
      options.evaluator = evaluator;
      const Results ours = value_of(policy.evaluate(narrow, options));
      const Results theirs = value_of(policy.evaluate(wide, options));
      ASSERT_EQ(all_of(policy, ours), all_of(policy, theirs));
      const Comparison both = value_of(compare_runs(theirs, ours));
      EXPECT_EQ(both.change_count(), 0U);
    }
  }
}

}  // namespace
}  // namespace remit::narrow_tables
