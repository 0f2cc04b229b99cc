// What a run has kept of its divisions tells of a share what a division of all rows over rationals
// tells.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

#include "column/evaluate.h"
#include "row/evaluator.h"
#include "row/index/run_index.h"
#include "row/trace.h"
#include "table/divided_group.h"
#include "unit/row/trace_text.h"
#include "unit/support/tables.h"

namespace remit::row_column {
namespace {

using number::RemainderRule;
using number::ShareMethod;
using plan::ColumnId;

/// Many rows of few different values, so that turns and remainders are shared, and a division of
/// them made by chance.
class Divided {
 public:
  explicit Divided(unsigned seed) : random_(seed) {
    item_ = b_.add_entity("item");
    // Of three times as many rows a group with a condition is large enough too.
    rows_ = table::DividedGroup::kLeastRows * (seed % 2 == 0 ? 1 : 3) + below(400);
    total_ = c_.field(plan::kWhole, "total", type::kNumber, total(), 2);
    text_ =
        column("text", type::kText, [&] { return std::string(1, "abcd"[below(4)]) + number(9); });
    day_ = column("day", type::kDate, [&] { return "2020-01-0" + std::to_string(1 + below(4)); });
    half_ = column("half", type::kBoolean, [&] { return below(9) == 0 ? "false" : "true"; });
    ok_ = column("ok", type::kBoolean, [&] { return below(5) == 0 ? "false" : "true"; });
    weight_ = column(
        "weight", type::kNumber, [&] { return number(40) + "." + number(9) + "5"; }, 2);
    cap_ = column(
        "cap", type::kNumber, [&] { return std::to_string(3 + below(40)) + ".5"; }, 1);
    floor_ = column(
        "floor", type::kNumber, [&] { return number(2) + ".004"; }, 3);
    share();
  }

  void check() {
    const table::Dataset data = c_.dataset();
    column::Options how;
    how.keep_divisions = true;
    const auto results = column::evaluate(b_.plan(), data, how);
    ASSERT_TRUE(results.ok());
    if (results->divisions.empty()) return;  // in error, or its groups are small
    note_kept();
    row::RunIndex index(b_.plan(), data, *results);
    for (int i = 0; i < 8; ++i) {
      const std::uint64_t row = below(rows_);
      row::Options plain, indexed;
      plain.known = indexed.known = &*results;
      indexed.index = &index;
      row::Evaluator slow(b_.plan(), data, plain), quick(b_.plan(), data, indexed);
      const row::Trace expected = trace(slow, share_, row, {});
      if (row::is_fault(expected.cells[0].value)) continue;
      shares_ += index.in_division(share_, row).has_value();
      ASSERT_EQ(std::visit(test::ShowDetail{}, *trace(quick, share_, row, {}).cells[0].detail),
                std::visit(test::ShowDetail{}, *expected.cells[0].detail))
          << "row " << row;
    }
  }

  static int kept() { return kept_; }
  /// Divisions kept that have it: "where", "partition", "cap", the methods by number.
  static int kept_with(const std::string& what) { return kept_with_[what]; }
  static int shares() { return shares_; }

 private:
  static void note(const std::string& what, bool has) { kept_with_[what] += has ? 1 : 0; }
  void note_kept() const {
    ++kept_;
    const auto& node = std::get<plan::Apportion>(b_.plan().columns[share_].node);
    note("where", node.where != plan::kNoColumn);
    note("partition", !node.partition.empty());
    note("where and partition", node.where != plan::kNoColumn && !node.partition.empty());
    note("cap", node.cap != plan::kNoColumn);
    ++kept_with_["method " + std::to_string(static_cast<int>(node.method))];
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string number(std::size_t bound) { return std::to_string(below(bound)); }
  /// Less than there is asked for, as a rule; also a refund.
  std::string total() {
    const std::size_t amount = below(3) == 0 ? below(200'000) : below(20'000);
    return (below(6) == 0 ? "-" : "") + std::to_string(amount) + ".05";
  }

  template <typename Make>
  ColumnId column(const char* name, type::Type type, Make make, int decimals = 0) {
    std::string cells;
    for (std::size_t row = 0; row < rows_; ++row) cells += std::string(make()) + ' ';
    return c_.field(item_, name, type, cells, decimals);
  }

  void share() {
    plan::Apportion node;
    node.method = static_cast<ShareMethod>(below(3));
    node.remainder = static_cast<RemainderRule>(below(4));
    node.total = total_;
    if (below(3) == 0) node.partition = {half_};
    if (below(2) == 0) node.where = ok_;
    if (node.method == ShareMethod::pro_rata) node.weight = weight_;
    if (below(3) > 0) node.cap = cap_;
    if (below(4) == 0) node.floor = floor_;
    const ColumnId columns[] = {weight_, text_, day_};
    for (std::size_t i = below(3); i-- > 0;)
      node.order.push_back({columns[below(3)], below(2) == 0});
    if (node.remainder == RemainderRule::named) node.owner = ok_;
    const int step = below(3) == 0 ? 5 : 1;
    node.rounding = number::Rounding{number::RoundingMode::half_up, {step, 2}};
    share_ = b_.add_node(item_, "", type::kNumber, node);
    b_.plan().columns[share_].output = true;
    b_.plan().columns[share_].form.decimals = 2;
  }

  std::mt19937 random_;
  test::Case c_;
  plan::Builder& b_ = c_.builder;
  plan::EntityId item_ = 0;
  std::size_t rows_ = 0;
  ColumnId total_ = 0, text_ = 0, day_ = 0, half_ = 0, ok_ = 0, weight_ = 0, cap_ = 0, floor_ = 0,
           share_ = 0;
  static inline int kept_ = 0, shares_ = 0;
  static inline std::map<std::string, int> kept_with_;
};

TEST(KeptDivision, TellsWhatADivisionOfAllRowsTells) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    Divided(seed).check();
    if (HasFatalFailure()) return;
  }
  EXPECT_GE(Divided::kept(), 12);
  EXPECT_GE(Divided::shares(), 100);
  for (const char* const what :
       {"where", "partition", "where and partition", "cap", "method 0", "method 1", "method 2"})
    EXPECT_GE(Divided::kept_with(what), 3) << what;
}

/// Whether everybody has as much as there may be is told by a rate that is not there.
TEST(KeptDivision, HasNoRateWhereEverybodyStandsAtTheCap) {
  const auto kept = [](const char* total) {
    test::Case c;
    const plan::EntityId item = c.builder.add_entity("item");
    std::string weights, caps;
    for (std::uint64_t row = 0; row < table::DividedGroup::kLeastRows; ++row) {
      weights += row % 2 == 0 ? "1 " : "3 ";
      caps += "2 ";
    }
    plan::Apportion node;
    node.method = ShareMethod::pro_rata;
    node.total = c.field(plan::kWhole, "total", type::kNumber, total, 2);
    node.weight = c.field(item, "weight", type::kNumber, weights);
    node.cap = c.field(item, "cap", type::kNumber, caps);
    node.rounding = number::Rounding{number::RoundingMode::half_up, {1, 2}};
    const ColumnId share = c.builder.add_node(item, "", type::kNumber, node);
    c.builder.plan().columns[share].output = true;
    c.builder.plan().columns[share].form.decimals = 2;
    column::Options how;
    how.keep_divisions = true;
    const auto results = column::evaluate(c.builder.plan(), c.dataset(), how);
    return results.value().divisions.at(0).second->at(0).by_weight;
  };
  // 4096 rows take 2 each at most; of 1000.00 they take one part in 8192 for a weight of one, in
  // hundredths.
  const auto full = kept("9000");
  ASSERT_TRUE(full.has_value());
  EXPECT_FALSE(full->rate.has_value());
  EXPECT_EQ(full->weights.to_text(), "8192");
  EXPECT_EQ(full->heaviest.to_text(), "3");
  const auto free = kept("1000");
  ASSERT_TRUE(free.has_value() && free->rate.has_value());
  EXPECT_EQ(free->rate->to_text(), number::Rational(100'000, 8192).to_text());
}

TEST(KeptDivision, AnEvaluatorKeepsWhatItWasMadeFor) {
  test::Case c;
  const plan::EntityId item = c.builder.add_entity("item");
  std::string cells;
  for (std::uint64_t row = 0; row < table::DividedGroup::kLeastRows; ++row) cells += "1 ";
  plan::Apportion node;
  node.method = ShareMethod::pro_rata;
  node.total = c.field(plan::kWhole, "total", type::kNumber, "5000.05", 2);
  node.weight = c.field(item, "weight", type::kNumber, cells);
  node.rounding = number::Rounding{number::RoundingMode::half_up, {1, 2}};
  const ColumnId share = c.builder.add_node(item, "", type::kNumber, node);
  c.builder.plan().columns[share].output = true;
  c.builder.plan().columns[share].form.decimals = 2;
  const table::Dataset data = c.dataset();
  for (const bool made_for : {false, true}) {
    column::Options how;
    how.keep_divisions = made_for;
    const column::Evaluator evaluator(c.builder.plan(), data, how);
    for (const bool asked : {false, true}) {
      how.keep_divisions = asked;
      const auto results = evaluator.evaluate(how);
      ASSERT_TRUE(results.ok());
      EXPECT_EQ(!results->divisions.empty(), made_for) << asked;
    }
  }
}

}  // namespace
}  // namespace remit::row_column
