// A table of texts that comes in parts (load_parts_test.cc of the program has what they come to).
#include "remit/text_table.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/policy.h"

namespace remit {
namespace {

Policy policy_of(std::uint64_t most_rows) {
  CompileOptions options;
  options.limits.rows = most_rows;
  Result<Policy> policy = compile({{"p.remit", R"(policy p {
  currency CNY
  rounding half_up to 0.01
  entity shop { key id : text  fee : money }
})"}},
                                  options);
  EXPECT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en, false);
  return *std::move(policy);
}

using Cells = std::vector<std::vector<std::string_view>>;

const std::vector<TextColumn> kColumns{{.header = "fee", .cells = {}},
                                       {.header = "id", .cells = {}}};

void add(TextTable& table, const Cells& cells) {
  Result<TextTable::Part> part = table.read(cells);
  ASSERT_TRUE(part.ok());
  ASSERT_TRUE(table.add(*std::move(part)).ok());
}

TEST(TextTable, ComesToWhatAllRowsAtOnceDo) {
  const Policy policy = policy_of(100);
  Data data = policy.new_data();
  Result<TextTable> table = TextTable::make(data, 1, kColumns);
  ASSERT_TRUE(table.ok());
  add(*table, {{"1.50", "x"}, {"a", "b"}});
  add(*table, {{}, {}});
  add(*table, {{"3"}, {"c"}});
  EXPECT_EQ(data.row_count(1), 0u);  // not yet
  ASSERT_TRUE((*std::move(table)).give_to(data).ok());
  EXPECT_EQ(data.row_count(1), 3u);
  EXPECT_FALSE(data.set_text(1, 0, 1, "2").ok());  // as a table set as a whole

  Data whole = policy.new_data();
  const std::vector<TextColumn> columns{{.header = "fee", .cells = {"1.50", "x", "3"}},
                                        {.header = "id", .cells = {"a", "b", "c"}}};
  ASSERT_TRUE(whole.set_table_text(1, columns).ok());
  EXPECT_EQ(policy.evaluate(data, {})->digest(), policy.evaluate(whole, {})->digest());
}

TEST(TextTable, RefusesWhatSetTableTextRefuses) {
  const Policy policy = policy_of(2);
  Data data = policy.new_data();
  const std::vector<TextColumn> wrong{{.header = "fee", .cells = {}}};
  EXPECT_EQ(TextTable::make(data, 1, wrong).error().message(Language::en),
            data.set_table_text(1, wrong).error().message(Language::en));
  EXPECT_EQ(TextTable::make(data, 9, kColumns).error().code(), StatusCode::invalid_argument);

  Result<TextTable> table = TextTable::make(data, 1, kColumns);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->read(Cells{{"1"}, {}}).error().code(), StatusCode::invalid_argument);
  EXPECT_EQ(table->read(Cells{{"1"}}).error().code(), StatusCode::invalid_argument);
  add(*table, {{"1", "2"}, {"a", "b"}});
  Result<TextTable::Part> one_more = table->read(Cells{{"3"}, {"c"}});
  ASSERT_TRUE(one_more.ok());
  EXPECT_EQ(table->add(*std::move(one_more)).error().code(), StatusCode::limit_exceeded);

  Data of_another = policy_of(2).new_data();
  EXPECT_EQ((*std::move(table)).give_to(of_another).error().code(), StatusCode::invalid_argument);
}

}  // namespace
}  // namespace remit
