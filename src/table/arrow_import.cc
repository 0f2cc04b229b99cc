#include "table/arrow_import.h"

#include <memory>
#include <utility>

#include "base/budget.h"
#include "table/arrow_check.h"
#include "table/arrow_copy.h"
#include "table/arrow_in_place.h"
#include "table/header.h"

namespace remit::table {
namespace {

using Kind = ArrowError::Kind;

/// What a batch costs though it may have no rows, and how many cells cost as much as a unit.
constexpr std::uint64_t kUnitsPerBatch = 100;
constexpr std::uint64_t kCellsPerUnit = 8;
/// Of a cell that is copied, its text apart, which the host holds as well.
constexpr std::int64_t kBytesPerCell = 8;

// What the schema says of one field's column.
struct FieldColumn {
  std::size_t field = 0;
  std::int64_t child = 0;
  ArrowType type;
  std::optional<ArrowType> index;
  bool stays_in_place = false;  // references: what is read of them in a run are their row numbers
};

std::string_view text_or_empty(const char* text) { return text == nullptr ? "" : text; }

ArrowError error(Kind kind, std::string_view column = {}, std::string_view text = {}) {
  return {kind, std::string(column), std::string(text), {}, {}};
}

// Matches the columns of one schema with the fields of a table, then reads arrays of that schema.
class Importer {
 public:
  Importer(const TableBuilder& table, std::uint64_t row_limit, base::Executor* executor)
      : fresh_(table), row_limit_(table.is_whole() ? 1 : row_limit), executor_(executor) {
    fresh_.clear();
    fresh_.give();
  }

  std::optional<ArrowError> match(const ArrowSchema* schema, std::vector<std::string>& ignored) {
    if (schema == nullptr || schema->release == nullptr) return error(Kind::malformed);
    if (text_or_empty(schema->format) != "+s") return error(Kind::not_a_table);
    if (!is_sound(*schema)) return error(Kind::malformed);
    children_ = schema->n_children;
    std::vector<std::string_view> headers;
    for (std::int64_t i = 0; i < children_; ++i) {
      headers.push_back(text_or_empty(schema->children[i]->name));
    }
    HeaderMatch match = match_headers(fresh_.schema(), headers);
    if (!match.fits()) {
      ArrowError wrong = error(Kind::headers);
      wrong.headers.assign(headers.begin(), headers.end());
      wrong.match = std::move(match);
      return wrong;
    }
    defaulted_ = match.defaulted;
    for (std::size_t i = 0; i < headers.size(); ++i) {
      const std::size_t field = match.field_of_column[i];
      if (field == HeaderMatch::kNone) {
        ignored.emplace_back(headers[i]);
      } else if (auto wrong =
                     add_source(*schema->children[i], field, static_cast<std::int64_t>(i))) {
        return wrong;
      }
    }
    return std::nullopt;
  }

  // `only`: no other array follows, so its buffers may become columns.
  std::optional<ArrowError> read(ArrowArray& array, bool only) {
    const auto holder = std::make_shared<Released<ArrowArray>>();
    holder->take(array);
    const ArrowArray& rows = *holder;
    if (!is_sound_table(rows, children_)) return error(Kind::malformed);
    base::spend(kUnitsPerBatch);
    const std::uint64_t first = fresh_.rows();
    const auto count = static_cast<std::uint64_t>(rows.length);
    if (count > row_limit_ || first > row_limit_ - count) return error(Kind::too_many_rows);
    CellCopies copies;
    for (FieldColumn& source : sources_) {
      base::spend(count / kCellsPerUnit);
      base::take_memory(static_cast<std::int64_t>(count) * kBytesPerCell);
      const ArrowCells cells{rows.children[source.child], source.type, source.index, &rows,
                             rows.length};
      const EntitySchema& schema = fresh_.schema();
      const FieldSchema& field = schema.fields[source.field];
      if (!is_sound(cells, executor_)) return error(Kind::malformed, field.name);
      if (!fresh_.column(source.field).takes_floats() && cells.has_float()) {
        return error(Kind::misplaced_float, field.name);
      }
      std::optional<ColumnData> in_place;
      if (only) {
        // A column that has memory of its own is taken out, so that the others need not stay for
        // it. What has none, or the table's, is let go by the table alone.
        ArrowArray& child = *rows.children[source.child];
        const bool is_own =
            child.private_data != nullptr && child.private_data != rows.private_data;
        const auto own = std::make_shared<Released<ArrowArray>>();
        in_place = use_in_place(cells, field, fresh_.stored_field(source.field),
                                schema.is_key(source.field), is_own ? own : holder, executor_);
        if (in_place && is_own) own->take(child);
      }
      if (in_place) {
        source.stays_in_place = field.type.kind == type::TypeKind::reference;
        fresh_.supply(source.field, *std::move(in_place), {});
      } else {
        if (first == 0) fresh_.begin_narrow(source.field, count);
        copies.push_back(std::make_unique<CellCopy>(cells, fresh_.column(source.field), first));
      }
    }
    copy_all(std::move(copies), executor_);
    fresh_.set_rows(first + count);
    return std::nullopt;
  }

  TableBuilder take() {
    for (const FieldColumn& source : sources_)
      if (!source.stays_in_place) fresh_.hold_narrow(source.field, executor_);
    return std::move(fresh_);
  }
  const std::vector<std::size_t>& defaulted() const { return defaulted_; }

 private:
  std::optional<ArrowError> add_source(const ArrowSchema& child, std::size_t field,
                                       std::int64_t index) {
    const std::string_view name = text_or_empty(child.name);
    const std::string_view format = text_or_empty(child.format);
    FieldColumn source{field, index, {}, std::nullopt, false};
    std::optional<ArrowType> type = parse_arrow_format(format);
    std::string_view shown = format;
    if (child.dictionary != nullptr) {
      const ArrowSchema& words = *child.dictionary;
      if (!type || !type->is_integer() || words.release == nullptr || words.dictionary != nullptr)
        return error(Kind::malformed, name);
      source.index = type;
      shown = text_or_empty(child.dictionary->format);
      type = parse_arrow_format(shown);
    }
    if (!type || !can_read(*type, fresh_.stored_field(field).type.kind)) {
      return error(Kind::wrong_type, name, shown);
    }
    // What the numbers of an extension type mean is not known: months counted from 1970 are no
    // amount.
    const std::optional<std::string_view> named = extension_name(child.metadata);
    if (!named) return error(Kind::malformed, name);
    const std::string_view extension = *named;
    if (!extension.empty() && !type->is_text()) return error(Kind::wrong_type, name, extension);
    source.type = *type;
    sources_.push_back(source);
    return std::nullopt;
  }

  TableBuilder fresh_;
  std::uint64_t row_limit_;
  base::Executor* executor_;
  std::int64_t children_ = 0;
  std::vector<FieldColumn> sources_;
  std::vector<std::size_t> defaulted_;
};

ArrowError stream_error(ArrowArrayStream& stream) {
  const bool can_say = stream.get_last_error != nullptr;
  return error(Kind::stream_failed, {},
               can_say ? text_or_empty(stream.get_last_error(&stream)) : std::string_view());
}

std::optional<ArrowError> read_all(ArrowArrayStream& stream, Importer& importer) {
  Released<ArrowArray> current;
  if (stream.get_next(&stream, &current) != 0) return stream_error(stream);
  bool only = true;
  while (current.release != nullptr) {
    Released<ArrowArray> next;
    if (stream.get_next(&stream, &next) != 0) return stream_error(stream);
    only = only && next.release == nullptr;
    if (auto wrong = importer.read(current, only)) return wrong;
    current.take(next);
  }
  return std::nullopt;
}

}  // namespace

ArrowOutcome import_arrow(const ArrowSchema* schema, ArrowArray* array, std::uint64_t row_limit,
                          TableBuilder& table, base::Executor* executor) {
  if (array == nullptr || array->release == nullptr) return {error(Kind::malformed), {}, {}};
  Released<ArrowArray> taken;
  taken.take(*array);
  ArrowOutcome outcome;
  Importer importer(table, row_limit, executor);
  outcome.error = importer.match(schema, outcome.ignored);
  if (!outcome.error) outcome.error = importer.read(taken, true);
  outcome.defaulted = importer.defaulted();
  if (!outcome.error) table = importer.take();
  return outcome;
}

ArrowOutcome import_arrow(ArrowArrayStream* stream, std::uint64_t row_limit, TableBuilder& table,
                          base::Executor* executor) {
  if (stream == nullptr || stream->release == nullptr) return {error(Kind::malformed), {}, {}};
  Released<ArrowArrayStream> taken;
  taken.take(*stream);
  ArrowOutcome outcome;
  if (taken.get_schema == nullptr || taken.get_next == nullptr) {
    return {error(Kind::malformed), {}, {}};
  }
  Released<ArrowSchema> schema;
  if (taken.get_schema(&taken, &schema) != 0) {
    outcome.error = stream_error(taken);
    return outcome;
  }
  Importer importer(table, row_limit, executor);
  outcome.error = importer.match(&schema, outcome.ignored);
  if (!outcome.error) outcome.error = read_all(taken, importer);
  outcome.defaulted = importer.defaulted();
  if (!outcome.error) table = importer.take();
  return outcome;
}

}  // namespace remit::table
