// Every good case again, asked for less: what is asked for is the same as of the whole run, and of
// the rest there is nothing.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "case_file.h"
#include "open_case.h"
#include "remit/remit.h"

namespace remit::spec {
namespace {

std::string all_cells(const Table& table) {
  std::string text;
  for (const TableColumn& column : table.columns()) text += column.name + "|";
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    text += '\n';
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      text += table.state(row, column) == CellState::error
                  ? "!" + table.fault_text(row, column, Language::en)
                  : table.text(row, column);
      text += '|';
    }
  }
  return text;
}

/// What a run has of each output; empty texts stand for nothing.
std::map<Output, std::vector<std::string>> everything(const Policy& policy,
                                                      const Results& results) {
  std::map<Output, std::vector<std::string>> said;
  for (std::size_t i = 0; i < policy.entities().size(); ++i)
    for (const ResultColumns columns : {ResultColumns::shown, ResultColumns::all})
      said[Output::columns].push_back(all_cells(results.entity(i, Language::en, columns)));
  said[Output::columns].push_back(results.digest());
  for (const Language language : {Language::en, Language::zh}) {
    said[Output::ledger].push_back(all_cells(results.ledger(language)));
    said[Output::findings].push_back(all_cells(results.findings(language)));
    said[Output::errors].push_back(all_cells(results.errors(language)));
    said[Output::errors].push_back(all_cells(results.causes(language)));
  }
  for (const PaymentTable which : {PaymentTable::lists, PaymentTable::lines,
                                   PaymentTable::by_reward, PaymentTable::by_payee}) {
    const Result<Table> table = results.payments(which);
    said[Output::ledger].push_back(table.ok() ? all_cells(*table) : "");
  }
  const std::vector<std::string> by = {"payer", "reward"};
  const Result<Table> groups = results.totals_by(by);
  said[Output::ledger].push_back(groups.ok() ? all_cells(*groups) : "");
  said[Output::totals].push_back(all_cells(results.totals()));
  said[Output::targets].push_back(all_cells(results.targets()));
  said[Output::attributions].push_back(all_cells(results.attributions()));
  said[Output::attributions].push_back(all_cells(results.attribution_totals()));
  return said;
}

std::vector<std::string> notes_of(const Results& results) {
  std::vector<std::string> notes;
  for (const RunNote& note : results.notes(Language::en)) notes.push_back(note.message);
  return notes;
}

/// Each output alone, each two, and all but each.
std::vector<Outputs> some_sets() {
  std::vector<Outputs> sets;
  for (const OutputName& one : output_names()) {
    sets.push_back(Outputs().without(one.output));
    for (const OutputName& other : output_names())
      if (one.output <= other.output) sets.push_back({one.output, other.output});
  }
  return sets;
}

std::vector<Outputs> all_sets() {
  std::vector<Outputs> sets;
  for (std::uint32_t bits = 0; bits < Outputs().bits(); ++bits)
    sets.push_back(*Outputs::of_bits(bits));
  return sets;
}

void expect_part(const Case& made, Outputs only, const RunOptions& how,
                 const std::map<Output, std::vector<std::string>>& whole) {
  RunOptions run = how;
  run.only = only;
  const auto results = made.policy.evaluate(made.data, run);
  ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
  EXPECT_EQ(results->asked(), only);
  for (const auto& [output, said] : everything(made.policy, *results)) {
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (only.has(output))
        EXPECT_EQ(said[i], whole.at(output)[i]) << only.bits() << ", " << i;
      else
        EXPECT_EQ(said[i], "") << only.bits() << ", " << i;
    }
  }
}

TEST(Only, GivesOfEveryGoodCaseThePartOfTheWholeRun) {
  const std::vector<Outputs> some = some_sets(), all = all_sets();
  std::uint32_t number = 0;
  for (const std::string& path : find_cases("good")) {
    SCOPED_TRACE(path);
    const Case made = open_case(path);
    const auto results = made.policy.evaluate(made.data, made.run);
    ASSERT_TRUE(results.ok());
    const auto whole = everything(made.policy, *results);
    RunOptions columnar = made.run;
    columnar.evaluator = Evaluator::columnar;
    columnar.threads = 1 + number % 2;
    columnar.batch_rows = number % 3;
    for (const Outputs only : number++ % 20 == 0 ? all : some)
      expect_part(made, only, columnar, whole);
    for (const OutputName& one : output_names()) {
      RunOptions by_row = made.run;
      by_row.evaluator = Evaluator::row;
      expect_part(made, {one.output}, by_row, whole);
      by_row.only = {one.output};
      const auto part = made.policy.evaluate(made.data, by_row);
      if (one.output != Output::ledger) continue;
      EXPECT_EQ(notes_of(*part), notes_of(*results));
    }
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace remit::spec
