#include "cli/csv/csv_writer.h"

#include <algorithm>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "cli/system/threads.h"

namespace remit::cli {
namespace {

/// Beyond so many what one of them hands over keeps the others waiting.
constexpr std::uint64_t kMostThreads = 16;

}  // namespace

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

  /// Until nothing is left, or something went wrong, here or elsewhere.
  void work() {
    try {
      CsvRows rows(style_);
      std::string text;
      while (const std::optional<Numbered> piece = next()) {
        text.clear();
        const TablePiece made = table_.made(piece->lines);
        rows.append(made.table, made.begin, made.end, text);
        hand_over(piece->number, text);
      }
    } catch (...) {
      stop();
      throw;
    }
  }
  const absl::Status& status() const { return status_; }

 private:
  struct Numbered {
    std::uint64_t number;
    TablePieces::Lines lines;
  };

  std::optional<Numbered> next() {
    const std::lock_guard lock(mutex_);
    if (stopped_) return std::nullopt;
    std::optional<TablePieces::Lines> lines = table_.next_lines();
    if (!lines) return std::nullopt;
    return Numbered{taken_++, *std::move(lines)};
  }

  void hand_over(std::uint64_t number, const std::string& text) {
    {
      std::unique_lock lock(mutex_);
      turn_.wait(lock, [&] { return stopped_ || handed_over_ == number; });
      if (stopped_) return;
    }
    absl::Status done = take_(text);
    const std::lock_guard lock(mutex_);
    ++handed_over_;
    if (!done.ok()) {
      status_ = std::move(done);
      stopped_ = true;
    }
    turn_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    turn_.notify_all();
  }

  TablePieces table_;
  CsvStyle style_;
  const Take& take_;
  std::mutex mutex_;  // guards what follows, and which lines of the table are next
  std::condition_variable turn_;
  std::uint64_t taken_ = 0, handed_over_ = 0;  // pieces
  bool stopped_ = false;
  absl::Status status_;
};

}  // namespace

absl::Status write_csv(TablePieces table, CsvStyle style, std::uint32_t threads,
                       const std::function<absl::Status(std::string_view)>& take) {
  const std::uint64_t asked = threads != 0 ? threads : std::thread::hardware_concurrency();
  const std::uint64_t pieces = (table.rows() + TablePieces::kRows - 1) / TablePieces::kRows;
  const std::uint64_t workers = std::min({asked, pieces, kMostThreads});
  std::string header;
  append_csv_header(table.head(), header, style);
  if (absl::Status done = take(header); !done.ok()) return done;
  CsvLine line(std::move(table), style, take);
  std::vector<std::future<void>> others;
  for (std::uint64_t i = 1; i < workers; ++i)
    others.push_back(std::async(system::kBeside, [&line] { line.work(); }));
  line.work();
  for (std::future<void>& other : others) other.get();
  return line.status();
}

}  // namespace remit::cli
