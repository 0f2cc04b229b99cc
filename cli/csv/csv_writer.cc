#include "cli/csv/csv_writer.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "cli/system/turns.h"

namespace remit::cli {

void append_csv_header(const Table& table, std::string& out, CsvStyle style) {
  if (style.excel) out += "\xEF\xBB\xBF";
  const auto& columns = table.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& caption =
        style.language == Language::zh ? columns[i].label_zh : columns[i].label_en;
    append_csv_cell(columns[i].captioned ? caption : columns[i].name, out);
  }
  out += "\r\n";
}

void append_csv_rows(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out,
                     CsvStyle style) {
  CsvRows(style).append(table, begin, end, out);
}

std::string csv_text(const Table& table, CsvStyle style) {
  std::string out;
  append_csv_header(table, out, style);
  append_csv_rows(table, 0, table.row_count(), out, style);
  return out;
}

namespace {

/// The pieces of a table on their way into a file. Each thread takes the next one, writes its text,
/// waits for its turn and hands the text over.
class CsvLine {
 public:
  using Take = std::function<absl::Status(std::string_view)>;

  CsvLine(TablePieces table, CsvStyle style, const Take& take)
      : table_(std::move(table)), style_(style), take_(take) {}

  absl::Status write(std::uint64_t threads) {
    turns_.run(threads, [this] { work(); });
    return status_;
  }

 private:
  /// Until nothing is left, or something went wrong, here or elsewhere.
  void work() {
    CsvRows rows(style_);
    std::string text;
    while (const auto lines = turns_.next([this] { return table_.next_lines(); })) {
      text.clear();
      const TablePiece made = table_.made(lines->piece);
      rows.append(made.table, made.begin, made.end, text);
      turns_.hand_over(lines->number, [&] {
        status_ = take_(text);
        return status_.ok();
      });
    }
  }

  TablePieces table_;  // which lines of it are next is asked in turns
  CsvStyle style_;
  const Take& take_;
  system::Turns turns_;
  absl::Status status_;
};

}  // namespace

absl::Status write_csv(TablePieces table, CsvStyle style, std::uint32_t threads,
                       const std::function<absl::Status(std::string_view)>& take) {
  const std::uint64_t asked = threads != 0 ? threads : std::thread::hardware_concurrency();
  const std::uint64_t pieces = (table.rows() + TablePieces::kRows - 1) / TablePieces::kRows;
  const std::uint64_t workers = std::min({asked, pieces, system::Turns::kMostThreads});
  std::string header;
  append_csv_header(table.head(), header, style);
  if (absl::Status done = take(header); !done.ok()) return done;
  return CsvLine(std::move(table), style, take).write(workers);
}

}  // namespace remit::cli
