// One truth: what a run says of a payment is the same in the cell, the ledger, the totals, the
// fund, the targets and the errors, for random policies and data, through both evaluators, any
// number of threads and batches.
//
// What is paid back and what nobody takes of a shared amount have lines of their own. Not asserted
// here: a line of an amount that is known whose reason is not (`has_known_amount`).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "number/decimal.h"
#include "number/rational.h"
#include "random_case.h"
#include "remit/remit.h"

namespace remit::one_truth {
namespace {

using number::Rational;

Rational exact(const std::string& text) {
  return number::parse_decimal(text).value_or(number::Decimal{}).to_rational();
}

/// One table of results, read by the names of its columns.
class View {
 public:
  explicit View(Table table) : table_(std::move(table)) {}

  std::uint64_t rows() const { return table_.row_count(); }
  std::string text(std::uint64_t row, const std::string& column) const {
    return table_.text(row, at(column));
  }
  bool is_error(std::uint64_t row, const std::string& column) const {
    return table_.state(row, at(column)) == CellState::error;
  }
  bool is_value(std::uint64_t row, const std::string& column) const {
    return table_.state(row, at(column)) == CellState::value;
  }
  bool has(const std::string& column) const { return table_.find_column(column).has_value(); }
  const Table& table() const { return table_; }

 private:
  std::size_t at(const std::string& column) const {
    const auto found = table_.find_column(column);
    EXPECT_TRUE(found.has_value()) << column;
    return found.value_or(0);
  }
  Table table_;
};

void fill(Data& data, const Policy& policy, const TableText& table, std::size_t from = 1,
          std::size_t to = static_cast<std::size_t>(-1)) {
  std::vector<TextColumn> columns(table.rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = table.rows[0][i];
    for (std::size_t row = from; row < std::min(to, table.rows.size()); ++row)
      columns[i].cells.push_back(table.rows[row][i]);
  }
  ASSERT_TRUE(data.set_table_text(*policy.find_entity(table.entity), columns).ok());
}

/// The lists of one run, and what must hold among them.
class Truth {
 public:
  Truth(const Case& of, const Policy& policy, const Results& results)
      : case_(of),
        results_(results),
        policy_(policy),
        ledger_(results.ledger()),
        totals_(results.totals()),
        targets_(results.targets()),
        errors_(results.errors()) {
    for (std::uint64_t row = 0; row < errors_.rows(); ++row)
      in_error_.emplace(errors_.text(row, "entity"), errors_.text(row, "row"),
                        errors_.text(row, "column"));
  }

  void check() {
    EXPECT_EQ(results_.error_count(), errors_.rows());
    check_cells();
    check_ledger();
    check_shared();
    check_totals();
    check_fund();
    check_targets();
  }

 private:
  View entity(const std::string& name) const {
    return View(results_.entity(name.empty() ? 0 : *policy_.find_entity(name)));
  }
  bool is_listed(const std::string& of, std::uint64_t row, const std::string& column) const {
    return in_error_.contains({of, std::to_string(row + 1), column});
  }

  /// Every computed cell in error stands in the list of errors, with the key where it has one.
  void check_cells() {
    for (const EntityInfo& info : policy_.entities()) {
      const View cells = entity(info.name);
      for (std::uint64_t row = 0; row < cells.rows(); ++row) {
        for (const ColumnInfo& column : info.columns) {
          if (!cells.is_error(row, column.name)) continue;
          EXPECT_TRUE(is_listed(info.name, row, column.name))
              << info.name << '.' << column.name << " of row " << row + 1;
        }
      }
    }
  }

  /// The ledger's reason also says of how much: "fund exhausted (CNY 5.00 asked)".
  static std::string without_detail(const std::string& reason) {
    const std::size_t detail = reason.ends_with(" asked)") ? reason.rfind(" (CNY ") : reason.npos;
    return reason.substr(0, detail);
  }

  /// Whether the row has a line: of what is paid always, else where there is an amount. What is
  /// left over has none where the amount itself is in error, and its own line says so.
  static bool has_line(const Reward& reward, const View& cells, std::uint64_t row) {
    if (reward.kind == Reward::Kind::paid) return true;
    if (cells.is_value(row, reward.where)) return !exact(cells.text(row, reward.where)).is_zero();
    return reward.kind == Reward::Kind::back || cells.is_value(row, reward.paid);
  }

  void check_line(std::uint64_t at, const Reward& reward, const View& cells, std::uint64_t row) {
    const std::string status = ledger_.text(at, "status");
    const std::string reason = ledger_.text(at, "reason");
    // Blank where a limit is per something that the row does not say.
    const bool cell_is_error = !cells.is_value(row, reward.paid);
    ASSERT_EQ(ledger_.text(at, "reward"), reward.name);
    EXPECT_EQ(ledger_.text(at, "key"), cells.text(row, cells.table().columns()[0].name));
    EXPECT_EQ(!ledger_.is_value(at, "amount"), cell_is_error);
    const bool is_back = reward.kind == Reward::Kind::back;
    if (!cell_is_error) {
      const Rational cell = exact(cells.text(row, reward.paid));
      EXPECT_EQ(exact(ledger_.text(at, "amount")), is_back ? -cell : cell);
    }
    if (status == "error") {
      EXPECT_TRUE(reason.starts_with("not determined: ")) << reason;
      EXPECT_TRUE(cell_is_error || has_known_amount(at) || ledger_.text(at, "payer").empty() ||
                  ledger_.text(at, "payee").empty());
      EXPECT_TRUE(results_.error_count() > 0);
      EXPECT_TRUE(is_row_listed(reward.entity, row)) << reward.entity << " row " << row + 1;
      return;
    }
    const bool pays = !exact(ledger_.text(at, "amount")).is_zero();
    EXPECT_EQ(status, is_back ? "repay" : pays ? "due" : "nothing");
    // Of what is due in part, the reason says what was asked.
    const bool says_due = reason == "due" || (pays && reason.ends_with(" asked)"));
    EXPECT_EQ(says_due, pays && !is_back) << reason;
    // What is left over is nobody's: its line pays nothing, and says why, and how much if known.
    if (reward.kind == Reward::Kind::left) {
      EXPECT_FALSE(pays);
      EXPECT_EQ(reason.ends_with(" left over)"), cells.is_value(row, reward.where)) << reason;
      EXPECT_TRUE(reason.starts_with("nobody to share among") ||
                  reason.starts_with("all weights are zero"))
          << reason;
    }
    if (!pays) return;
    const std::string payer = ledger_.text(at, "payer");
    EXPECT_NE(payer, "");
    EXPECT_NE(ledger_.text(at, "payee"), "");
    if (is_back) {
      repaid_[payer] -= exact(ledger_.text(at, "amount"));
      check_is_within(reward, cells, row);
      return;
    }
    paid_[payer] += exact(ledger_.text(at, "amount"));
    ++lines_[payer];
  }

  /// Nobody pays back more than the amount itself, and nothing of a refund.
  static void check_is_within(const Reward& reward, const View& cells, std::uint64_t row) {
    if (!cells.has(reward.name)) return;  // of a shared reward, `check_shared` looks at the sums
    const Rational back = exact(cells.text(row, reward.paid));
    ASSERT_TRUE(cells.is_value(row, reward.name));
    const Rational whole = exact(cells.text(row, reward.name));
    EXPECT_EQ(back.sign(), whole.sign());
    EXPECT_LE(back.abs(), whole.abs());
  }

  bool is_row_listed(const std::string& of, std::uint64_t row) const {
    const auto from = in_error_.lower_bound({of, std::to_string(row + 1), ""});
    return from != in_error_.end() && std::get<0>(*from) == of &&
           std::get<1>(*from) == std::to_string(row + 1);
  }

  /// The ledger goes payment by payment, in each through the rows.
  void check_ledger() {
    std::uint64_t at = 0;
    for (const Reward& reward : in_ledger_order()) {
      const View cells = entity(reward.entity);
      for (std::uint64_t row = 0; row < cells.rows(); ++row) {
        if (!has_line(reward, cells, row)) continue;
        ASSERT_LT(at, ledger_.rows());
        SCOPED_TRACE(reward.name + ", row " + std::to_string(row + 1));
        check_line(at, reward, cells, row);
        const std::string why = reward.name + (reward.in_instalments ? ".standing" : ".reason");
        const bool is_paid = reward.kind == Reward::Kind::paid;
        if (is_paid && cells.has(why) && ledger_.text(at, "status") != "error") {
          EXPECT_EQ(without_detail(ledger_.text(at, "reason")), cells.text(row, why));
        }
        check_digits(cells, row, reward.paid);
        is_left_.resize(at);
        is_left_.push_back(reward.kind == Reward::Kind::left);
        ++at;
      }
    }
    EXPECT_EQ(at, ledger_.rows());
    std::uint64_t lines = 0;
    for (const Reward& reward : case_.rewards) {
      const View cells = entity(reward.entity);
      for (std::uint64_t row = 0; row < cells.rows(); ++row) lines += has_line(reward, cells, row);
    }
    EXPECT_EQ(lines, ledger_.rows());
  }

  /// The cell of a shared amount is the sum of its parts; what is paid back of it likewise.
  void check_shared() {
    const View claims = entity("claim"), helpers = entity("helper");
    const auto& of_claim = case_.tables[2].rows;
    for (const Reward& reward : case_.rewards) {
      if (reward.entity != "helper") continue;
      std::map<std::string, Rational> sums;
      bool known = true;
      for (std::uint64_t row = 0; row < helpers.rows(); ++row) {
        known = known && helpers.is_value(row, reward.paid);
        if (known) sums[of_claim[row + 1][1]] += exact(helpers.text(row, reward.paid));
      }
      if (!known) continue;
      for (std::uint64_t row = 0; row < claims.rows(); ++row) {
        const std::string whole = reward.kind == Reward::Kind::paid ? reward.name : reward.paid;
        if (!claims.is_value(row, whole) || !claims.is_value(row, "id")) continue;
        EXPECT_EQ(exact(claims.text(row, whole)), sums[claims.text(row, "id")]) << whole;
      }
    }
  }

  /// By the sections of the list: in the order in which the payments were declared.
  std::vector<Reward> in_ledger_order() const {
    std::vector<Reward> order;
    for (const TableSection& section : ledger_.table().sections()) {
      const std::string name = ledger_.text(section.first_row, "reward");
      const std::string of = ledger_.text(section.first_row, "entity");
      const auto nth = std::ranges::count_if(
          order, [&](const Reward& reward) { return reward.name == name && reward.entity == of; });
      auto found = case_.rewards.begin();
      for (auto skip = nth;; ++found) {
        if (found == case_.rewards.end()) return order;
        if (found->name == name && found->entity == of && skip-- == 0) break;
      }
      order.push_back(*found);
    }
    return order;
  }

  void check_digits(const View& cells, std::uint64_t row, const std::string& column) {
    if (!cells.is_value(row, column)) return;
    const std::string text = cells.text(row, column);
    const std::size_t point = text.find('.');
    if (point != std::string::npos) EXPECT_LE(text.size() - point - 1, 2U) << text;
  }

  void check_totals() {
    std::uint64_t undetermined = 0;
    std::map<std::string, Rational> totals, repaid;
    for (std::uint64_t row = 0; row < totals_.rows(); ++row) {
      const std::string payer = totals_.text(row, "payer");
      totals[payer] += exact(totals_.text(row, "amount"));
      if (totals_.has("repay")) repaid[payer] += exact(totals_.text(row, "repay"));
      EXPECT_EQ(exact(totals_.text(row, "payments")),
                Rational(static_cast<std::int64_t>(lines_[payer])));
      undetermined += static_cast<std::uint64_t>(std::stoull(totals_.text(row, "undetermined")));
      if (payer.empty()) EXPECT_EQ(totals_.text(row, "payments"), "0");
    }
    // What nobody is known to pay stands in the ledger and the errors, and in nobody's total.
    std::uint64_t in_error = 0;
    for (std::uint64_t row = 0; row < ledger_.rows(); ++row) {
      const bool open =
          ledger_.text(row, "status") == "error" && !has_known_amount(row) && !is_left_[row];
      in_error += open && !ledger_.text(row, "payer").empty() ? 1 : 0;
    }
    EXPECT_EQ(undetermined, in_error);
    for (const auto& [payer, sum] : totals) EXPECT_EQ(sum, paid_[payer]) << payer;
    for (const auto& [payer, sum] : paid_) EXPECT_EQ(totals[payer], sum) << payer;
    for (const auto& [payer, sum] : repaid) EXPECT_EQ(sum, repaid_[payer]) << payer;
    for (const auto& [payer, sum] : repaid_) EXPECT_EQ(repaid[payer], sum) << payer;
    const bool claws_back = std::ranges::any_of(
        case_.rewards, [](const Reward& reward) { return reward.kind == Reward::Kind::back; });
    EXPECT_EQ(totals_.has("repay"), claws_back);
  }

  bool has_known_amount(std::uint64_t row) const {
    return ledger_.is_value(row, "amount") && exact(ledger_.text(row, "amount")).is_zero();
  }

  /// What a fund paid is what its rewards' lines pay, and no more than it has; what it has left is
  /// without what was granted, due by now or later.
  void check_fund() {
    const View whole = entity("");
    if (case_.in_fund.empty() || !whole.is_value(0, "pot.paid")) return;
    Rational due, granted;
    const View claims = entity("claim");
    for (const std::string& name : case_.in_fund) {
      const auto reward = std::ranges::find(case_.rewards, name, &Reward::name);
      for (std::uint64_t row = 0; row < claims.rows(); ++row) {
        if (!claims.is_value(row, name) || !claims.is_value(row, reward->paid)) return;
        granted += exact(claims.text(row, name));
        due += exact(claims.text(row, reward->paid));
      }
    }
    const Rational paid = exact(whole.text(0, "pot.paid"));
    EXPECT_EQ(paid, due);
    EXPECT_LE(paid, std::max(exact(whole.text(0, "pot.budget")), Rational(0)));
    EXPECT_EQ(exact(whole.text(0, "pot.left")), exact(whole.text(0, "pot.budget")) - granted);
  }

  void check_targets() {
    const View towns = entity("town");
    ASSERT_EQ(targets_.rows(), towns.rows());
    for (std::uint64_t row = 0; row < towns.rows(); ++row) {
      EXPECT_EQ(targets_.text(row, "met"), towns.text(row, "enough.met"));
      EXPECT_EQ(targets_.text(row, "metric"), towns.text(row, "got"));
      EXPECT_EQ(targets_.is_error(row, "met"), towns.is_error(row, "got"));
    }
    check_sums(towns);
  }

  /// A sum over rows of which one is in error is in error; else it is their sum.
  void check_sums(const View& towns) {
    const View claims = entity("claim");
    const View whole = entity("");
    Rational sum, by_town;
    bool known = true;
    for (std::uint64_t row = 0; row < claims.rows(); ++row) {
      known = known && claims.is_value(row, "first");
      if (known) sum += exact(claims.text(row, "first"));
    }
    EXPECT_EQ(whole.is_value(0, "whole"), known);
    if (!known) return;
    EXPECT_EQ(exact(whole.text(0, "whole")), sum);
    for (std::uint64_t row = 0; row < towns.rows(); ++row)
      if (towns.is_value(row, "got")) by_town += exact(towns.text(row, "got"));
    if (sum.sign() >= 0 && by_town.sign() >= 0 && !has_negative(claims)) EXPECT_LE(by_town, sum);
  }

  bool has_negative(const View& claims) const {
    for (std::uint64_t row = 0; row < claims.rows(); ++row)
      if (exact(claims.text(row, "first")).sign() < 0) return true;
    return false;
  }

  const Case& case_;
  const Results& results_;
  const Policy& policy_;
  View ledger_, totals_, targets_, errors_;
  std::set<std::tuple<std::string, std::string, std::string>> in_error_;
  std::map<std::string, Rational> paid_, repaid_;
  std::vector<bool> is_left_;  ///< by lines of the ledger
  std::map<std::string, std::uint64_t> lines_;
};

std::string all_text(const Table& table) {
  std::string text;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t column = 0; column < table.columns().size(); ++column)
      text += table.text(row, column) + (table.state(row, column) == CellState::error ? "!|" : "|");
    text += '\n';
  }
  return text;
}

std::string lists_of(const Results& results) {
  std::string lists = all_text(results.ledger()) + all_text(results.totals()) +
                      all_text(results.targets()) + all_text(results.errors());
  for (std::size_t entity = 0; entity < results.entity_count(); ++entity)
    lists += all_text(results.entity(entity));
  return lists;
}

bool has_key_twice(const TableText& table) {
  std::set<std::string> seen;
  for (std::size_t row = 1; row < table.rows.size(); ++row)
    if (!table.rows[row][0].empty() && !seen.insert(table.rows[row][0]).second) return true;
  return false;
}

/// Totals of the rows in batches are those of all rows at once.
void check_batches(const Case& of, const Policy& policy, const Data& others,
                   const Results& expected, std::size_t size, int* streamed) {
  const std::size_t entity = *policy.find_entity("helper");
  const TableText& table = of.tables[2];
  if (has_key_twice(table) || !policy.stream_traversals(entity).ok()) return;
  std::size_t at = 1;
  StreamSource source;
  source.rewind = [&]() -> Status {
    at = 1;
    return Done{};
  };
  source.next = [&](Data& batch) -> Result<bool> {
    if (at >= table.rows.size()) return false;
    fill(batch, policy, table, at, at + size);
    at += size;
    return true;
  };
  std::uint64_t errors = 0;
  const auto sink = [&](const StreamBatch& batch) -> Status {
    errors += batch.results.error_count();
    return Done{};
  };
  const Result<Results> results = policy.evaluate_stream(others, entity, source, sink, {});
  ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
  EXPECT_EQ(all_text(results->totals()), all_text(expected.totals()));
  EXPECT_EQ(errors + results->error_count(), expected.error_count());
  ++*streamed;
}

/// What is paid by whom to whom, and what is not known, whatever the order of the lines. Which of
/// several errors a line names is left out: it is the first one of the table.
std::vector<std::string> payments_of(const Results& results) {
  const View ledger(results.ledger());
  std::vector<std::string> payments;
  for (std::uint64_t row = 0; row < ledger.rows(); ++row) {
    std::string line;
    const bool is_error = ledger.text(row, "status") == "error";
    for (const char* column :
         {"reward", "entity", "key", "payer", "payee", "amount", "status", "reason"})
      line +=
          is_error && std::string_view(column) == "reason" ? "|" : ledger.text(row, column) + "|";
    payments.push_back(std::move(line));
  }
  std::ranges::sort(payments);
  return payments;
}

/// Sorting a table pays nobody else, unless the policy says that its order is meant.
void check_order_of_tables(const Case& of, const Policy& policy, const Results& expected,
                           int* turned) {
  if (of.policy.find("row order") != std::string::npos) return;
  Data data = policy.new_data();
  for (TableText table : of.tables) {
    std::reverse(table.rows.begin() + 1, table.rows.end());
    fill(data, policy, table);
  }
  const Result<Results> results = policy.evaluate(data);
  ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
  EXPECT_EQ(payments_of(*results), payments_of(expected));
  EXPECT_EQ(results->error_count(), expected.error_count());
  ++*turned;
}

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(OneTruth, AllListsSayTheSame) {
  const std::uint64_t first = setting("REMIT_ONE_TRUTH_FIRST", 1);
  const std::uint64_t seeds = setting("REMIT_ONE_TRUTH_SEEDS", 300);
  int with_errors = 0, streamed = 0, turned = 0;
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    const Case made = random_case(seed);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Result<Policy> policy = compile({{"truth.remit", made.policy}});
    ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
    Data data = policy->new_data();
    for (const TableText& table : made.tables) fill(data, *policy, table);
    std::string lists;
    for (const auto& [evaluator, threads, batch] :
         {std::tuple{Evaluator::row, 1U, 0U}, std::tuple{Evaluator::columnar, 1U, 0U},
          std::tuple{Evaluator::columnar, 3U, 2U}}) {
      RunOptions options;
      options.evaluator = evaluator;
      options.threads = threads;
      options.batch_rows = batch;
      const Result<Results> results = policy->evaluate(data, options);
      ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
      if (lists.empty()) {
        Truth(made, *policy, *results).check();
        lists = lists_of(*results);
        with_errors += results->error_count() > 0 ? 1 : 0;
        check_batches(made, *policy, data, *results, 1 + seed % 3, &streamed);
        check_order_of_tables(made, *policy, *results, &turned);
      } else {
        EXPECT_EQ(lists_of(*results), lists);
      }
    }
    if (HasFailure()) {
      std::string shown = made.policy;
      for (const TableText& table : made.tables) {
        shown += table.entity + "\n";
        for (const auto& row : table.rows) {
          for (const std::string& cell : row) shown += cell + ",";
          shown += "\n";
        }
      }
      FAIL() << shown;
    }
  }
  EXPECT_GT(with_errors, static_cast<int>(seeds / 4));
  EXPECT_LT(with_errors, static_cast<int>(seeds));
  EXPECT_GT(streamed, 0);
  EXPECT_GT(turned, static_cast<int>(seeds / 4));
}

}  // namespace
}  // namespace remit::one_truth
