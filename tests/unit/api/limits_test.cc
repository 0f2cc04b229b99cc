// Limits on texts and digits hold wherever a cell may come from.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "remit/policy.h"

namespace remit {
namespace {

constexpr const char* kLimited =
    "policy p { currency CNY entity e { key id : text  v : number to 0.01 }\n"
    "  define twice for e = 2 * v }\n";

class LimitsOfCells : public ::testing::Test {
 protected:
  LimitsOfCells() {
    CompileOptions options;
    options.limits.text_bytes = 4;
    options.limits.number_digits = 6;
    Result<Policy> policy = compile({{"p.remit", kLimited}}, options);
    EXPECT_TRUE(policy.ok()) << policy.error().message(Language::en);
    policy_.emplace(*policy);
    data_.emplace(policy_->new_data());
  }

  /// By row: the value, or the name of its fault.
  std::vector<std::string> column(const char* name) const {
    const Table table = policy_->evaluate(*data_)->entity(1);
    const std::size_t index = *table.find_column(name);
    std::vector<std::string> cells;
    for (std::uint64_t row = 0; row < table.row_count(); ++row) {
      cells.push_back(table.state(row, index) == CellState::value ? table.text(row, index)
                                                                  : table.fault_name(row, index));
    }
    return cells;
  }

  std::optional<Policy> policy_;
  std::optional<Data> data_;
};

using Cells = std::vector<std::string>;

TEST_F(LimitsOfCells, SetOneByOne) {
  for (const auto& [id, v] : {std::pair("abcd", "1234.56"), {"abcde", "1"}, {"c", "1234567"}}) {
    const std::uint64_t row = *data_->add_row(1);
    ASSERT_TRUE(data_->set_text(1, row, 0, id).ok());
    ASSERT_TRUE(data_->set_text(1, row, 1, v).ok());
  }
  EXPECT_EQ(column("id"), (Cells{"abcd", "bad_cell", "c"}));
  EXPECT_EQ(column("twice"), (Cells{"2469.12", "bad_cell", "bad_cell"}));
}

TEST_F(LimitsOfCells, OfAWholeTable) {
  const TextColumn columns[] = {{"id", 0, false, {"abcd", "abcde", "c"}},
                                {"v", 0, true, {"1,234.56", "1", "1,234,567"}}};
  ASSERT_TRUE(data_->set_table_text(1, columns).ok());
  EXPECT_EQ(column("id"), (Cells{"abcd", "bad_cell", "c"}));
  EXPECT_EQ(column("twice"), (Cells{"2469.12", "bad_cell", "bad_cell"}));
}

}  // namespace
}  // namespace remit
