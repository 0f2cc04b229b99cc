// Tables that were read for one policy, for the next one that somebody types.
#include "remit/carry_over.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace remit {
namespace {

constexpr const char* kCarried = R"(policy p {
  currency CNY
  rounding half_up to 0.01
  party payer
  entity town "towns" { key name : text }
  entity shop "shops" {
    key id : text
    place  : town
    kind   : one of { food, books }
    rent   : money "rent"
    since  : date optional
    share  : percent default 10%
    staff  : count within 0..20
  }
  define aid for shop = rent * share
  reward grant for shop cite "1" { when kind = food pay aid from payer }
})";

using Edit = std::pair<std::string, std::string>;

std::string edited(const Edit& edit) {
  std::string text = kCarried;
  const std::size_t at = text.find(edit.first);
  EXPECT_NE(at, std::string::npos) << edit.first;
  return text.replace(at, edit.first.size(), edit.second);
}

Policy policy_of(const std::string& text) {
  Result<Policy> policy = compile({{"p.remit", text}}, {});
  EXPECT_TRUE(policy.ok()) << text << policy.error().diagnostics().text(Language::en, false);
  return *policy;
}

/// Shops with a key that stands twice, a town that there is not, cells that are no values, a
/// default.
Data data_of(const Policy& policy, const std::string& wrong = "12x") {
  Data data = policy.new_data();
  const std::vector<std::string_view> ids{"a", "b", "b", "c", "d"}, places{"x", "x", "x", "z", "x"},
      kinds{"food", "books", "food", "food", "tea"}, shares{"", "25%", "50%", "5%", "1%"},
      staff{"1", "2", "3", "21", "5"}, other{"1", "2", "3", "4", "5"};
  const std::vector<std::string_view> rents{"100", "200.5", wrong, "7", "8"};
  const std::vector<TextColumn> towns{{.header = "name", .cells = {"x", "y"}}};
  const std::vector<TextColumn> shops{
      {.header = "id", .cells = ids},       {.header = "place", .cells = places},
      {.header = "kind", .cells = kinds},   {.header = "rent", .cells = rents},
      {.header = "share", .cells = shares}, {.header = "staff", .cells = staff},
      {.header = "unread", .cells = other}};
  EXPECT_TRUE(data.set_table_text(*data.find_entity("town"), towns).ok());
  EXPECT_TRUE(data.set_table_text(*data.find_entity("shop"), shops).ok());
  return data;
}

std::string text_of(const Table& table) {
  std::string text;
  for (std::uint64_t row = 0; row < table.row_count(); ++row)
    for (std::size_t column = 0; column < table.columns().size(); ++column)
      text += table.text(row, column) + table.fault_text(row, column, Language::en) + "|";
  return text;
}

/// All that is told of a run.
std::string outcome(const Policy& policy, const Data& data, RunOptions options = {}) {
  const Result<Results> results = policy.evaluate(data, options);
  EXPECT_TRUE(results.ok()) << results.error().message(Language::en);
  std::string told = results->digest() + text_of(results->ledger(Language::en)) +
                     text_of(results->errors(Language::en));
  for (std::size_t i = 0; i < policy.entities().size(); ++i)
    told += text_of(results->entity(i, Language::en));
  for (const DataNote& note : data.notes(Language::en)) told += note.message;
  return told;
}

TEST(CarryOver, TablesAreThoseThatWereRead) {
  const Edit edits[] = {
      {"rent * share", "rent * share "},
      {"rent * share", "rent * share + staff * 1 CNY"},
      {"kind = food", "kind = books"},
      {"reward grant", "reward gift"},
      {"  define aid", "  define more for town = count(shop where staff >= 3)\n  define aid"},
      {"  define aid", "  target met for shop cite \"2\" : staff >= 3\n  define aid"}};
  const Policy before = policy_of(kCarried);
  for (const Edit& edit : edits) {
    const Policy after = policy_of(edited(edit));
    const std::string anew = outcome(after, data_of(after));
    const Data read = data_of(before);
    std::optional<Data> carried = carried_over(read, after);
    ASSERT_TRUE(carried) << edit.second;
    EXPECT_EQ(outcome(after, *carried), anew) << edit.second;
    outcome(before, read);  // from now on it is linked
    carried = carried_over(read, after);
    ASSERT_TRUE(carried) << edit.second;
    EXPECT_EQ(outcome(after, *carried), anew) << edit.second;
    const std::optional<Data> further = carried_over(*carried, before);
    ASSERT_TRUE(further);
    EXPECT_EQ(outcome(before, *further), outcome(before, read));
  }
}

TEST(CarryOver, OfThisPolicyAreNoneThatReadOtherwise) {
  const Policy before = policy_of(kCarried);
  const Data read = data_of(before);
  outcome(before, read);
  for (const Edit& edit :
       std::vector<Edit>{{"{ food, books }", "{ books, food }"},
                         {"default 10%", "default 20%"},
                         {"default 10%", "optional"},
                         {"date optional", "date"},
                         {"money \"rent\"", "money \"fee\""},
                         {"money \"rent\"", "money USD \"rent\""},
                         {"money \"rent\"", "money to 0.0001 \"rent\""},
                         {"count within 0..20", "number"},
                         {"place  : town", "place  : text"},
                         {"    since  : date optional\n", ""},
                         {"\"shops\"", "\"shops of the town\""},
                         {"  entity shop", "  entity fair { key id : text }\n  entity shop"},
                         {"key name : text", "key name : text size : count"}}) {
    std::string text = edited(edit);
    if (edit.second.find("USD") != std::string::npos)
      text = text.replace(text.find("rent * share"), 12, "100 CNY * share");
    const Result<Policy> after = compile({{"p.remit", text}}, {});
    if (!after.ok()) {
      ADD_FAILURE() << edit.second << after.error().diagnostics().text(Language::en, false);
      continue;
    }
    const std::optional<Data> carried = carried_over(read, *after);
    // Where it does carry, for instance a bound that is checked elsewhere, nothing may differ.
    if (carried) {
      EXPECT_EQ(outcome(*after, *carried), outcome(*after, data_of(*after))) << edit.second;
    }
    EXPECT_FALSE(carried && edit.second != "number") << edit.second;
  }
}

TEST(CarryOver, TheDayOfARunIsThatOfTheNextRun) {
  const std::string text = edited({"kind = food", "since is not given and today >= 2026-03-01"});
  const Policy before = policy_of(text), after = policy_of(text + " ");
  RunOptions early, late;
  early.as_of = Date{2026, 1, 1};
  late.as_of = Date{2026, 4, 1};
  const Data read = data_of(before);
  const std::string first = outcome(before, read, early);
  const std::optional<Data> carried = carried_over(read, after);
  ASSERT_TRUE(carried);
  EXPECT_EQ(outcome(after, *carried, early), first);
  EXPECT_EQ(outcome(after, *carried, late), outcome(after, data_of(after), late));
  EXPECT_NE(outcome(after, *carried, late), first);
}

TEST(CarryOver, ShareNothingThatChanges) {
  const Policy before = policy_of(kCarried), after = policy_of(std::string(kCarried) + " ");
  Data read = data_of(before);
  const std::string first = outcome(before, read);
  std::optional<Data> carried = carried_over(read, after);
  ASSERT_TRUE(carried);
  EXPECT_TRUE(read.clear(*read.find_entity("shop")).ok());
  EXPECT_EQ(outcome(after, *carried), first);
  EXPECT_NE(outcome(before, read), first);
  EXPECT_TRUE(carried->clear(*carried->find_entity("town")).ok());
  EXPECT_NE(outcome(after, *carried), first);
}

}  // namespace
}  // namespace remit
