#include "api/text_columns.h"

#include <algorithm>
#include <utility>

#include "base/budget.h"
#include "diagnostic/code/data.h"
#include "number/decimal.h"
#include "table/cell_leftovers.h"
#include "table/cell_text.h"
#include "table/cell_words.h"
#include "table/narrow_column.h"

namespace remit::api {
namespace {

/// Of a cell that is read. Its text apart, which is kept where it is no number.
constexpr std::uint64_t kUnitsPerCell = 5;
constexpr std::size_t kBytesPerCell = 16;
constexpr std::size_t kBytesPerUnit = 16;

/// Says that the cells are about to be read.
void spend_cells(std::span<const std::string_view> cells, bool keeps_text) {
  std::size_t bytes = 0;
  for (const std::string_view cell : cells) bytes += cell.size();
  base::spend(kUnitsPerCell * cells.size() + bytes / kBytesPerUnit);
  base::take_memory(
      static_cast<std::int64_t>(kBytesPerCell * cells.size() + (keeps_text ? bytes : 0)));
}

diagnostic::Diagnostic note(const diagnostic::Code& code,
                            std::vector<diagnostic::Argument> arguments) {
  return {code, {}, std::move(arguments), {}, {}};
}

}  // namespace

void RoundedNumbers::look(std::string_view cell) {
  if (whole_) return;
  const table::LongNumber number = table::long_number(table::trim(cell));
  if (!number.is_long) return;
  whole_ = !number.is_rounded;
  if (count_++ == 0) first_ = table::trim(cell);
}

void RoundedNumbers::append(const RoundedNumbers& part) {
  whole_ |= part.whole_;
  if (count_ == 0) first_ = part.first_;
  count_ += part.count_;
}

std::optional<diagnostic::Diagnostic> RoundedNumbers::words(const std::string& table,
                                                            const std::string& column) const {
  if (whole_ || count_ < 2) return std::nullopt;
  return note(diagnostic::code::rounded_numbers, {table, column, count_, first_});
}

void MixedPercents::look(std::string_view cell) {
  if (!with_.empty() && !without_.empty()) return;
  const std::string_view text = table::trim(cell);
  const bool signs = text.ends_with("%") || text.ends_with("％") || text.ends_with("‰");
  if (signs && with_.empty()) with_ = text;
  if (signs || !without_.empty()) return;
  std::optional<number::Decimal> share =
      number::parse_decimal(text, {.thousands = false, .exponent = false});
  if (!share || share->coefficient.is_zero()) return;
  without_ = text;
  share->scale -= 2;
  meant_ = number::format_minimal(*share) + "%";
}

void MixedPercents::append(const MixedPercents& part) {
  if (with_.empty()) with_ = part.with_;
  if (!without_.empty()) return;
  without_ = part.without_;
  meant_ = part.meant_;
}

std::optional<diagnostic::Diagnostic> MixedPercents::words(const std::string& table,
                                                           const std::string& column) const {
  if (with_.empty() || without_.empty()) return std::nullopt;
  return note(diagnostic::code::percent_mixed, {table, column, with_, without_, meant_});
}

TextCells TextCells::part() const {
  TextCells other;
  for (const Column& column : columns_) {
    Column& own = other.columns_.emplace_back();
    own.field = column.field;
    own.watches_percents = column.watches_percents;
    own.watches_digits = column.watches_digits;
    if (column.cells) own.cells.emplace(column.cells->like());
  }
  return other;
}

void TextCells::read(std::size_t index, std::span<const std::string_view> cells) {
  Column& column = columns_[index];
  const bool keeps_text = column.cells && column.cells->stored_kind() == type::TypeKind::text;
  if (column.cells) column.cells->reserve(column.size + cells.size());
  while (!cells.empty()) {
    constexpr std::size_t kAtOnce = 256;
    const auto some = cells.first(std::min(kAtOnce, cells.size()));
    if (column.cells) {
      spend_cells(some, keeps_text);
      column.cells->set_texts(column.size, some);
    }
    for (std::size_t i = 0; i < some.size() && !column.cells; ++i) {
      const std::string_view text = table::trim(some[i]);
      if (table::says_totals(text)) column.totals.push_back({column.size + i, std::string(text)});
    }
    for (std::size_t i = 0; i < some.size() && column.watches_percents; ++i)
      column.percents.look(some[i]);
    for (std::size_t i = 0; i < some.size() && column.watches_digits; ++i)
      column.digits.look(some[i]);
    column.size += some.size();
    cells = cells.subspan(some.size());
  }
  rows_ = std::max(rows_, column.size);
}

void TextCells::append(const TextCells& part) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    const Column& more = part.columns_[i];
    if (column.cells) column.cells->append(*more.cells);
    for (const Total& total : more.totals)
      column.totals.push_back({column.size + total.row, total.word});
    column.percents.append(more.percents);
    column.digits.append(more.digits);
    column.size += more.size;
  }
  rows_ += part.rows_;
}

TextColumns::TextColumns(table::TableBuilder table, table::HeaderMatch match, std::size_t entity,
                         std::span<const TextColumn> columns)
    : table_(std::move(table)),
      match_(std::move(match)),
      entity_(static_cast<std::uint32_t>(entity)) {
  const table::EntitySchema& schema = table_.schema();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    TextCells::Column column;
    headers_.emplace_back(columns[i].header);
    column.field = match_.field_of_column[i];
    if (column.field != table::HeaderMatch::kNone) {
      const table::FieldSchema& field = schema.fields[column.field];
      const table::FieldSchema& stored = table_.stored_field(column.field);
      column.watches_percents = field.percent && columns[i].exponent == 0;
      column.watches_digits = stored.type.kind == type::TypeKind::text;
      column.cells.emplace(field, stored, schema.is_key(column.field));
      column.cells->set_syntax({columns[i].exponent, columns[i].thousands});
      if (!columns[i].place.empty()) table_.set_place(column.field, columns[i].place);
    }
    cells.add_column(std::move(column));
  }
}

void TextColumns::refuse_covered(std::size_t index, const TextColumn& given) {
  std::optional<table::ColumnBuilder>& column = cells.columns()[index].cells;
  for (std::size_t i = 0; i < given.covered.size() && column; ++i)
    column->set_bad(given.covered[i].row, table::ProblemKind::covered, given.covered[i].by);
}

void TextColumns::add_lines(std::span<const LineRun> lines, std::uint64_t first) {
  for (const LineRun& run : lines) {
    const std::uint64_t row = first + run.row;
    const bool goes_on =
        first > 0 && !lines_.empty() && lines_.back().line + (row - lines_.back().row) == run.line;
    if (!goes_on) lines_.push_back({row, run.line});
  }
}

void TextColumns::expect(std::uint64_t rows) {
  const table::EntitySchema& schema = table_.schema();
  for (TextCells::Column& column : cells.columns()) {
    if (!column.cells) continue;
    const bool narrow = table::may_be_narrow(schema.fields[column.field].type.kind);
    if (narrow && !schema.is_key(column.field)) column.cells->begin_narrow();
    column.cells->reserve(rows);
  }
}

void TextColumns::finish(std::size_t index) {
  TextCells::Column& column = cells.columns()[index];
  if (!column.cells) return;
  if (column.size < table::kNarrowRows) column.cells->end_narrow();
  std::vector<table::InputProblem> problems;
  table::ColumnData data =
      column.cells->build(column.size, entity_, static_cast<std::uint32_t>(column.field), problems);
  table_.supply(column.field, std::move(data), std::move(problems),
                column.cells->words_for_nothing());
  column.cells.reset();
  table_.hold_narrow(column.field);
}

void TextColumns::replace_table(Data::Impl& data) {
  const table::EntitySchema& schema = table_.schema();
  std::vector<std::string> ignored;
  std::vector<Data::Impl::Note> told;
  table_.set_rows(cells.rows());
  table_.set_lines(lines_);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    finish(i);
    const TextCells::Column& column = cells.columns()[i];
    if (column.field == table::HeaderMatch::kNone) {
      ignored.push_back(headers_[i]);
      for (const TextCells::Total& total : column.totals)
        table_.refuse_total(total.row, total.word, headers_[i]);
      continue;
    }
    const table::FieldSchema& field = schema.fields[column.field];
    const std::string& title = table::title_of(field);
    if (auto words = column.percents.words(schema.name, title))
      told.push_back({entity_, field.name, *std::move(words)});
    if (auto words = column.digits.words(schema.name, title))
      told.push_back({entity_, field.name, *std::move(words)});
  }
  data.replace_table(entity_, std::move(table_), std::move(ignored), std::move(match_.defaulted));
  data.whole[entity_] = entity_ != plan::kWhole;
  for (Data::Impl::Note& note : told) data.notes.push_back(std::move(note));
}

}  // namespace remit::api
