#include <algorithm>
#include <utility>

#include "table/builder.h"
#include "table/linker.h"
#include "table/narrow_column.h"
#include "table/whole_shares.h"

namespace remit::table {

TableBuilder::TableBuilder(std::shared_ptr<const Schemas> schemas, std::uint32_t entity)
    : schemas_(std::move(schemas)), entity_(entity), supplied_(schema().fields.size()) {
  const EntitySchema& own = schema();
  columns_.reserve(own.fields.size());
  for (std::uint32_t i = 0; i < own.fields.size(); ++i) {
    columns_.emplace_back(own.fields[i], stored_field(i), own.is_key(i));
  }
}

TableBuilder::TableBuilder(const TableBuilder& other) = default;
TableBuilder::TableBuilder(TableBuilder&& other) noexcept = default;
TableBuilder& TableBuilder::operator=(const TableBuilder& other) = default;
TableBuilder& TableBuilder::operator=(TableBuilder&& other) noexcept = default;
TableBuilder::~TableBuilder() = default;

const FieldSchema& TableBuilder::stored_field(std::size_t field) const {
  return table::stored_field(*schemas_, schema().fields[field]);
}

void TableBuilder::set_rows(std::uint64_t rows) {
  given_ = true;
  rows_ = std::max(rows_, rows);
}

void TableBuilder::clear() {
  given_ = false;
  rows_ = 0;
  for (ColumnBuilder& column : columns_) column.clear();
  std::fill(supplied_.begin(), supplied_.end(), std::nullopt);
  lines_.clear();
  places_.clear();
  totals_.clear();
}

void TableBuilder::set_place(std::size_t field, std::string place) {
  if (places_.empty()) places_.resize(columns_.size());
  places_[field] = std::move(place);
}

std::string_view TableBuilder::place_of(std::size_t field) const {
  return places_.empty() ? std::string_view() : std::string_view(places_[field]);
}

void TableBuilder::supply(std::size_t field, ColumnData column, std::vector<InputProblem> problems,
                          std::vector<ColumnBuilder::WordForNothing> words) {
  set_rows(column.size());
  columns_[field].clear();
  supplied_[field] = Supplied{std::move(column), std::move(problems), std::move(words)};
}

void TableBuilder::begin_narrow(std::size_t field, std::uint64_t rows) {
  const bool pays = rows >= kNarrowRows && may_be_narrow(schema().fields[field].type.kind);
  if (pays && !schema().is_key(field)) columns_[field].begin_narrow();
}

void TableBuilder::hold_narrow(std::size_t field, base::Executor* executor) {
  if (schema().is_key(field)) return;
  if (!supplied_[field]) {
    // What is not held in 64 bits, or is not long enough, gains nothing.
    const ColumnBuilder& cells = columns_[field];
    const bool is_plain = cells.is_narrow() || cells.stored<std::int64_t>() != nullptr;
    if (!is_plain || rows_ < kNarrowRows) return;
    std::vector<InputProblem> problems;
    ColumnData column = cells.build(rows_, entity_, static_cast<std::uint32_t>(field), problems);
    supply(field, std::move(column), std::move(problems), cells.words_for_nothing());
  }
  narrow_column(supplied_[field]->column, executor);
}

void TableBuilder::refuse_total(std::uint64_t row, std::string_view word, std::string_view header) {
  totals_.push_back({.kind = ProblemKind::total_word,
                     .code = type::CellFault::bad_cell,
                     .entity = entity_,
                     .row = row,
                     .key = {},
                     .text = std::string(word),
                     .hint = std::string(header)});
}

std::vector<ColumnBuilder::WordForNothing> TableBuilder::words_for_nothing(
    std::size_t field) const {
  return supplied_[field] ? supplied_[field]->words : columns_[field].words_for_nothing();
}

std::optional<ColumnData> TableBuilder::plain_column(std::uint32_t field) const {
  const FieldSchema& of = schema().fields[field];
  const bool names = schema().is_key(field) || of.type.kind == type::TypeKind::reference;
  if (names || of.whole || supplied_[field]) return std::nullopt;
  std::vector<InputProblem> problems;
  ColumnData column = columns_[field].build(entity_ == 0 ? 1 : rows_, entity_, field, problems);
  if (!column.faults.empty() || !problems.empty()) return std::nullopt;
  return column;
}

Table TableBuilder::build(std::vector<InputProblem>& problems) const {
  Table table;
  table.lines = lines_;
  table.places = places_;
  table.given = given_ || entity_ == 0;
  table.rows = entity_ == 0 ? 1 : rows_;
  table.columns.reserve(columns_.size());
  problems.insert(problems.end(), totals_.begin(), totals_.end());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (supplied_[i]) {
      table.columns.push_back(supplied_[i]->column);
      problems.insert(problems.end(), supplied_[i]->problems.begin(), supplied_[i]->problems.end());
    } else {
      table.columns.push_back(
          columns_[i].build(table.rows, entity_, static_cast<std::uint32_t>(i), problems));
    }
    const FieldSchema& field = schema().fields[i];
    if (field.whole) {
      const InputProblem where{.entity = entity_,
                               .field = static_cast<std::uint32_t>(i),
                               .key = {},
                               .text = {},
                               .hint = {}};
      refuse_beyond_whole(field, table.columns.back(), where, problems);
    }
  }
  return table;
}

}  // namespace remit::table
