// A host that asks for a field before it hands over a column, and a table that comes with the
// column: both find the same field, however the header is written.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "remit/remit.h"

namespace remit {
namespace {

TEST(Headers, AFieldIsFoundAsTheHeaderOfATableIs) {
  const Result<Policy> policy =
      compile({{"p.remit",
                "policy p { currency CNY entity row { key id : text \"编号\"\n"
                "  revenue : money \"Cafe1\" column \"IN(1)\"\n  other : text optional } }"}});
  ASSERT_TRUE(policy.ok()) << policy.error().message(Language::en);
  const Data data = policy->new_data();
  const EntityInfo& info = policy->entities().at(1);
  const std::vector<std::string> words = {"id",    "编号",  "revenue", "Cafe1",
                                          "IN(1)", "other", "nothing", ""};
  const std::vector<std::pair<std::string, std::string>> around = {
      {"", ""},       {" ", ""},      {"", "\t"}, {"\u3000", " "},
      {"\u200B", ""}, {"", "\uFEFF"}, {"x", ""},  {"", "\xFF"}};
  int found = 0;
  for (const std::string& word : words) {
    for (const auto& [before, after] : around) {
      const std::string header = before + word + after;
      EXPECT_EQ(info.find_field(header), data.find_field(1, header)) << header;
      found += info.find_field(header).has_value() ? 1 : 0;
    }
  }
  EXPECT_GE(found, 30);
  for (const char* header : {"ＩＤ", "ｉｄ", "ＩＮ（１）", "Ｃafe１", "Revenue", "re venue"}) {
    EXPECT_EQ(info.find_field(header), data.find_field(1, header)) << header;
  }
}

}  // namespace
}  // namespace remit
