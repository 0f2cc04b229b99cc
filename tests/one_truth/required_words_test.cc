// Whatever a line of a list says must be there: who pays, who is paid, to which account, what for,
// as what. Of every form that pays, however what is said is reached, one cell after the other is
// left blank: if the field must be filled in, the line is in error, stands in the list of errors
// and counts as undetermined in the totals, and nothing is said by a blank.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_set.h"
#include "base/strings.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "remit/remit.h"
#include "syntax/grammar.h"
#include "syntax/parse.h"
#include "view.h"

namespace remit::one_truth {
namespace {

/// What stands in a form where somebody or something is said, and which cell it rests on.
struct Said {
  std::string_view column;  ///< of the ledger
  std::string_view text;
  std::string_view entity;  ///< of the cell
  std::string_view field;
  bool may_be_blank;  ///< of an optional field: what is not filled in is not said
};

constexpr Said kSaid[] = {
    {"payer", "boss", "stall", "boss", false},      {"payer", "town.desk", "town", "desk", false},
    {"payer", "pays", "stall", "boss", false},      {"payee", "holder", "stall", "holder", false},
    {"payee", "town", "stall", "town", false},      {"payee", "town.head", "town", "head", false},
    {"payee", "gets", "stall", "holder", false},    {"account", "acc", "stall", "acc", true},
    {"account", "town.till", "town", "till", true}, {"account", "booked", "stall", "acc", true},
    {"purpose", "use", "stall", "use", true},       {"purpose", "kind", "stall", "kind", true},
    {"purpose", "town.aim", "town", "aim", true},   {"purpose", "meant", "stall", "use", true},
};

/// A form that pays to `@to` from `@from`, an expense for `@for`; `paid` of each row.
struct Form {
  std::string_view name;
  std::string_view text;
  bool alone = true;  ///< what one row gets does not rest on the others
};

constexpr Form kForms[] = {
    {"plain", R"(reward r for stall cite "1" { when begun pay fee from @from to @to })"},
    {"limits",
     R"(reward r for stall cite "1" { pay fee floor 1 CNY cap 50 CNY rounding down to 1 from @from to @to })"},
    {"every",
     R"(reward r for stall cite "1" { pay 3 CNY for every full 2 CNY of fee from @from to @to })"},
    {"bands",
     R"(reward r for stall cite "1" { pay step of fee { up to 5 CNY : 1 CNY, over 5 CNY : 2 CNY } from @from to @to })"},
    {"instalments",
     R"(reward r for stall cite "1" { pay fee from @from to @to instalments { 50% when begun, 50% when done } })"},
    {"less",
     R"(reward r for stall cite "1" { pay fee from @from to @to instalments { 50% when begun, 50% when done } less had })"},
    {"back",
     R"(reward r for stall cite "1" { pay fee from @from to @to claw back 40% when begun })"},
    {"later_back",
     R"(reward r for stall cite "1" { pay fee from @from to @to instalments { 50% when begun, 50% when done } claw back all when begun })"},
    {"topped", R"(reward r for stall cite "1" { pay fee from @from to @to top up had })"},
    {"honoured", R"(reward r for stall cite "1" { pay fee from @from to @to honour "Best" })"},
    {"ranked",
     R"(reward r for stall cite "1" { when begun rank by fee desc among all ties by key pay { 1..3 : 5 CNY } from @from to @to })"},
    {"per",
     R"(reward r for stall cite "1" { pay fee cap 100 CNY per street pro rata ties by key from @from to @to })"},
    {"queue",
     R"(reward r for stall cite "1" { pay fee cap 100 CNY per street in order of day ties by key from @from to @to })"},
    {"together", R"(reward r for stall cite "1" { pay fee from @from to @to }
  reward other for stall cite "2" { pay had from office to holder2 }
  cap together { r, other } cite "3" at most 100 CNY in order)"},
    {"together_per", R"(reward r for stall cite "1" { pay fee from @from to @to }
  reward other for stall cite "2" { pay had from office to holder2 }
  cap together { r, other } cite "3" at most 100 CNY per street pro rata ties by key)",
     false},
    {"highest", R"(reward r for stall cite "1" { pay fee from @from to @to }
  reward other for stall cite "2" { pay had from office to holder2 }
  choose highest of { r, other } ties to first)"},
    {"highest_per", R"(reward r for stall cite "1" { pay fee from @from to @to }
  reward other for stall cite "2" { pay had from office to holder2 }
  choose highest of { r, other } per street ties to first by key)",
     false},
    {"by_plan", R"(reward r for stall cite "1" { pay fee from @from to @to }
  reward other for stall cite "2" { pay had from office to holder2 }
  choose by plan of { r, other })"},
    {"sanctioned", R"(reward r for stall cite "1" { pay fee from @from to @to }
  sanction veto for stall cite "2" { when not begun block r })"},
    {"fund", R"(reward r for stall cite "1" { pay fee from @from to @to }
  fund pot cite "2" { budget 100 CNY pays r when short pro rata ties by key })"},
    {"fund_queue", R"(reward r for stall cite "1" { pay fee from @from to @to }
  fund pot cite "2" { budget 100 CNY pays r when short in order of day ties by key })"},
    {"fund_refuse", R"(reward r for stall cite "1" { pay fee from @from to @to }
  fund pot cite "2" { budget 100 CNY pays r when short refuse })",
     false},
    {"fund_years", R"(reward r for stall cite "1" { pay fee from @from to @to }
  fund pot cite "2" { budget 100 CNY each year of day pays r when short pro rata ties by key })"},
    {"fund_carried", R"(reward r for stall cite "1" { pay fee from @from to @to }
  fund pot cite "2" { budget 100 CNY each year of day pays r when short pro rata ties by key carry over })",
     false},
    {"fund_later",
     R"(reward r for stall cite "1" { pay fee from @from to @to instalments { 50% when begun, 50% when done } }
  fund pot cite "2" { budget 100 CNY pays r when short pro rata ties by key floor 1 CNY })"},
    {"expense",
     R"(expense r for stall cite "1" { when begun for @for pay fee from @from to @to })"},
    {"expense_fund",
     R"(expense r for stall cite "1" { for @for pay fee cap 50 CNY from @from to @to }
  fund pot cite "2" { budget 100 CNY pays r when short in order of day ties by key })"},
    {"expense_per",
     R"(expense r for stall cite "1" { for @for pay fee floor 1 CNY rounding half_up to 0.1 cap 100 CNY per street pro rata ties by key from @from to @to })"},
    {"split",
     R"(split r for stall cite "1" { amount fee share one 50% to @to share two 50% to office remainder to one from @from })"},
    {"split_less",
     R"(split r for stall cite "1" { when begun amount fee deduct had share one 60% to @to share two 40% to office remainder to one rounding down to 0.1 from @from })"},
    {"attributed",
     R"(split r for stall cite "1" { amount fee share one 50% to @to share two 50% to office remainder to one })"},
    {"sharers",
     R"(reward r for stall cite "1" { pay fee from @from to @sharer shared among helper equally remainder to first ties by key })"},
    {"sharers_weighed",
     R"(reward r for stall cite "1" { pay fee from @from to @sharer shared among helper by w at most 30 CNY remainder to largest ties by key })"},
    {"sharers_first",
     R"(reward r for stall cite "1" { pay fee from @from to @sharer shared among helper first only in order of w ties by key })"},
    {"sharers_later",
     R"(reward r for stall cite "1" { pay fee from @from to @sharer shared among helper equally remainder to first ties by key instalments { 50% when begun, 50% when done } claw back 50% when begun })"},
};

constexpr std::string_view kTables = R"(policy lines {
  effective 2020-01-01 to 2021-12-31
  currency CNY
  rounding half_up to 0.01
  party office
  entity town { key id : text  desk : text  head : text  till : text  aim : text }
  entity stall {
    key id : text  boss : text  holder : text  holder2 : text  town : town  acc : text  use : text
    kind : one of { fair, road }  fee : money  had : money  street : text  day : date  begun : bool
    done : bool  plan : one of { r, other }
  }
  entity helper { key no : text  stall : stall  person : text  w : count }
  define pays for stall = if begun then boss else "nobody's"
  define gets for stall = if begun then holder else "nobody's"
  define booked for stall = if begun then acc else "nobody's"
  define meant for stall = if begun then use else "nobody's"
  )";

using Rows = std::vector<std::vector<std::string>>;

Rows towns() {
  return {{"id", "desk", "head", "till", "aim"},
          {"N", "dN", "hN", "tN", "aN"},
          {"S", "dS", "hS", "tS", "aS"},
          {"E", "dE", "hE", "tE", "aE"}};
}

Rows stalls() {
  return {{"id", "boss", "holder", "holder2", "town", "acc", "use", "kind", "fee", "had", "street",
           "day", "begun", "done", "plan"},
          {"1", "b1", "h1", "o1", "N", "a1", "u1", "fair", "10", "2", "x", "2020-01-01", "true",
           "false", "r"},
          {"2", "b2", "h2", "o2", "S", "a2", "u2", "road", "20", "2", "x", "2020-01-02", "true",
           "false", "r"},
          {"3", "b3", "h3", "o3", "E", "a3", "u3", "fair", "30", "2", "y", "2021-01-03", "true",
           "false", "r"}};
}

Rows helpers() {
  return {{"no", "stall", "person", "w"},
          {"p", "1", "P", "1"},
          {"q", "2", "Q", "1"},
          {"r", "2", "R", "2"},
          {"s", "3", "S", "1"}};
}

void fill(Data& data, const Policy& policy, const std::string& entity, const Rows& rows) {
  std::vector<TextColumn> columns(rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = rows[0][i];
    for (std::size_t row = 1; row < rows.size(); ++row) columns[i].cells.push_back(rows[row][i]);
  }
  ASSERT_TRUE(data.set_table_text(*policy.find_entity(entity), columns).ok()) << entity;
}

void put(std::string& text, std::string_view place, std::string_view what) {
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place))
    text.replace(at, place.size(), what);
}

/// The policy with that said in it; empty where the form does not say such a thing.
std::string policy_of(const Form& form, const Said& said, bool optional) {
  std::string text(form.text);
  const bool has_account = text.find("@to") != std::string::npos && !text.starts_with("split");
  if (said.column == "purpose" && text.find("@for") == std::string::npos) return "";
  if (said.column == "account" && !has_account) return "";
  if (said.column == "payer" && text.find("@from") == std::string::npos) return "";
  if (said.column == "payee" && text.find("@to") == std::string::npos) return "";
  put(text, "@from", said.column == "payer" ? said.text : "office");
  put(text, "@for", said.column == "purpose" ? said.text : "holder2");
  put(text, "@sharer", "helper.person");
  const std::string account = base::concat("holder2 account ", said.text);
  put(text, "@to",
      said.column == "payee"     ? said.text
      : said.column == "account" ? std::string_view(account)
                                 : std::string_view("holder2"));
  std::string tables(kTables);
  if (optional) {
    const std::string field = base::concat(" ", said.field, " : ");
    const std::size_t of = tables.find(base::concat("entity ", said.entity, " "));
    const std::size_t at = tables.find(field, of) + field.size();
    const bool list = tables.compare(at, 3, "one") == 0;
    tables.insert(list ? tables.find('}', at) + 1 : tables.find_first_of(" \n", at), " optional");
  }
  return tables + text + "\n}\n";
}

/// One run of it, with a blank in the second row or without.
struct Lists {
  View lines;
  View totals;
  View errors;
  std::uint64_t error_count;
};

Lists lines_of(const Policy& policy, const Said* blank, Evaluator evaluator, bool attributed) {
  Data data = policy.new_data();
  Rows town = towns(), stall = stalls();
  if (blank != nullptr) {
    Rows& rows = blank->entity == "town" ? town : stall;
    const auto at = std::ranges::find(rows[0], blank->field);
    rows[2][static_cast<std::size_t>(at - rows[0].begin())].clear();
  }
  fill(data, policy, "town", town);
  fill(data, policy, "stall", stall);
  fill(data, policy, "helper", helpers());
  RunOptions options;
  options.evaluator = evaluator;
  const Result<Results> results = policy.evaluate(data, options);
  EXPECT_TRUE(results.ok()) << results.error().message(Language::en);
  return {View(attributed ? results->attributions() : results->ledger()),
          View(attributed ? results->attribution_totals() : results->totals()),
          View(results->errors()), results->error_count()};
}

bool is_of_second(const View& lines, std::uint64_t at) {
  const std::string key = lines.text(at, "key");
  return key == "2" || key == "q" || key == "r";
}

class RequiredWords : public testing::TestWithParam<Evaluator> {};

TEST_P(RequiredWords, ThatAreBlankAreErrorsOfTheLine) {
  int tried = 0;
  for (const Form& form : kForms) {
    const bool attributed = form.name == "attributed";
    for (const Said& said : kSaid) {
      for (const bool optional : {false, true}) {
        const std::string text = policy_of(form, said, optional);
        if (text.empty()) continue;
        SCOPED_TRACE(base::concat(form.name, ": ", said.column, " ", said.text,
                                  optional ? ", optional" : ""));
        const Result<Policy> policy = compile({{"lines.remit", text}});
        EXPECT_TRUE(policy.ok()) << text;
        if (!policy.ok()) continue;
        const std::string reward = attributed ? "split" : "reward";
        const std::string column = attributed ? "whose" : std::string(said.column);
        const Lists whole = lines_of(*policy, nullptr, GetParam(), attributed);
        EXPECT_EQ(whole.error_count, 0u);
        bool pays_second = false;
        for (std::uint64_t at = 0; at < whole.lines.rows(); ++at)
          pays_second = pays_second || (is_of_second(whole.lines, at) &&
                                        whole.lines.text(at, reward).starts_with("r") &&
                                        whole.lines.text(at, "amount") != "0.00");
        EXPECT_TRUE(pays_second) << text;
        const Lists run = lines_of(*policy, &said, GetParam(), attributed);
        const bool is_said = optional && said.may_be_blank;
        ASSERT_EQ(run.lines.rows(), whole.lines.rows());
        int of_second = 0;
        for (std::uint64_t at = 0; at < run.lines.rows(); ++at) {
          if (!run.lines.text(at, reward).starts_with("r")) continue;
          const bool is_error = !run.lines.is_value(at, "amount");
          const bool pays = !is_error && run.lines.text(at, "amount") != "0.00";
          if (is_of_second(run.lines, at)) {
            // The other part of a split is paid by and to whom is known.
            const bool is_other = run.lines.text(at, attributed ? "whose" : "payee") == "office" &&
                                  said.column != "payer";
            const bool is_due = whole.lines.text(at, "amount") != "0.00";
            EXPECT_EQ(is_error, is_due && !is_said && !is_other) << run.lines.text(at, "key");
            of_second += is_error ? 1 : 0;
          } else if (form.alone) {
            EXPECT_FALSE(is_error) << run.lines.text(at, "key");
          }
          if (pays && !is_said && run.lines.has(column)) {
            EXPECT_NE(run.lines.text(at, column), "");
          }
        }
        EXPECT_EQ(of_second > 0, !is_said);
        EXPECT_EQ(run.error_count > 0, !is_said);
        bool undetermined = false;
        for (std::uint64_t at = 0; at < run.totals.rows(); ++at)
          undetermined = undetermined || run.totals.text(at, "undetermined") != "0";
        EXPECT_EQ(undetermined, !is_said);
        bool listed = is_said;
        for (std::uint64_t at = 0; at < run.errors.rows(); ++at)
          listed = listed || (run.errors.text(at, "reason") == "missing" &&
                              run.errors.text(at, "row") == "2");
        EXPECT_TRUE(listed);
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 400);
}

/// The clauses of what pays, by the rules of the grammar.
std::set<syntax::Rule> clauses_in(const std::string& text) {
  base::SourceSet sources;
  const base::Source& source = sources.add("lines", text);
  diagnostic::DiagnosticSink sink(100);
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  std::set<syntax::Rule> found;
  const auto collect = [&](auto& self, syntax::NodeView node) -> void {
    if (node.is(syntax::Rule::reward) || node.is(syntax::Rule::expense) ||
        node.is(syntax::Rule::split))
      for (const syntax::NodeView clause : node.all(syntax::Label::clause))
        found.insert(clause.rule());
    node.visit_children([&](syntax::NodeView child) { self(self, child); });
  };
  collect(collect, tree.root());
  return found;
}

// A new clause of what pays is tried until somebody says where.
TEST(RequiredWordsTable, AreTriedWithEveryClause) {
  std::string forms(kTables);
  for (const Form& form : kForms) {
    std::string text(form.text);
    for (const std::string_view place : {"@from", "@to", "@for", "@sharer"})
      put(text, place, "any");
    forms += text + "\n";
  }
  const std::set<syntax::Rule> tried = clauses_in(forms + "}\n");
  std::ifstream file("tests/unit/syntax/samples/every_form.remit");
  const std::string all{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::set<syntax::Rule> known = clauses_in(all);
  EXPECT_GT(known.size(), 15u);
  for (const syntax::Rule rule : known) EXPECT_TRUE(tried.contains(rule)) << syntax::name(rule);
}

INSTANTIATE_TEST_SUITE_P(Evaluators, RequiredWords,
                         testing::Values(Evaluator::row, Evaluator::columnar));

}  // namespace
}  // namespace remit::one_truth
