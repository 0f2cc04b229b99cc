// Any bytes at all are a table or an error, and what the writer writes the parser reads.

#include <random>
#include <string>
#include <vector>

#include "cli/csv/csv_parser.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/decode.h"
#include "cli/csv/header_unit.h"
#include "gtest/gtest.h"

namespace remit::cli {
namespace {

class Random {
 public:
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  std::string text(std::string_view alphabet, std::size_t longest) {
    std::string out;
    for (std::size_t i = below(longest + 1); i > 0; --i) out += alphabet[below(alphabet.size())];
    return out;
  }

 private:
  std::mt19937_64 engine_{42};
};

TEST(CsvProperty, AnyBytesAreATableOrAnError) {
  Random random;
  std::size_t tables = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::string bytes = random.text("a1,,\"\"\n\n\r \xE4\xB8\x87\xFF", 40);
    const Decoded decoded = decode(bytes);
    if (decoded.trouble) continue;
    CsvTable table;
    if (parse_csv(decoded.text, table)) continue;
    ++tables;
    ASSERT_EQ(table.columns.size(), table.headers.size());
    for (const auto& column : table.columns) ASSERT_EQ(column.size(), table.rows());
    for (const std::string_view header : table.headers) split_header(header);
  }
  EXPECT_GT(tables, 500u);
}

TEST(CsvProperty, WhatIsWrittenIsReadAgain) {
  Random random;
  for (int i = 0; i < 20'000; ++i) {
    const std::size_t width = 1 + random.below(4);
    const std::size_t rows = random.below(5);
    std::vector<std::vector<std::string>> cells(rows + 1, std::vector<std::string>(width));
    std::string written;
    for (auto& row : cells) {
      for (std::size_t column = 0; column < width; ++column) {
        // No row is blank, and none is the header once more.
        row[column] = (&row == &cells[0] ? "h" : "x") + random.text("a,\"\n\r ;万", 6);
        if (column > 0) written += ',';
        append_csv_cell(row[column], written);
      }
      written += "\r\n";
    }
    CsvTable table;
    ASSERT_FALSE(parse_csv(written, table)) << written;
    ASSERT_EQ(table.rows(), rows);
    for (std::size_t column = 0; column < width; ++column) {
      EXPECT_EQ(table.headers[column], cells[0][column]);
      for (std::size_t row = 0; row < rows; ++row) {
        EXPECT_EQ(table.columns[column][row], cells[row + 1][column]);
      }
    }
  }
}

}  // namespace
}  // namespace remit::cli
