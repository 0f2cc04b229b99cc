// A table that is read part by part, on any number of threads, is the table that is read at once.
#include "cli/csv/load_parts.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/csv_parser.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/decode.h"
#include "cli/csv/encoding.h"
#include "cli/csv/row_boundary.h"
#include "gtest/gtest.h"
#include "remit/policy.h"

namespace remit::cli {
namespace {

constexpr const char* kPolicy = R"(policy p {
  currency CNY
  rounding half_up to 0.01
  party payer
  entity town { key name : text }
  entity shop {
    key id : text
    fee    : money
    share  : number to 0.0001 optional
    many   : number optional
    kind   : one of { big, small, 大型 } optional
    open   : bool default true
    since  : date optional
    note   : text optional
    town   : town optional
  }
  reward grant for shop cite "1" { when open  pay fee  from payer }
})";

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::string_view one_of(const std::vector<std::string_view>& words) {
    return words[below(words.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// How often what a table should not have stands in it, one in so many cells; 0: never.
struct Trouble {
  std::size_t words = 0, structure = 0, commas = 0;
};

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string cell(Random& random, std::size_t column, std::size_t row, const Trouble& trouble) {
  if (trouble.words != 0 && random.one_in(trouble.words))
    return std::string(random.one_of({"合计",
                                      "total",
                                      "-",
                                      "无",
                                      "n/a",
                                      "#REF!",
                                      "同上",
                                      "12%",
                                      "",
                                      "1E+05",
                                      "3.5.7",
                                      "５",
                                      "x",
                                      "备注：",
                                      "2024-13-01",
                                      "'007",
                                      "123456789012345678901234567890123456789",
                                      "=1+1",
                                      "1234567890123450000",
                                      "99999999999999999999.5"}));
  if (trouble.commas != 0 && random.one_in(trouble.commas))
    return in_quotes(random.one_of({"12,50", "1,234.50", "1.234", "0,125", "1.234,5", " 1.234 "}));
  switch (column) {
    case 0:
      return random.one_in(4) ? in_quotes("s\"" + std::to_string(row)) : "s" + std::to_string(row);
    case 1:
      return (random.one_in(5) ? "-" : "") + std::to_string(random.below(90'000'000)) +
             (random.one_in(3)   ? ""
              : random.one_in(3) ? ".5"
                                 : ".25");
    case 2:
      return random.one_in(6) ? "" : "0." + std::to_string(1000 + random.below(9000));
    case 3:
      return std::to_string(random.below(3'000'000'000));
    case 4:
      return std::string(random.one_of({"big", "small", "大型", ""}));
    case 5:
      return std::string(random.one_of({"true", "false", "是", "No", ""}));
    case 6:
      return std::string(random.one_of({"2024-01-31", "2024/2/1", "2023年5月6日", ""}));
    case 7:
      return random.one_in(2)
                 ? std::string(random.one_of({"plain", "5\" pipe", "a\"b\"c", "备 注"}))
                 : in_quotes(random.one_of({"a,b", "two\nlines", "\r\n", "say \"hi\"",
                                            "\n\n,\"\",\n", "", ",", "\",\"", "x\ry"}));
    case 8:
      return std::string(random.one_of({"north", "south", ""}));
    default:
      return random.one_in(50) ? "合计" : "more";
  }
}

std::string csv(Random& random, std::size_t rows, const Trouble& trouble) {
  constexpr std::size_t kWidth = 10;
  std::string out = "id,fee,share,many,kind,open,since,note,town,unread";
  for (std::size_t row = 0; row <= rows; ++row) {
    out += random.one_of({"\n", "\n", "\r\n", "\r", "\n\n", "\n , ,\t\n"});
    if (row == rows) break;
    for (std::size_t column = 0; column < kWidth; ++column) {
      if (column > 0) out += ',';
      if (random.one_in(20)) out += ' ';
      out += cell(random, column, row, trouble);
      if (random.one_in(20)) out += "\t ";
    }
    if (trouble.structure == 0 || !random.one_in(trouble.structure)) continue;
    out += random.one_of({",x", "\"", ",\"open", "\"a\"b", "\n1,2,3,4,5,6,7,8,9,10",
                          "\nid,fee,share,many,kind,open,since,note,town,unread", "\xEF\xBB\xBF",
                          "\n\xEF\xBB\xBFs,1,,1,,,,,,"});
  }
  if (random.one_in(3)) out.pop_back();
  return out;
}

/// All that can be known of a table that was filled.
std::string told(const Policy& policy, const Data& data) {
  std::string out = std::to_string(data.row_count(2)) + "\n";
  for (const DataNote& note : data.notes(Language::zh))
    out += note.column + ": " + note.message + "\n";
  Data with_towns = data;
  const std::vector<TextColumn> towns{{.header = "name", .cells = {"north", "south"}}};
  EXPECT_TRUE(with_towns.set_table_text(1, towns).ok());
  const Result<Results> results = policy.evaluate(with_towns, {});
  if (!results) return out + results.error().message(Language::en);
  return out + results->digest() + csv_text(results->errors(Language::en)) +
         csv_text(results->ledger(Language::en));
}

/// The same at once, or why not.
struct Whole {
  std::optional<std::string> wrong;
  std::string told, numbered;
};

class LoadParts : public ::testing::Test {
 protected:
  void SetUp() override {
    Result<Policy> policy = compile({{"p.remit", kPolicy}}, {});
    ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en, false);
    policy_ = *std::move(policy);
  }

  Whole whole(std::string_view text) {
    Data data = policy_->new_data();
    CsvTable table;
    if (const auto error = parse_csv(text, table))
      return {table_message(*error, table, "f", 2, 0, options_, data), {}, {}};
    CommaWatch commas;
    if (auto wrong = fill_table("f", table, {}, policy_->entities()[2], 2, options_, commas, data))
      return {wrong, {}, {}};
    return {std::nullopt, told(*policy_, data), table.numbered ? table.numbered->text : ""};
  }

  /// How many texts were taken in by parts.
  std::size_t hold(const Trouble& trouble, std::size_t texts, std::uint64_t seed) {
    Random random(seed);
    std::size_t taken = 0;
    for (std::size_t i = 0; i < texts; ++i) {
      const std::string text = csv(random, random.below(60), trouble);
      options_.thousands = random.one_in(2);
      const Whole expected = whole(text);
      for (const std::size_t bytes :
           {std::size_t{1}, 1 + random.below(40), 100 + random.below(900)}) {
        options_.threads = static_cast<std::uint32_t>(1 + random.below(4));
        Data data = policy_->new_data();
        const auto parts = load_parts("f", text, policy_->entities()[2], 2, options_, data, bytes);
        if (!parts) {
          EXPECT_EQ(data.row_count(2), 0u);
          continue;
        }
        ++taken;
        EXPECT_EQ(expected.wrong, std::nullopt) << text;
        EXPECT_EQ(told(*policy_, data), expected.told) << bytes << "\n" << text;
        EXPECT_EQ(parts->numbered ? parts->numbered->text : "", expected.numbered);
      }
      if (::testing::Test::HasFailure()) break;
    }
    return taken;
  }

  std::optional<Policy> policy_;
  LoadOptions options_;
};

TEST_F(LoadParts, GoodTablesAreReadByParts) { EXPECT_GT(hold({}, 150, 1), 400u); }

TEST_F(LoadParts, SoAreThoseWithCellsInError) { EXPECT_GT(hold({.words = 30}, 150, 2), 350u); }

TEST_F(LoadParts, CommasThatMayMeanTwoThingsAreFound) {
  EXPECT_GT(hold({.commas = 300}, 300, 3), 200u);
}

TEST_F(LoadParts, WhatIsNoTableIsLeftToWhoReadsAllOfIt) {
  EXPECT_GT(hold({.words = 100, .structure = 60, .commas = 2000}, 400, 4), 100u);
}

TEST_F(LoadParts, AFileReadsAsItsTextInAnyEncoding) {
  Random random(5);
  std::string text = csv(random, 3000, {.words = 100});
  text.insert(text.find('\n') + 1, "s,1,,1,大型,,,备注说明,,\n");
  const std::optional<std::string> bytes = encode_gb18030(text);
  ASSERT_TRUE(bytes);
  const Decoded decoded = decode(*bytes, &gb18030());
  ASSERT_FALSE(decoded.trouble);
  EXPECT_EQ(decoded.text, text);
  const Whole expected = whole(text);
  ASSERT_EQ(expected.wrong, std::nullopt);
  for (const std::uint32_t threads : {1u, 3u}) {
    options_.threads = threads;
    Data data = policy_->new_data();
    ASSERT_TRUE(load_parts("f", decoded.text, policy_->entities()[2], 2, options_, data, 4096));
    EXPECT_EQ(told(*policy_, data), expected.told);
  }
}

TEST(RowBoundary, IsMostlyGuessedRight) {
  Random random(6);
  std::size_t right = 0, all = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string text = csv(random, 60, {});
    std::vector<std::size_t> rows;
    CsvTable table;
    for (std::size_t at = 0; at < text.size();) {
      const CsvPiece piece = parse_csv_rows(std::string_view(text).substr(at), 1, table);
      ASSERT_FALSE(piece.error);
      table.begun = true;
      rows.push_back(at += piece.bytes);
    }
    for (std::size_t at = rows[0]; at < text.size(); ++at, ++all) {
      const std::size_t guess = guess_row(text, at, text.size());
      const auto next = std::lower_bound(rows.begin(), rows.end(), at);
      right += next != rows.end() && guess == *next ? 1 : 0;
      EXPECT_GE(guess, at);
    }
  }
  EXPECT_GT(right * 10, all * 7) << right << " of " << all;
}

TEST(RowBoundary, BelongsToNobodysQuotes) {
  const std::string_view text = "a,b\n1,\"x\ny\"\n2,z\n";
  EXPECT_EQ(guess_row(text, 0, 99), 0u);
  EXPECT_EQ(guess_row(text, 4, 99), 4u);   // behind a line end
  EXPECT_EQ(guess_row(text, 5, 99), 12u);  // the mark opens
  EXPECT_EQ(guess_row(text, 8, 99), 12u);  // the mark closes
  EXPECT_EQ(guess_row(text, 9, 99), 12u);
  EXPECT_EQ(guess_row(text, 13, 99), 16u);
  EXPECT_EQ(guess_row("a\r\nb\r\n", 2, 99), 3u);  // within a line end
  EXPECT_EQ(guess_row("aaaaaaa\nb", 1, 3), 9u);   // none within so many bytes
}

}  // namespace
}  // namespace remit::cli
