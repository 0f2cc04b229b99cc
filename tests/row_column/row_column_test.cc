// The columnar evaluator against the row evaluator, which is the meaning: equal bit for bit, faults
// and their origins included, whatever the batch size, thread count and instruction set.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "column/evaluate.h"
#include "random_plan.h"
#include "row/evaluator.h"
#include "table/column_data.h"

namespace remit::row_column {
namespace {

struct Printer {
  std::uint64_t row;
  std::string operator()(const table::Buffer<Int128>& v) const { return number::to_string(v[row]); }
  std::string operator()(const table::Buffer<number::Rational>& v) const {
    return v[row].to_string();
  }
  std::string operator()(const table::TextData& v) const { return std::string(v[row]); }
  std::string operator()(const auto& v) const { return std::to_string(v[row]); }
};

/// The first row where the two differ, for the message.
std::string difference(const table::ColumnData& a, const table::ColumnData& b) {
  const auto text = [](const table::ColumnData& data, std::uint64_t row) {
    if (const type::Fault* fault = data.fault(row)) {
      return "fault " + std::to_string(static_cast<int>(fault->code)) + " of column " +
             std::to_string(fault->column) + " row " + std::to_string(fault->row);
    }
    return std::visit(Printer{row}, data.storage);
  };
  if (a.decimals != b.decimals) return "scales";
  if (a.size() != b.size()) return "sizes";
  for (std::uint64_t row = 0; row < a.size(); ++row) {
    if (text(a, row) != text(b, row)) {
      return "row " + std::to_string(row) + ": " + text(a, row) + " against " + text(b, row);
    }
  }
  return "kind of storage";
}

void expect_same(const plan::Plan& plan, const table::Results& expected,
                 const table::Results& actual) {
  for (std::size_t id = 0; id < plan.columns.size(); ++id) {
    ASSERT_EQ(expected.columns[id].has_value(), actual.columns[id].has_value()) << id;
    if (!expected.columns[id]) continue;
    ASSERT_TRUE(table::same(*expected.columns[id], *actual.columns[id]))
        << "column " << id << ", node kind " << plan.columns[id].node.index() << ", "
        << difference(*expected.columns[id], *actual.columns[id]);
  }
}

/// What was compared.
struct Tally {
  std::uint64_t rows = 0;    ///< of the two tables that have derived columns
  std::uint64_t cells = 0;   ///< of derived columns
  std::uint64_t faults = 0;  ///< of these cells

  void add(const Case& made, const table::Results& results) {
    rows += made.dataset.tables[1].rows + made.dataset.tables[2].rows;
    for (const auto& column : results.columns) {
      if (!column) continue;
      cells += column->size();
      faults += column->faults.size();
    }
  }
};

void compare_evaluators(const Case& made, const std::string& title,
                        const std::vector<column::Options>& ways, Tally* tally) {
  const auto expected = row::Evaluator(made.plan, made.dataset).evaluate();
  ASSERT_TRUE(expected.ok());
  for (const column::Options& options : ways) {
    SCOPED_TRACE(title + ", batch " + std::to_string(options.batch_rows) + ", " +
                 std::string(column::isa_name(options.isa)));
    const auto actual = column::evaluate(made.plan, made.dataset, options);
    ASSERT_TRUE(actual.ok());
    expect_same(made.plan, *expected, *actual);
    if (testing::Test::HasFatalFailure()) return;
  }
  tally->add(made, *expected);
}

void compare_evaluators(std::uint64_t seed, std::uint64_t children, bool clean,
                        const std::vector<column::Options>& ways, Tally* tally) {
  compare_evaluators(make_case(seed, children, clean),
                     "seed " + std::to_string(seed) + (clean ? " clean" : "") + ", rows " +
                         std::to_string(children),
                     ways, tally);
}

/// The row evaluator goes through a row's partition for each row anew.
bool folds_partitions(const plan::Plan& plan) {
  return std::any_of(plan.columns.begin(), plan.columns.end(), [](const plan::Column& column) {
    const auto* fold = std::get_if<plan::Fold>(&column.node);
    return fold != nullptr && fold->partitioned;
  });
}

std::uint64_t setting(const char* name, std::uint64_t fallback) {
  const char* text = std::getenv(name);
  return text == nullptr ? fallback : std::strtoull(text, nullptr, 10);
}

std::uint64_t seeds() { return setting("REMIT_ROW_COLUMN_SEEDS", 400); }
std::uint64_t first_seed() { return setting("REMIT_ROW_COLUMN_FIRST", 0); }

TEST(RowAndColumn, RandomPlansInTheUsualBatches) {
  Tally tally;
  column::Options narrow;
  narrow.narrow_rows = 1;
  for (std::uint64_t seed = first_seed(); seed < first_seed() + seeds(); ++seed) {
    compare_evaluators(seed, 20 + seed % 60, seed % 3 == 0, {{}, narrow}, &tally);
    if (HasFatalFailure()) return;
  }
}

TEST(RowAndColumn, EveryBatchSizeThreadCountAndInstructionSet) {
  base::ThreadPool pool(3);
  std::vector<column::Options> ways;
  Tally tally;
  for (const std::size_t batch : {1u, 2u, 3u, 128u, 1000u}) {
    for (const column::Isa isa :
         {column::Isa::portable, column::Isa::v2, column::Isa::v3, column::Isa::v4}) {
      column::Options options;
      options.batch_rows = batch;
      options.isa = isa;
      options.narrow_rows = batch % 2;  // 0: small tables stay as they are
      if (batch != 128) options.executor = &pool;
      ways.push_back(options);
    }
  }
  for (std::uint64_t seed = 1000; seed < 1000 + seeds() / 12; ++seed) {
    compare_evaluators(seed, seed % 5 == 0 ? seed % 3 : 300, seed % 2 == 0, ways, &tally);
    if (HasFatalFailure()) return;
  }
}

TEST(RowAndColumn, RandomPlansWithFewOutputs) {
  base::ThreadPool pool(2);
  column::Options threads;
  threads.executor = &pool;
  threads.batch_rows = 7;
  threads.narrow_rows = 1;
  Tally tally;
  const std::uint64_t first = 3'000'000 + first_seed();
  for (std::uint64_t seed = first; seed < first + 2 * seeds(); ++seed) {
    Case made = make_case(seed, 20 + seed % 60, seed % 3 == 0);
    keep_few_outputs(seed, &made.plan);
    compare_evaluators(made, "seed " + std::to_string(seed), {{}, threads}, &tally);
    if (HasFatalFailure()) return;
  }
}

// Tables that small ones cannot stand for: several tasks, inputs fetched ahead, outputs past the
// cache. Two of three without faults, which would spoil whole columns of ranks and folds.
TEST(RowAndColumn, ManyRows) {
  constexpr std::uint64_t kFew = 600, kMany = 20'000;
  const std::uint64_t wanted = setting("REMIT_ROW_COLUMN_ROWS", 100'000);
  base::ThreadPool pool(2);
  column::Options threads;
  threads.executor = &pool;
  threads.batch_rows = 1000;
  Tally tally;
  std::uint64_t seed = 20'000 + first_seed();
  for (; tally.rows < wanted; ++seed) {
    const bool clean = seed % 3 != 0;
    std::uint64_t children = kMany * (1 + seed % 2);
    Case made = make_case(seed, children, clean);
    if (folds_partitions(made.plan)) made = make_case(seed, children = kFew, clean);
    compare_evaluators(made, "seed " + std::to_string(seed) + ", rows " + std::to_string(children),
                       {{}, threads}, &tally);
    if (HasFatalFailure()) return;
  }
  std::printf("%llu rows, %llu cells, %llu of them faults; next seed %llu\n",
              static_cast<unsigned long long>(tally.rows),
              static_cast<unsigned long long>(tally.cells),
              static_cast<unsigned long long>(tally.faults),
              static_cast<unsigned long long>(seed - 20'000));
}

}  // namespace
}  // namespace remit::row_column
