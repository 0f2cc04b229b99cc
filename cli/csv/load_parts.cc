#include "cli/csv/load_parts.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "cli/csv/comma_watch.h"
#include "cli/csv/row_boundary.h"
#include "cli/system/turns.h"
#include "remit/text_table.h"

namespace remit::cli {
namespace {

/// Bytes of the text: the rows that begin among them.
struct TextRange {
  std::size_t begin = 0, end = 0;
};

/// The parts of a text on their way into a table. Each thread takes the next one, guesses where its
/// first row begins, reads its rows, and adds them when those before it have been added. They end
/// where the part has to begin: what was guessed wrong is read again, from there.
class Parts {
 public:
  /// The first rows, which end at `begin`, are in `first`.
  Parts(std::string_view text, std::size_t begin, std::size_t part_bytes, const CsvTable& first,
        const CommaColumns& watched, TextTable& table)
      : text_(text),
        part_bytes_(part_bytes),
        first_(first),
        watched_(watched),
        table_(table),
        next_(begin),
        reached_(begin) {
    fine_ = add(first);
  }

  void read_all(std::uint64_t threads) {
    if (!fine_) return;
    const std::uint64_t parts = (text_.size() - next_) / part_bytes_ + 1;
    turns_.run(std::min({threads, parts, system::Turns::kMostThreads}), [this] { work(); });
  }

  /// Whether everything was added, and nothing is wrong with it.
  bool fine() const { return fine_ && reached_ == text_.size() && !marks_.may_be_wrong(); }

 private:
  /// Rows that were read.
  struct Read {
    std::size_t begin = 0, end = 0;
    bool fine = false;
    std::optional<TextTable::Part> cells;
    CommaMarks marks;
  };

  void work() {
    CsvTable rows;
    while (const auto range = turns_.next([this] { return next_range(); })) {
      const TextRange part = range->piece;
      const std::size_t guess = guess_row(text_, part.begin, part.end - part.begin);
      Read read = this->read(guess, part.end, rows);
      turns_.hand_over(range->number, [&] {
        if (read.begin != reached_) read = this->read(reached_, part.end, rows);
        return fine_ = add(std::move(read), rows);
      });
    }
  }

  std::optional<TextRange> next_range() {
    if (next_ == text_.size()) return std::nullopt;
    const TextRange range{next_, next_ + std::min(part_bytes_, text_.size() - next_)};
    next_ = range.end;
    return range;
  }

  /// The rows from `begin` on that begin before `end`.
  Read read(std::size_t begin, std::size_t end, CsvTable& rows) const {
    Read read{begin, begin, true, std::nullopt, {}};
    rows.headers = first_.headers;
    rows.header_cells = first_.header_cells;
    rows.begun = true;
    rows.next_line = 1;
    rows.unquoted.clear();
    rows.lines.clear();
    rows.columns.resize(first_.columns.size());
    for (auto& column : rows.columns) column.clear();
    if (begin >= end) return read;
    // Beyond, a row is too long in any case.
    const std::string_view text = text_.substr(begin, end - begin + kLongestRow + 1);
    const CsvPiece piece = parse_csv_rows(text, end - begin, rows);
    read.end = begin + piece.bytes;
    read.fine = !piece.error;
    if (!read.fine) return read;
    take(text.substr(0, piece.bytes), rows, read);
    return read;
  }

  void take(std::string_view text, const CsvTable& rows, Read& read) const {
    const bool quotes = text.find('"') != std::string_view::npos;
    read.marks = watched_.look(rows.columns, quotes);
    Result<TextTable::Part> cells = table_.read(rows.columns);
    read.fine = cells.ok();
    if (cells) read.cells.emplace(*std::move(cells));
  }

  bool add(const CsvTable& rows) {
    Read read{0, reached_, true, std::nullopt, {}};
    take(text_.substr(0, reached_), rows, read);
    return add(std::move(read), rows);
  }

  bool add(Read read, const CsvTable& rows) {
    if (!read.fine) return false;
    if (read.cells) {
      std::vector<LineRun> lines = rows.lines;
      for (LineRun& run : lines) run.line += lines_;
      if (!table_.add(*std::move(read.cells), lines).ok()) return false;
    }
    lines_ += rows.next_line - 1;
    reached_ = read.end;
    marks_.add(read.marks);
    return true;
  }

  std::string_view text_;
  std::size_t part_bytes_;
  const CsvTable& first_;
  const CommaColumns& watched_;
  TextTable& table_;
  system::Turns turns_;
  std::size_t next_;         // of the part that nobody has taken
  std::size_t reached_;      // what comes before has been added
  std::uint64_t lines_ = 0;  // that end there
  bool fine_ = true;
  CommaMarks marks_;
};

}  // namespace

std::optional<PartsLoaded> load_parts(const std::string& path, std::string_view text,
                                      const EntityInfo& entity, std::size_t index,
                                      const LoadOptions& options, Data& data,
                                      std::size_t part_bytes) {
  if (text.size() <= part_bytes || options.most.is_limited()) return std::nullopt;
  CsvTable first;
  const CsvPiece begun = parse_csv_rows(text, part_bytes, first);
  if (begun.error || begun.bytes == text.size()) return std::nullopt;
  std::vector<TextColumn> columns;
  if (match_headers(path, first.headers, entity, index, options, data, columns))
    return std::nullopt;
  // As long as the first ones, or a little shorter.
  const std::uint64_t alike = first.rows() * (text.size() / begun.bytes + 1);
  Result<TextTable> table = TextTable::make(data, index, columns, alike + alike / 32);
  if (!table) return std::nullopt;
  const CommaColumns watched(columns, entity);
  Parts parts(text, begun.bytes, part_bytes, first, watched, *table);
  parts.read_all(options.threads != 0 ? options.threads
                                      : std::max(std::thread::hardware_concurrency(), 1U));
  if (!parts.fine() || !(*std::move(table)).give_to(data).ok()) return std::nullopt;
  return PartsLoaded{std::move(first.numbered)};
}

}  // namespace remit::cli
