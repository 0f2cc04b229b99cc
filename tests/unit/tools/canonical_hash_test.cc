#include <gtest/gtest.h>

#include <string>

#include "remit/policy.h"

namespace remit {
namespace {

std::string policy_text(const std::string& rate, const std::string& rest = "") {
  return "policy p { currency CNY rounding half_up to 0.01 party t\n"
         "  entity unit { key name : text  revenue : money }\n"
         "  reward r for unit cite \"1\" { pay " +
         rate + " * revenue from t }\n" + rest + "}\n";
}

Policy compiled(const std::string& text) {
  Result<Policy> policy = compile({{"p.remit", text}});
  EXPECT_TRUE(policy.ok()) << policy.error().message(Language::en);
  return *policy;
}

TEST(CanonicalHash, ChangesWithTheMeaningOnly) {
  const std::string hash = compiled(policy_text("20%")).canonical_hash();
  EXPECT_EQ(compiled(policy_text(" # note\n  20.0%")).canonical_hash(), hash);
  EXPECT_EQ(compiled(policy_text("0.2")).canonical_hash(), hash);
  EXPECT_EQ(compiled(policy_text("20%",
                                 "test \"t\" { given unit { name \"a\" revenue 1 }"
                                 " expect unit \"a\" r = 0.20 }\n"))
                .canonical_hash(),
            hash);
  EXPECT_NE(compiled(policy_text("21%")).canonical_hash(), hash);
  EXPECT_NE(compiled(policy_text("2 * 10%")).canonical_hash(), hash);
}

TEST(CanonicalHash, IsTheSameInEitherLanguage) {
  const std::string english = policy_text("20%");
  const Result<std::string> chinese = format({"p.remit", english}, KeywordStyle::zh);
  ASSERT_TRUE(chinese.ok());
  EXPECT_NE(*chinese, english);
  EXPECT_EQ(compiled(*chinese).canonical_hash(), compiled(english).canonical_hash());
}

}  // namespace
}  // namespace remit
