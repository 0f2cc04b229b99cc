#include "cli/csv/comma_watch.h"

#include <algorithm>
#include <string_view>

#include "cli/text/texts.h"

namespace remit::cli {
namespace {

constexpr std::string_view kFigures = "0123456789";
constexpr std::size_t kGroupOfDigits = 3;

std::string_view figure_in(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t+-");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool has_digits_only(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kFigures) == std::string_view::npos;
}

/// `1.234`, `12.345.678`: groups of three with `sign` between them.
bool is_grouped(std::string_view text, char sign) {
  std::size_t at = text.find(sign);
  if (at == std::string_view::npos || at > kGroupOfDigits || !has_digits_only(text.substr(0, at)))
    return false;
  while (at < text.size()) {
    if (text[at] != sign || !has_digits_only(text.substr(at + 1, kGroupOfDigits)) ||
        text.size() < at + 1 + kGroupOfDigits)
      return false;
    at += kGroupOfDigits + 1;
  }
  return at == text.size();
}

/// `12,5`, `0,125`, `1.234,50`: a comma where no separator of thousands can stand.
bool has_decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma != text.rfind(',')) return false;
  const std::string_view before = text.substr(0, comma), after = text.substr(comma + 1);
  if (!has_digits_only(after)) return false;
  if (is_grouped(before, '.')) return true;
  return has_digits_only(before) &&
         (after.size() != kGroupOfDigits || before.size() > kGroupOfDigits || before == "0");
}

bool takes_figures(const ValueType& type) {
  return type.kind == ValueKind::number || type.kind == ValueKind::money;
}

/// Whether the cell may be meant with thousands, if commas before decimals are: one that is read
/// as something else.
bool may_be_thousands(std::string_view text, bool thousands) {
  return is_grouped(text, '.') || (thousands && is_grouped(text.substr(0, text.find('.')), ','));
}

std::uint64_t line_of_row(std::span<const LineRun> lines, std::uint64_t row) {
  const auto after = std::ranges::upper_bound(lines, row, {}, &LineRun::row);
  if (after == lines.begin()) return 0;
  return (after - 1)->line + (row - (after - 1)->row);
}

}  // namespace

std::optional<std::string> CommaWatch::look(const std::string& path,
                                            std::span<const TextColumn> columns,
                                            const EntityInfo& entity,
                                            std::span<const LineRun> lines, Language language) {
  for (const TextColumn& column : columns) {
    const auto field = std::ranges::find(entity.fields, column.header, &FieldInfo::name);
    if (field == entity.fields.end() || !takes_figures(field->type)) continue;
    Seen& seen = seen_[std::string(column.header)];
    // Nearly always there is none, and the figures are not looked at one by one.
    const auto has_comma = [](std::string_view cell) {
      return cell.find(',') != std::string_view::npos;
    };
    if (!seen.decimal && std::ranges::none_of(column.cells, has_comma)) continue;
    for (std::uint64_t row = 0; row < column.cells.size(); ++row) {
      if (column.cells[row].find_first_of(seen.group ? "," : ",.") == std::string_view::npos)
        continue;
      const std::string_view text = figure_in(column.cells[row]);
      if (!seen.decimal && has_decimal_comma(text))
        seen.decimal = Cell{std::string(text), line_of_row(lines, row)};
      else if (!seen.group && may_be_thousands(text, column.thousands))
        seen.group = Cell{std::string(text), line_of_row(lines, row)};
      if (!seen.decimal || !seen.group) continue;
      const std::string& title = field->label.empty() ? field->name : field->label;
      return format_complaint("decimal_comma", language,
                              {path, title, seen.decimal->text, seen.decimal->line,
                               seen.group->text, seen.group->line});
    }
  }
  return std::nullopt;
}

void CommaMarks::add(const CommaMarks& more) {
  columns_.resize(std::max(columns_.size(), more.columns_.size()));
  for (std::size_t i = 0; i < more.columns_.size(); ++i) {
    columns_[i].decimal |= more.columns_[i].decimal;
    columns_[i].thousands |= more.columns_[i].thousands;
  }
}

bool CommaMarks::may_be_wrong() const {
  return std::ranges::any_of(columns_,
                             [](const Marks& marks) { return marks.decimal && marks.thousands; });
}

CommaColumns::CommaColumns(std::span<const TextColumn> columns, const EntityInfo& entity) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto field = std::ranges::find(entity.fields, columns[i].header, &FieldInfo::name);
    if (field != entity.fields.end() && takes_figures(field->type))
      columns_.push_back({i, columns[i].thousands});
  }
}

namespace {

/// Whether the last four signs may be a point and three figures, so that most cells are done with.
bool may_end_in_group(std::string_view cell) {
  const std::size_t size = cell.size();
  return size > kGroupOfDigits &&
         (cell[size - kGroupOfDigits - 1] == '.' || cell.back() == ' ' || cell.back() == '\t');
}

}  // namespace

CommaMarks CommaColumns::look(std::span<const std::vector<std::string_view>> cells,
                              bool quotes) const {
  CommaMarks seen;
  for (const Column& column : columns_) {
    CommaMarks::Marks& marks = seen.columns_.emplace_back();
    for (const std::string_view cell : cells[column.index]) {
      const bool comma = quotes && cell.find(',') != std::string_view::npos;
      if (!comma && !may_end_in_group(cell)) continue;
      const std::string_view text = figure_in(cell);
      marks.decimal |= comma && has_decimal_comma(text);
      marks.thousands |= may_be_thousands(text, column.thousands);
    }
  }
  return seen;
}

}  // namespace remit::cli
