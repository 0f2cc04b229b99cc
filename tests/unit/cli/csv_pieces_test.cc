// A file read in pieces against the same file read as a whole.
#include "cli/csv/csv_pieces.h"

#include <cstdio>
#include <filesystem>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cli/csv/decode.h"
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
  static Columns read(CsvPieces& pieces, std::size_t* count) {
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

/// What a file is refused for, if anything, and its rows before that.
struct Read {
  Columns columns;
  std::optional<CsvError::Kind> refused;
  std::uint64_t line = 0;
  bool numbered = false;  ///< a row may number the columns

  bool operator==(const Read&) const = default;
};

/// Short files whose rows mean something by their place, in pieces of any size.
TEST_F(PiecesTest, WhereAPieceBeginsDecidesNothing) {
  const std::string texts[] = {
      "id,n,fee\na,1,2\n1,2,3\nb,3,4\n",  // numbers below a row are a row
      "id,n,fee\n1,2,3\nb,3,4\n",         // numbers below the header number the columns
      "id,n\n1,2\nb,3\n1,2\n",            // or perhaps do
      "id,n\nb,3\n1,2\n\n\n1,2\n",
      "\n\nid,n\n\nb,3\n\n\n1,2\n",
      "id,n\na,1\nid,n\nb,2\n",  // the header once more
      "id,n\na,1\nb,2,3\n",      // a cell too many
      "栏次,1,2\na,1,2\n栏次,1,2\n",
      "sep=,\nid,n\na,1\nsep=,\n",
      "id,n\n\"a\nb\",1\n1,2\n",
  };
  for (const std::string& text : texts) {
    Read whole;
    CsvTable table;
    const auto error = parse_csv(text, table);
    append(table, whole.columns);
    if (error) whole.refused = error->kind, whole.line = error->line;
    whole.numbered = table.numbered.has_value();
    write(text);
    for (std::size_t bytes = 1; bytes < 40; ++bytes) {
      CsvPieces pieces(bytes);
      ASSERT_TRUE(pieces.open(path_).ok());
      Read read;
      for (;;) {
        const absl::StatusOr<CsvPieces::Piece*> piece = pieces.next();
        ASSERT_TRUE(piece.ok());
        if (*piece == nullptr) break;
        append((*piece)->table, read.columns);
        read.numbered |= (*piece)->table.numbered.has_value();
        if ((*piece)->error) {
          read.refused = (*piece)->error->kind;
          read.line = (*piece)->error->line;
          break;
        }
      }
      EXPECT_TRUE(read == whole) << text << "in pieces of " << bytes;
    }
  }
}

/// Some 10 MB: plain cells, quotes, line ends within quotes, empty lines, Chinese words.
std::string long_text(const std::string& line_end) {
  std::string text = "id,名称,note" + line_end;
  for (int i = 0; text.size() < 10'000'000; ++i) {
    text += std::to_string(i) + ",乡镇" + std::to_string(i % 97) + ",";
    if (i % 5 == 0)
      text += "\"he said \"\"yes\"\"," + line_end + "and left\"";
    else if (i % 7 == 1)
      text += std::string(static_cast<std::size_t>(i % 300), 'x');
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
  ASSERT_EQ(decode(*bytes).encoding, &gb18030());
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
  ASSERT_TRUE(pieces.scan().trouble());
  EXPECT_EQ(pieces.scan().trouble()->line, 2u);
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
    EXPECT_EQ((*piece)->error->line, static_cast<std::uint64_t>(rows) + 2);
    break;
  }
}

/// What comes of a file, in words: rows with their lines, or why there are none.
struct Outcome {
  Columns columns;
  std::vector<std::uint64_t> lines;
  std::string wrong;
};

void add_lines(const CsvTable& table, Outcome& outcome) {
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    const LineRun& run = table.lines[i];
    const std::uint64_t end = i + 1 < table.lines.size() ? table.lines[i + 1].row : table.rows();
    for (std::uint64_t row = run.row; row < end; ++row) {
      outcome.lines.push_back(run.line + row - run.row);
    }
  }
}

std::string in_words(const EncodingTrouble& trouble) {
  return "encoding " + std::to_string(static_cast<int>(trouble.kind)) + " " +
         std::to_string(trouble.line) + " " + std::to_string(trouble.other_line);
}

std::string in_words(const CsvError& error, std::uint64_t before) {
  return "table " + std::to_string(static_cast<int>(error.kind)) + " " +
         std::to_string(error.line) + " " + std::to_string(error.row + before);
}

void append_cells(const CsvTable& table, Columns& columns) {
  columns.resize(std::max(columns.size(), table.columns.size()));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    columns[i].insert(columns[i].end(), table.columns[i].begin(), table.columns[i].end());
  }
}

Outcome read_whole(const std::string& bytes, const Encoding* chosen) {
  Outcome outcome;
  const Decoded decoded = decode(bytes, chosen);
  if (decoded.trouble) return {{}, {}, in_words(*decoded.trouble)};
  CsvTable table;
  if (const auto error = parse_csv(decoded.text, table)) return {{}, {}, in_words(*error, 0)};
  append_cells(table, outcome.columns);
  add_lines(table, outcome);
  return outcome;
}

Outcome read_in_pieces(const std::string& path, std::size_t size, const Encoding* chosen) {
  Outcome outcome;
  CsvPieces pieces(size);
  if (!pieces.open(path, chosen).ok()) {
    return {{}, {}, pieces.scan().trouble() ? in_words(*pieces.scan().trouble()) : "unreadable"};
  }
  while (true) {
    const absl::StatusOr<CsvPieces::Piece*> piece = pieces.next();
    if (!piece.ok()) return {{}, {}, "unreadable"};
    if (*piece == nullptr) return outcome;
    if ((*piece)->error) return {{}, {}, in_words(*(*piece)->error, (*piece)->rows_before)};
    append_cells((*piece)->table, outcome.columns);
    add_lines((*piece)->table, outcome);
  }
}

TEST_F(PiecesTest, AnyBytesInAnyEncodingAndPiecesOfAnySize) {
  constexpr std::string_view kParts[] = {
      "a",        "b,c",  ",",    "\n",    "\r\n",      "\r",         "\"",       "\"x\ny\"",
      "\"\"",     "茶摊", "Café", "sep=,", "\xB2\xE8",  "\xD4\xE7,1", "\xA4\x57", "\x83\x89",
      "\x81\x5B", "\xE9", "\xFF", " ",     "\n\n\n,\n", "id,name\n",  "1,2\n"};
  constexpr std::string_view kEncodings[] = {
      "auto", "auto", "auto", "utf-8", "gb18030", "big5", "windows-1252", "shift-jis", "euc-kr"};
  std::mt19937_64 random(7);
  std::size_t tables = 0;
  for (int i = 0; i < 1'000; ++i) {
    std::string bytes = random() % 2 == 0 ? "id,name\n" : "";
    for (std::size_t parts = random() % 25; parts > 0; --parts) {
      bytes += kParts[random() % std::size(kParts)];
    }
    const Encoding* const chosen = *encoding_named(kEncodings[random() % std::size(kEncodings)]);
    const std::size_t size = 1 + random() % 20;
    write(bytes);
    const Outcome whole = read_whole(bytes, chosen);
    const Outcome pieces = read_in_pieces(path_, size, chosen);
    EXPECT_EQ(pieces.wrong, whole.wrong)
        << testing::PrintToString(bytes) << " in pieces of " << size;
    EXPECT_EQ(pieces.columns, whole.columns) << testing::PrintToString(bytes);
    EXPECT_EQ(pieces.lines, whole.lines) << testing::PrintToString(bytes);
    tables += whole.wrong.empty() ? 1 : 0;
  }
  EXPECT_GT(tables, 50u);
}

TEST_F(PiecesTest, ALongLineTakesTimeInProportion) {
  std::string text = "id,name\n1,\"";
  text.append(3 * kLongestRow, 'x');
  write(text);
  CsvPieces pieces(std::size_t{64} << 10);
  EXPECT_EQ(pieces.open(path_).code(), absl::StatusCode::kOutOfRange);
  ASSERT_TRUE(pieces.scan().trouble());
  EXPECT_EQ(pieces.scan().trouble()->kind, EncodingTrouble::Kind::long_row);
  EXPECT_EQ(pieces.scan().trouble()->line, 2u);
}

TEST_F(PiecesTest, NoRegularFile) {
  CsvPieces pieces;
  EXPECT_EQ(pieces.open("/dev/null").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(pieces.open(path_ + ".missing").code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace remit::cli
