// A file read in pieces against the same file read as a whole.
#include "cli/csv/csv_pieces.h"

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/csv/encoding.h"
#include "cli/csv/file_bytes.h"
#include "gtest/gtest.h"

namespace remit::cli {
namespace {

using Columns = std::vector<std::vector<std::string>>;

class PiecesTest : public testing::Test {
 protected:
  PiecesTest()
      : path_((std::filesystem::path(testing::TempDir()) /
               (std::string("remit_pieces_") +
                testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv"))
                  .string()) {}
  void TearDown() override { std::remove(path_.c_str()); }

  void write(const std::string& text) { ASSERT_TRUE(write_file(path_, text).ok()); }

  static void append(const CsvTable& table, Columns& columns) {
    columns.resize(table.columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      columns[i].insert(columns[i].end(), table.columns[i].begin(), table.columns[i].end());
    }
  }

  /// Everything, and how many pieces it came in.
  Columns read(CsvPieces& pieces, std::size_t* count) {
    Columns columns;
    *count = 0;
    while (true) {
      const absl::StatusOr<CsvPieces::Piece*> piece = pieces.next();
      EXPECT_TRUE(piece.ok()) << piece.status();
      if (!piece.ok() || *piece == nullptr) return columns;
      EXPECT_FALSE((*piece)->error.has_value());
      if ((*piece)->error) return columns;
      EXPECT_EQ((*piece)->rows_before, columns.empty() ? 0 : columns[0].size());
      append((*piece)->table, columns);
      ++*count;
    }
  }

  void expect_as_a_whole(const std::string& text) {
    const Decoded decoded = decode(text);
    CsvTable table;
    ASSERT_FALSE(parse_csv(decoded.text, table).has_value());
    Columns whole;
    append(table, whole);
    write(text);
    CsvPieces pieces;
    ASSERT_TRUE(pieces.open(path_).ok());
    std::size_t count = 0;
    EXPECT_EQ(read(pieces, &count), whole);
    EXPECT_GT(count, 1u);
    ASSERT_TRUE(pieces.rewind().ok());
    EXPECT_EQ(read(pieces, &count), whole);
  }

  std::string path_;
};

/// Some 10 MB: plain cells, quotes, line ends within quotes, empty lines, Chinese words.
std::string long_text(const std::string& line_end) {
  std::string text = "id,名称,note" + line_end;
  for (int i = 0; text.size() < 10'000'000; ++i) {
    text += std::to_string(i) + ",乡镇" + std::to_string(i % 97) + ",";
    if (i % 5 == 0) text += "\"he said \"\"yes\"\"," + line_end + "and left\"";
    if (i % 7 == 1) text += std::string(static_cast<std::size_t>(i % 300), 'x');
    text += line_end;
    if (i % 1000 == 0) text += line_end;
  }
  return text;
}

TEST_F(PiecesTest, LineEnds) {
  for (const char* end : {"\n", "\r\n", "\r"}) expect_as_a_whole(long_text(end));
}

TEST_F(PiecesTest, NoLineEndAtTheEnd) { expect_as_a_whole(long_text("\n") + "last,one,\"q\""); }

TEST_F(PiecesTest, ByteOrderMark) { expect_as_a_whole("\xEF\xBB\xBF" + long_text("\n")); }

TEST_F(PiecesTest, Gb18030) {
  const std::optional<std::string> bytes = encode_gb18030(long_text("\r\n"));
  ASSERT_TRUE(bytes.has_value());
  ASSERT_TRUE(decode(*bytes).gb18030);
  expect_as_a_whole(*bytes);
}

TEST_F(PiecesTest, Gb18030AfterMuchAscii) {
  std::string text = "id,name\n";
  for (int i = 0; text.size() < 9'000'000; ++i) text += std::to_string(i) + ",plain\n";
  const std::optional<std::string> word = encode_gb18030("1,县直部门\n");
  ASSERT_TRUE(word.has_value());
  expect_as_a_whole(text + *word);
}

TEST_F(PiecesTest, BytesInNoEncoding) {
  write("id,name\n1,\xFF\xFF\n");
  CsvPieces pieces;
  EXPECT_EQ(pieces.open(path_).code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(pieces.bad_byte(), 11u);
}

TEST_F(PiecesTest, HeadersOnly) {
  write("id,name\n");
  CsvPieces pieces;
  ASSERT_TRUE(pieces.open(path_).ok());
  const absl::StatusOr<CsvPieces::Piece*> piece = pieces.next();
  ASSERT_TRUE(piece.ok() && *piece != nullptr);
  EXPECT_EQ((*piece)->table.headers.size(), 2u);
  EXPECT_EQ((*piece)->table.rows(), 0u);
  EXPECT_EQ(*pieces.next(), nullptr);
}

TEST_F(PiecesTest, AnErrorSaysWhichRow) {
  std::string text = "id,name\n";
  int rows = 0;
  for (; text.size() < 9'000'000; ++rows) text += std::to_string(rows) + ",x\n";
  write(text + "1,2,3\n");
  CsvPieces pieces;
  ASSERT_TRUE(pieces.open(path_).ok());
  while (true) {
    const absl::StatusOr<CsvPieces::Piece*> piece = pieces.next();
    ASSERT_TRUE(piece.ok() && *piece != nullptr);
    if (!(*piece)->error) continue;
    EXPECT_EQ((*piece)->error->kind, CsvError::Kind::ragged_row);
    EXPECT_EQ((*piece)->rows_before + (*piece)->error->row, static_cast<std::uint64_t>(rows) + 1);
    break;
  }
}

TEST_F(PiecesTest, NoRegularFile) {
  CsvPieces pieces;
  EXPECT_EQ(pieces.open("/dev/null").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(pieces.open(path_ + ".missing").code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace remit::cli
