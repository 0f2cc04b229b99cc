#include "truth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "number/decimal.h"
#include "number/rational.h"
#include "view.h"

namespace remit::one_truth {
namespace {

using number::Rational;

Rational exact(const std::string& text) {
  return number::parse_decimal(text).value_or(number::Decimal{}).to_rational();
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
    const std::size_t at = name.empty() ? 0 : *policy_.find_entity(name);
    return View(results_.entity(at, Language::en, ResultColumns::all));
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

  /// The ledger's reason also says of how much: "cut by the fund pot (CNY 5.00 asked)".
  static std::string without_detail(const std::string& reason) {
    const std::size_t detail = reason.ends_with(" asked)") ? reason.rfind(" (CNY ") : reason.npos;
    return reason.substr(0, detail);
  }

  /// The parts of the key, which come first in a table.
  std::string key_of(const View& cells, std::uint64_t row) const {
    std::string key;
    for (const EntityInfo& info : policy_.entities()) {
      if (info.name.empty() || info.name != cells.table().name()) continue;
      for (std::size_t part = 0; part < info.key.size(); ++part)
        key += (part == 0 ? "" : "/") + cells.text(row, cells.table().columns()[part].name);
      return key;
    }
    return cells.text(row, cells.table().columns()[0].name);
  }

  /// Whether the row has a line: of what is paid always, else where there is an amount. What is
  /// left over has none where the amount itself is in error and its parts' lines say so; a row that
  /// cannot be told from another may have none.
  bool has_line(const Reward& reward, const View& cells, std::uint64_t row) const {
    if (reward.kind == Reward::Kind::paid) return true;
    if (cells.is_value(row, reward.where)) return !exact(cells.text(row, reward.where)).is_zero();
    const bool is_told = !is_listed(reward.entity, row, cells.table().columns()[0].name);
    return reward.kind == Reward::Kind::back || cells.is_value(row, reward.paid) || !is_told;
  }

  void check_line(std::uint64_t at, const Reward& reward, const View& cells, std::uint64_t row) {
    const std::string status = ledger_.text(at, "status");
    const std::string reason = ledger_.text(at, "reason");
    const bool cell_is_error = cells.is_error(row, reward.paid);
    EXPECT_TRUE(cell_is_error || cells.is_value(row, reward.paid));
    ASSERT_EQ(ledger_.text(at, "reward"), reward.name);
    EXPECT_EQ(ledger_.text(at, "key"), key_of(cells, row));
    EXPECT_EQ(!ledger_.is_value(at, "amount"), cell_is_error);
    const bool is_back = reward.kind == Reward::Kind::back;
    if (!cell_is_error) {
      const Rational cell = exact(cells.text(row, reward.paid));
      EXPECT_EQ(exact(ledger_.text(at, "amount")), is_back ? -cell : cell);
    }
    if (status == "error") {
      EXPECT_TRUE(reason.starts_with("not determined: ")) << reason;
      // Also where it is not known who pays or is paid: the cell says so too.
      EXPECT_TRUE(cell_is_error || has_known_amount(at));
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

  /// What a reason claims, looked up once more in the other figures of the row.
  void check_claim(const Reward& reward, const View& cells, std::uint64_t row,
                   const std::string& reason) const {
    SCOPED_TRACE(reason);
    const auto figure = [&](const std::string& column) -> std::optional<Rational> {
      if (!cells.has(column) || !cells.is_value(row, column)) return std::nullopt;
      return exact(cells.text(row, column));
    };
    const std::string eligible = reward.name + ".eligible";
    const std::optional<Rational> paid = figure(reward.paid);
    const std::optional<Rational> asked = figure(reward.name + ".asked");
    const bool refused = reason.starts_with("not met: ") || reason.starts_with("blocked by ") ||
                         reason == "beyond the rewarded places";
    if (cells.has(eligible) && cells.is_value(row, eligible))
      EXPECT_EQ(cells.text(row, eligible) == "false", refused);
    ASSERT_TRUE(paid);
    const bool is_nothing = paid->is_zero();
    EXPECT_EQ(is_nothing, reason != "due" && !reason.starts_with("cut by "));
    const bool limited = reason.find(" leaves nothing for it") != reason.npos;
    if (asked && limited && !reward.in_instalments) EXPECT_FALSE(asked->is_zero());
    if (asked && reason.starts_with("cut by ") && !reward.in_instalments)
      EXPECT_GT(asked->abs(), paid->abs());
    if (!reward.in_instalments) return;
    const std::optional<Rational> whole = figure(reward.name);
    const bool of_instalments =
        reason.starts_with("no instalment is due yet") || reason.starts_with("what is due by now ");
    if (whole && of_instalments) EXPECT_FALSE(whole->is_zero());
    const std::optional<Rational> had = figure("had");
    if (had && reason.starts_with("what is due by now has been paid")) EXPECT_FALSE(had->is_zero());
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
        if (is_paid && cells.has(why)) {
          EXPECT_EQ(cells.is_error(row, why), cells.is_error(row, reward.paid));
          if (cells.is_value(row, why)) check_claim(reward, cells, row, cells.text(row, why));
        }
        check_digits(cells, row, reward.paid);
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
    if (point != std::string::npos) {
      EXPECT_LE(text.size() - point - 1, 2U) << text;
    }
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
      if (payer.empty()) {
        EXPECT_EQ(totals_.text(row, "payments"), "0");
      }
    }
    // What nobody is known to pay stands under no name, and is open.
    std::uint64_t in_error = 0;
    for (std::uint64_t row = 0; row < ledger_.rows(); ++row) {
      const bool open = ledger_.text(row, "status") == "error" && !has_known_amount(row);
      in_error += open ? 1 : 0;
    }
    EXPECT_EQ(undetermined, in_error);
    for (const auto& [payer, sum] : totals) EXPECT_EQ(sum, paid_[payer]) << payer;
    for (const auto& [payer, sum] : paid_) EXPECT_EQ(totals[payer], sum) << payer;
    for (const auto& [payer, sum] : repaid) EXPECT_EQ(sum, repaid_[payer]) << payer;
    for (const auto& [payer, sum] : repaid_) EXPECT_EQ(repaid[payer], sum) << payer;
    const bool claws_back = std::ranges::any_of(
        case_.rewards, [](const Reward& reward) { return reward.kind == Reward::Kind::back; });
    EXPECT_EQ(totals_.has("repay"), claws_back);
    EXPECT_EQ(lines_of_payers(totals_), lines_of_payers(group_totals()));
  }

  View group_totals() const {
    const std::vector<std::string> by = {"payer"};
    const Result<Table> table = results_.totals_by(by);
    EXPECT_TRUE(table.ok());
    return View(*table);
  }

  /// What known payers pay, whatever the order; who pays nothing has a line in some totals only.
  static std::set<std::vector<std::string>> lines_of_payers(const View& totals) {
    std::set<std::vector<std::string>> lines;
    for (std::uint64_t row = 0; row < totals.rows(); ++row) {
      std::vector<std::string> line;
      bool is_nothing = true;
      for (const char* column : {"amount", "payments", "undetermined", "repay"}) {
        line.push_back(totals.has(column) ? totals.text(row, column) : "");
        is_nothing = is_nothing && exact(line.back()).is_zero();
      }
      line.push_back(totals.text(row, "payer"));
      if (!is_nothing && !line.back().empty()) lines.insert(std::move(line));
    }
    return lines;
  }

  bool has_known_amount(std::uint64_t row) const {
    return ledger_.is_value(row, "amount") && exact(ledger_.text(row, "amount")).is_zero();
  }

  /// What a fund paid is what its rewards' lines pay, and no more than it has; what it has left is
  /// without what was granted, due by now or later.
  void check_fund() {
    const View whole = entity("");
    if (case_.in_fund.empty()) return;
    Rational due, granted, outstanding;  // outstanding: of refunds in instalments
    const View claims = entity("claim");
    const bool known = whole.is_value(0, "pot.paid");
    for (const std::string& name : case_.in_fund) {
      const auto reward = std::ranges::find(case_.rewards, name, &Reward::name);
      for (std::uint64_t row = 0; row < claims.rows(); ++row) {
        EXPECT_TRUE(!known || claims.is_value(row, reward->paid)) << name << " row " << row + 1;
        if (!claims.is_value(row, name) || !claims.is_value(row, reward->paid)) return;
        const Rational whole_amount = exact(claims.text(row, name));
        const Rational now = exact(claims.text(row, reward->paid));
        granted += whole_amount;
        due += now;
        if (whole_amount < Rational(0)) outstanding += now - whole_amount;
      }
    }
    if (!known) return;
    const Rational paid = exact(whole.text(0, "pot.paid"));
    EXPECT_EQ(paid, due);
    EXPECT_LE(paid, std::max(exact(whole.text(0, "pot.budget")), Rational(0)) + outstanding);
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
    if (sum.sign() >= 0 && by_town.sign() >= 0 && !has_negative(claims)) {
      EXPECT_LE(by_town, sum);
    }
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
  std::map<std::string, std::uint64_t> lines_;
};

}  // namespace

void expect_one_truth(const Case& of, const Policy& policy, const Results& results) {
  Truth(of, policy, results).check();
}

}  // namespace remit::one_truth
