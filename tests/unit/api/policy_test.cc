#include "remit/policy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace remit {
namespace {

constexpr const char* kRewardPolicy =
    "policy p { currency CNY rounding half_up to 0.01 party t\n"
    "  entity unit { key name : text  revenue : money }\n"
    "  reward r for unit cite \"1\" { pay 20% * revenue from t }\n}\n";

Policy compiled(const std::string& text) {
  Result<Policy> policy = compile({{"p.remit", text}});
  EXPECT_TRUE(policy.ok()) << policy.error().message(Language::en);
  return *policy;
}

TEST(EntityInfo, FindsColumnsByDeclaration) {
  const Policy policy = compiled(kRewardPolicy);
  const EntityInfo& unit = policy.entities().at(1);
  ASSERT_TRUE(unit.find_column("r").has_value());
  EXPECT_EQ(unit.find_column("r"), unit.find_column("r.amount"));
  EXPECT_NE(unit.find_column("r"), unit.find_column("r.eligible"));
  EXPECT_FALSE(unit.find_column("amount").has_value());
  EXPECT_FALSE(unit.find_column("").has_value());
  EXPECT_EQ(unit.find_field("revenue"), 1u);
}

TEST(Data, CopiesChangeIndependently) {
  const Policy policy = compiled(kRewardPolicy);
  Data data = policy.new_data();
  ASSERT_TRUE(data.add_row(1).ok());
  ASSERT_TRUE(data.set_text(1, 0, 0, "a").ok());
  ASSERT_TRUE(data.set_text(1, 0, 1, "100").ok());
  Data copy = data;
  ASSERT_TRUE(copy.set_decimal(1, 0, 1, Decimal::from_int64(200)).ok());
  const auto amount = [&](const Data& from) {
    const Table table = policy.evaluate(from)->entity(1);
    return table.text(0, *table.find_column("r"));
  };
  EXPECT_EQ(amount(data), "20.00");
  EXPECT_EQ(amount(copy), "40.00");
  EXPECT_EQ(amount(data), "20.00");
}

TEST(Data, AWholeTableIsReplacedAsAWhole) {
  const Policy policy = compiled(kRewardPolicy);
  Data data = policy.new_data();
  const TextColumn columns[] = {{"name", 0, false, {"a", "b"}},
                                {"revenue", 4, false, {"1.5", "0.0001"}},
                                {"remark", 0, false, {"x", "y"}}};
  ASSERT_TRUE(data.set_table_text(1, columns).ok());
  EXPECT_EQ(data.notes(Language::en).size(), 1u);
  const Table table = policy.evaluate(data)->entity(1);
  EXPECT_EQ(table.text(0, *table.find_column("r")), "3000.00");
  EXPECT_EQ(table.text(1, *table.find_column("r")), "0.20");
  EXPECT_EQ(data.set_text(1, 0, 0, "c").error().code(), StatusCode::unsupported);
  const TextColumn missing[] = {{"name", 0, false, {"a"}}};
  const Status refused = data.set_table_text(1, missing);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), StatusCode::data_error);
  EXPECT_NE(refused.error().message(Language::zh).find("revenue"), std::string::npos);
  EXPECT_EQ(data.row_count(1), 2u);
}

/// A host shows the message to somebody; a warning that stands before is not why it failed.
TEST(ErrorMessage, QuotesAnErrorAndNoWarning) {
  const std::string begin =
      "policy p {\n  currency CNY\n  rounding half_up to 0.01\n"
      "  entity e { key id : text  a : count  t\u0430x : count }\n";
  const Result<Policy> one = compile({{"p.remit", begin + "  define y for e = a + nowhere\n}\n"}});
  ASSERT_FALSE(one.ok());
  ASSERT_EQ(one.error().diagnostics().at(0, Language::en).severity, Severity::warning);
  EXPECT_EQ(one.error().message(Language::en), "nothing here is called `nowhere`");
  const Result<Policy> two = compile(
      {{"p.remit", begin + "  define y for e = a + nowhere\n  define z for e = nothing\n}\n"}});
  EXPECT_EQ(two.error().message(Language::en), "nothing here is called `nowhere` (and 1 more)");
}

TEST(AmendedPolicies, AreReadAndNotSearchedFor) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(amended_policies({"p.remit", std::string(kRewardPolicy)}), Names{});
  EXPECT_EQ(amended_policies({"q.remit", "policy q { amends p { repeal r } }\n"}), Names{"p"});
  EXPECT_EQ(amended_policies(
                {"q.remit", "办法 q {\n  修改 p { 废止 r }\n}\npolicy s { amends q { } }\n"}),
            (Names{"p", "q"}));
  EXPECT_EQ(amended_policies({"p.remit", "# what\n# amends p\n" + std::string(kRewardPolicy)}),
            Names{});
  EXPECT_EQ(amended_policies({"p.md", "This\namends the rules of 2019.\n"}), Names{});
  EXPECT_EQ(amended_policies({"q.remit", "policy q { amends p { repeal } nonsense }"}), Names{"p"});
}

}  // namespace
}  // namespace remit
