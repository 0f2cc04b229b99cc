// A list by pieces is the list, and a piece costs what its own lines cost.
#include "remit/list_lines.h"

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
  target busy for shop cite "3" : fee >= 3 CNY
  finding idle for shop cite "4" { when gone }
  split home for shop cite "5" { amount fee  share all 100% to payer }
  define part for shop = round(1 CNY / fee, to 0.01, half_up)
  reward grant for shop cite "1" { pay 10.1% * fee  claw back all when gone  from payer }
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

/// What Results gives as a whole.
Table whole_of(const Results& results, RunList list) {
  switch (list) {
    case RunList::ledger:
      return results.ledger();
    case RunList::targets:
      return results.targets();
    case RunList::attributions:
      return results.attributions();
    case RunList::findings:
      return results.findings();
    case RunList::rounding:
      return *results.rounding();
    case RunList::errors:
      return results.errors();
    case RunList::causes:
      return results.causes();
  }
  return results.totals();
}

constexpr RunList kLists[] = {RunList::ledger,   RunList::targets,  RunList::attributions,
                              RunList::findings, RunList::rounding, RunList::errors,
                              RunList::causes};

TEST(ListLines, PiecesOfAnyLengthAreTheList) {
  constexpr std::uint64_t kRows = 1500;  // more than a block of a set of rows
  const Results results = results_of(kRows);
  for (const RunList list : kLists) {
    SCOPED_TRACE(static_cast<int>(list));
    const std::vector<std::string> all = lines_of(whole_of(results, list));
    EXPECT_GT(all.size(), kRows / 8);
    const ListLines lines = *list_lines(results, list);
    EXPECT_EQ(lines.size(), all.size());
    for (const std::uint64_t length : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{10'000}}) {
      std::vector<std::string> pieces;
      for (std::uint64_t from = 0; from < all.size(); from += length)
        for (std::string& line : lines_of(lines.piece(from, length)))
          pieces.push_back(std::move(line));
      EXPECT_EQ(pieces, all) << length;
    }
    EXPECT_EQ(lines.piece(all.size(), 1).row_count(), 0U);
    EXPECT_EQ(lines.piece(0, 0).columns().size(), whole_of(results, list).columns().size());
  }
}

/// What is taken for lines one by one, once their number is known.
std::uint64_t bytes_of_pieces(std::uint64_t rows, std::uint64_t pieces, RunList list) {
  const Results results = results_of(rows);
  const ListLines lines = *list_lines(results, list);
  const std::uint64_t before = taken;
  for (std::uint64_t i = 0; i < pieces; ++i)
    EXPECT_EQ(lines.piece(i * lines.size() / pieces, 1).row_count(), 1U);
  return taken - before;
}

TEST(ListLines, APieceOfALongListTakesNoMoreThanOneOfAShortOne) {
  constexpr std::uint64_t kPieces = 50;
  for (const RunList list : kLists) {
    SCOPED_TRACE(static_cast<int>(list));
    const std::uint64_t few = bytes_of_pieces(100, kPieces, list);
    EXPECT_LT(bytes_of_pieces(6400, kPieces, list), few + few / 2);
  }
}

/// A second list of the same run, as who scrolls through the ledger makes one for each screen.
TEST(ListLines, TheLedgerIsLookedThroughOnce) {
  const auto bytes_of_one_more = [](std::uint64_t rows) {
    const Results results = results_of(rows);
    const std::uint64_t size = list_lines(results, RunList::ledger)->size(), before = taken;
    EXPECT_EQ(list_lines(results, RunList::ledger)->size(), size);
    return taken - before;
  };
  EXPECT_LE(bytes_of_one_more(6400), bytes_of_one_more(100));
}

}  // namespace
}  // namespace remit
