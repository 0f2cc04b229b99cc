#include "cli/csv/table_rows.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace remit::cli {
namespace {

/// Whether a row says 1, 2, 3, as forms number their columns below the header.
enum class ColumnNumbers : std::uint8_t { none, perhaps, certain };

std::string_view without_brackets(std::string_view cell) {
  struct Brackets {
    std::string_view open, close;
  };
  static constexpr Brackets kAround[] = {{"(", ")"}, {"（", "）"}};
  for (const Brackets& brackets : kAround) {
    if (!cell.starts_with(brackets.open) || !cell.ends_with(brackets.close)) continue;
    return cell.substr(brackets.open.size(),
                       cell.size() - brackets.open.size() - brackets.close.size());
  }
  return cell;
}

ColumnNumbers column_numbers(const std::vector<std::string_view>& row) {
  static constexpr std::string_view kTitles[] = {"栏次", "栏号", "列次", "列号", "栏目", "欄次"};
  static constexpr std::string_view kLetters[] = {"甲", "乙", "丙", "丁"};
  const bool titled =
      std::find(std::begin(kTitles), std::end(kTitles), row[0]) != std::end(kTitles);
  std::size_t at = titled ? 1 : 0;
  for (std::size_t i = 0; !titled && at < row.size() && i < std::size(kLetters); ++i)
    if (row[at] == kLetters[i]) ++at;
  const std::size_t first = at;
  for (std::size_t number = 1; at < row.size(); ++at, ++number)
    if (without_brackets(row[at]) != std::to_string(number)) return ColumnNumbers::none;
  const std::size_t count = at - first;
  if (count == 0 || row.size() < 2) return ColumnNumbers::none;
  constexpr std::size_t kEnough = 3;
  return titled || row.size() >= kEnough ? ColumnNumbers::certain : ColumnNumbers::perhaps;
}

constexpr std::uint64_t kFirstLines = 20;

}  // namespace

bool is_blank_row(const std::vector<std::string_view>& row) {
  return std::all_of(row.begin(), row.end(), [](std::string_view cell) { return cell.empty(); });
}

CsvError TableRows::error(CsvError::Kind kind, std::size_t cells, std::uint64_t line) const {
  const bool in_header = table_.headers.empty();
  return {kind, in_header ? 0 : table_.rows() + 1, line, cells};
}

std::optional<CsvError> TableRows::add_header(const std::vector<std::string_view>& row,
                                              std::uint64_t line) {
  if (is_blank_row(row)) return error(CsvError::Kind::no_header, row.size(), line);
  table_.header_cells = row.size();
  table_.headers = row;
  while (table_.headers.back().empty()) table_.headers.pop_back();
  table_.columns.resize(table_.headers.size());
  return std::nullopt;
}

std::optional<CsvError> TableRows::add(std::vector<std::string_view>& row, std::uint64_t line) {
  if (is_blank_row(row)) return std::nullopt;
  if (auto wrong = wrong_width(row, line)) return wrong;
  if (row[0] == table_.headers[0] && row == table_.headers)
    return error(CsvError::Kind::repeated_header, row.size(), line);
  if (auto wrong = look_for_numbers(row, line)) return wrong;
  note_line(line);
  for (std::size_t i = 0; i < row.size(); ++i) table_.columns[i].push_back(row[i]);
  return std::nullopt;
}

std::optional<CsvError> TableRows::wrong_width(std::vector<std::string_view>& row,
                                               std::uint64_t line) const {
  const std::size_t width = table_.columns.size();
  const std::size_t cells = row.size();
  if (cells > table_.header_cells) return error(CsvError::Kind::ragged_row, cells, line);
  while (row.size() > width && row.back().empty()) row.pop_back();
  if (row.size() > width) {
    CsvError stray = error(CsvError::Kind::no_header_above, row.size(), line);
    stray.text = row.back();
    return stray;
  }
  if (row.size() != width) return error(CsvError::Kind::ragged_row, cells, line);
  return std::nullopt;
}

std::optional<CsvError> TableRows::look_for_numbers(const std::vector<std::string_view>& row,
                                                    std::uint64_t line) {
  const bool first = !table_.begun && table_.rows() == 0;
  if (line > kFirstLines || !first || table_.numbered) return std::nullopt;
  const ColumnNumbers numbers = column_numbers(row);
  if (numbers == ColumnNumbers::none) return std::nullopt;
  CsvError numbered = error(CsvError::Kind::column_numbers, row.size(), line);
  for (const std::string_view cell : row)
    numbered.text += (numbered.text.empty() ? "" : ",") + std::string(cell);
  if (numbers == ColumnNumbers::certain) return numbered;
  table_.numbered = std::move(numbered);
  return std::nullopt;
}

// As a rule each row begins one line after the one before it, and nothing is to be noted.
void TableRows::note_line(std::uint64_t line) {
  const std::uint64_t row = table_.rows();
  if (!table_.lines.empty()) {
    const LineRun& last = table_.lines.back();
    if (last.line + (row - last.row) == line) return;
  }
  table_.lines.push_back({row, line});
}

}  // namespace remit::cli
