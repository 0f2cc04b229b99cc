// The ledger by pieces is the ledger, and a piece costs what its own lines cost.
#include "remit/ledger_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "remit/policy.h"

namespace {

thread_local std::uint64_t taken = 0;  // bytes, by this thread

void* counted(std::size_t size) {
  taken += size;
  if (void* const block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { std::free(block); }

namespace remit {
namespace {

/// Everybody is paid, every other row is to pay something back, of which a piece has to know where
/// its lines are.
Results results_of(std::uint64_t rows) {
  constexpr const char* kPolicy = R"(policy p {
  currency CNY
  rounding half_up to 0.01
  party payer
  entity shop { key id : text  fee : money  gone : bool }
  reward grant for shop cite "1" { pay 10% * fee  claw back all when gone  from payer }
  reward more for shop cite "2" { when fee > 3 CNY  pay 1 CNY  claw back 50% when gone  from payer }
})";
  const Result<Policy> policy = compile({{"p.remit", kPolicy}}, {});
  EXPECT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en, false);
  std::vector<std::string> ids, fees;
  for (std::uint64_t row = 0; row < rows; ++row) {
    ids.push_back("s" + std::to_string(row));
    fees.push_back(std::to_string(row % 7));
  }
  std::vector<std::string_view> id(ids.begin(), ids.end()), fee(fees.begin(), fees.end()), gone;
  for (std::uint64_t row = 0; row < rows; ++row) gone.push_back(row % 2 == 0 ? "true" : "false");
  Data data = policy->new_data();
  const std::vector<TextColumn> shops{{.header = "id", .cells = id},
                                      {.header = "fee", .cells = fee},
                                      {.header = "gone", .cells = gone}};
  EXPECT_TRUE(data.set_table_text(*data.find_entity("shop"), shops).ok());
  const Result<Results> results = policy->evaluate(data, {});
  EXPECT_TRUE(results.ok()) << results.error().message(Language::en);
  return *results;
}

std::vector<std::string> lines_of(const Table& table) {
  std::vector<std::string> lines(table.row_count());
  for (std::uint64_t row = 0; row < table.row_count(); ++row)
    for (std::size_t column = 0; column < table.columns().size(); ++column)
      lines[row] += table.text(row, column) + "|";
  return lines;
}

TEST(LedgerLines, PiecesOfAnyLengthAreTheLedger) {
  const Results results = results_of(41);
  const std::vector<std::string> all = lines_of(results.ledger(Language::en));
  ASSERT_GT(all.size(), 2 * 41U);
  EXPECT_EQ(ledger_line_count(results), all.size());
  for (const std::uint64_t length : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{1000}}) {
    std::vector<std::string> pieces;
    for (std::uint64_t from = 0; from < all.size(); from += length)
      for (std::string& line : lines_of(ledger_lines(results, from, length, Language::en)))
        pieces.push_back(std::move(line));
    EXPECT_EQ(pieces, all) << length;
  }
  EXPECT_EQ(ledger_lines(results, all.size(), 1, Language::en).row_count(), 0U);
}

/// What is taken for all lines one by one, once their number is known.
std::uint64_t bytes_of_pieces(std::uint64_t rows, std::uint64_t pieces) {
  const Results results = results_of(rows);
  const std::uint64_t size = ledger_line_count(results), before = taken;
  for (std::uint64_t i = 0; i < pieces; ++i) {
    EXPECT_EQ(ledger_line_count(results), size);
    EXPECT_EQ(ledger_lines(results, i * size / pieces, 1, Language::en).row_count(), 1U);
  }
  return taken - before;
}

TEST(LedgerLines, APieceOfALongLedgerTakesNoMoreThanOneOfAShortOne) {
  constexpr std::uint64_t kPieces = 50;
  const std::uint64_t few = bytes_of_pieces(100, kPieces), many = bytes_of_pieces(6400, kPieces);
  EXPECT_LT(many, few + few / 2);
}

}  // namespace
}  // namespace remit
