#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::StatusCode;
using remit::Table;
using remit::capi::answered;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::lend;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

namespace {

/// The table behind a handle, when the cell exists.
inline const Table& with_cell(const remit_table* table, std::uint64_t row, std::size_t column) {
  const Table& found = require(table, "table").value;
  remit::capi::row_argument(row, found.row_count());
  remit::capi::index_argument(column, found.columns().size(), text::api_column);
  return found;
}

/// What an optional cell value holds, or REMIT_UNSUPPORTED.
template <typename T>
T present(std::optional<T> value) {
  if (!value) fail(StatusCode::unsupported, text::api_no_value);
  return *value;
}

[[noreturn]] void fail_too_small(std::size_t needed) {
  throw remit::capi::Failure{
      REMIT_BUFFER_TOO_SMALL,
      remit::diagnostic::make_error(StatusCode::invalid_argument, text::api_buffer, {needed})};
}

const std::string* column_text(const remit::TableColumn& column, remit_entry_text which) {
  switch (which) {
    case REMIT_ENTRY_NAME:
      return &column.name;
    case REMIT_ENTRY_LABEL_EN:
      return &column.label_en;
    case REMIT_ENTRY_LABEL_ZH:
      return &column.label_zh;
    case REMIT_ENTRY_CURRENCY:
      return &column.type.currency;
    case REMIT_ENTRY_REFERS_TO:
      return &column.type.entity;
    case REMIT_ENTRY_UNIT:
      return &column.type.unit;
    case REMIT_ENTRY_CITE:
    case REMIT_ENTRY_FORM:
    case REMIT_ENTRY_DECLARATION:
    case REMIT_ENTRY_ROLE:
    case REMIT_ENTRY_FILE:
    case REMIT_ENTRY_SAYS:
    case REMIT_ENTRY_READING:
    case REMIT_ENTRY_NOT_COMPUTED:
      break;
  }
  return nullptr;
}

}  // namespace

extern "C" {

void remit_table_free(remit_table* table) {
  if (table != nullptr && table->mark == remit_table::kTag) delete table;
}

const char* remit_table_name(const remit_table* table, size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>("",
                               [&] { return lend(require(table, "table").value.name(), size); });
}

uint64_t remit_table_row_count(const remit_table* table) {
  return answered<std::uint64_t>(0, [&] { return require(table, "table").value.row_count(); });
}

size_t remit_table_column_count(const remit_table* table) {
  return answered<std::size_t>(0, [&] { return require(table, "table").value.columns().size(); });
}

const char* remit_table_column_text(const remit_table* table, size_t column, remit_entry_text which,
                                    size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>(nullptr, [&]() -> const char* {
    const std::string* text =
        column_text(require(table, "table").value.columns().at(column), which);
    return text != nullptr ? lend(*text, size) : nullptr;
  });
}

int64_t remit_table_column_number(const remit_table* table, size_t column,
                                  remit_entry_number which) {
  return answered<std::int64_t>(-1, [&]() -> std::int64_t {
    const remit::ValueType& type = require(table, "table").value.columns().at(column).type;
    switch (which) {
      case REMIT_ENTRY_KIND:
        return static_cast<std::int64_t>(type.kind);
      case REMIT_ENTRY_SCALE:
        return type.scale;
      case REMIT_ENTRY_IS_RATIO:
        return type.ratio ? 1 : 0;
      case REMIT_ENTRY_IS_KEY:
      case REMIT_ENTRY_IS_OPTIONAL:
      case REMIT_ENTRY_HAS_DEFAULT:
      case REMIT_ENTRY_IS_HOLE:
      case REMIT_ENTRY_KEY_FIELD:
      case REMIT_ENTRY_KEY_PARTS:
      case REMIT_ENTRY_KEY_PART:
      case REMIT_ENTRY_IS_ENTITY:
      case REMIT_ENTRY_CATEGORY_COUNT:
      case REMIT_ENTRY_BEGIN:
      case REMIT_ENTRY_END:
      case REMIT_ENTRY_LINE:
      case REMIT_ENTRY_COLUMN:
      case REMIT_ENTRY_IS_PERCENT:
      case REMIT_ENTRY_IS_BOUNDED:
      case REMIT_ENTRY_IS_LEFT_OUT:
      case REMIT_ENTRY_MAY_NOT_APPLY:
        break;
    }
    return -1;
  });
}

remit_status remit_table_find_column(const remit_table* table, const char* name, size_t size,
                                     size_t* column, remit_error** error) {
  return guarded(error, [&] {
    std::size_t& to = out(column, "column");
    const Table& from = require(table, "table").value;
    const std::string_view wanted = remit::capi::text_argument(name, size, "name");
    const auto found = from.find_column(wanted);
    if (!found) fail(StatusCode::not_found, text::api_no_column, {from.name(), wanted});
    to = *found;
  });
}

remit_status remit_table_find_row(const remit_table* table, const char* key, size_t size,
                                  uint64_t* row, remit_error** error) {
  return guarded(error, [&] {
    std::uint64_t& to = out(row, "row");
    const Table& from = require(table, "table").value;
    const std::string_view wanted = remit::capi::text_argument(key, size, "key");
    const auto found = from.find_row(wanted);
    if (!found) fail(StatusCode::not_found, text::api_no_row, {from.name(), wanted});
    to = *found;
  });
}

remit_status remit_table_find_row_by_parts(const remit_table* table, const char* const* parts,
                                           const size_t* sizes, size_t count, uint64_t* row,
                                           remit_error** error) {
  return guarded(error, [&] {
    std::uint64_t& to = out(row, "row");
    const Table& from = require(table, "table").value;
    const std::vector<std::string_view> key =
        remit::capi::text_arguments(parts, sizes, count, "parts");
    const auto found = from.find_row(key);
    if (!found) fail(StatusCode::not_found, text::api_no_row, {from.name(), remit::key_text(key)});
    to = *found;
  });
}

remit_state remit_table_state(const remit_table* table, uint64_t row, size_t column) {
  return answered<remit_state>(-1, [&] {
    return static_cast<remit_state>(with_cell(table, row, column).state(row, column));
  });
}

remit_status remit_table_cell_text(const remit_table* table, uint64_t row, size_t column,
                                   remit_string** text, remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(text, "text");
    to = new remit_string(with_cell(table, row, column).text(row, column));
  });
}

remit_status remit_table_text(const remit_table* table, uint64_t row, size_t column, char* buffer,
                              size_t capacity, size_t* size, remit_error** error) {
  return guarded(error, [&] {
    std::size_t& length = out(size, "size");
    if (buffer == nullptr && capacity != 0) {
      fail(StatusCode::invalid_argument, text::api_null, {"buffer"});
    }
    const std::string text = with_cell(table, row, column).text(row, column);
    length = text.size();
    if (capacity <= text.size()) fail_too_small(text.size() + 1);
    std::memcpy(buffer, text.c_str(), text.size() + 1);
  });
}

remit_status remit_table_int64(const remit_table* table, uint64_t row, size_t column,
                               int64_t* coefficient, remit_error** error) {
  return guarded(error, [&] {
    std::int64_t& to = out(coefficient, "coefficient");
    const remit::Decimal value = present(with_cell(table, row, column).decimal(row, column));
    const auto narrow = static_cast<std::int64_t>(value.low);
    if (value.high != narrow >> 63) fail(StatusCode::unsupported, text::api_no_value);
    to = narrow;
  });
}

remit_status remit_table_decimal(const remit_table* table, uint64_t row, size_t column,
                                 int64_t* high, uint64_t* low, int32_t* scale,
                                 remit_error** error) {
  return guarded(error, [&] {
    std::int64_t& high_to = out(high, "high");
    std::uint64_t& low_to = out(low, "low");
    std::int32_t& scale_to = out(scale, "scale");
    const remit::Decimal value = present(with_cell(table, row, column).decimal(row, column));
    high_to = value.high;
    low_to = value.low;
    scale_to = value.scale;
  });
}

remit_status remit_table_bool(const remit_table* table, uint64_t row, size_t column, int32_t* value,
                              remit_error** error) {
  return guarded(error, [&] {
    std::int32_t& to = out(value, "value");
    to = present(with_cell(table, row, column).boolean(row, column)) ? 1 : 0;
  });
}

remit_status remit_table_date(const remit_table* table, uint64_t row, size_t column, int32_t* year,
                              int32_t* month, int32_t* day, remit_error** error) {
  return guarded(error, [&] {
    std::int32_t& year_to = out(year, "year");
    std::int32_t& month_to = out(month, "month");
    std::int32_t& day_to = out(day, "day");
    const remit::Date value = present(with_cell(table, row, column).date(row, column));
    year_to = value.year;
    month_to = value.month;
    day_to = value.day;
  });
}

const char* remit_table_fault_name(const remit_table* table, uint64_t row, size_t column,
                                   size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>(nullptr, [&]() -> const char* {
    const Table& from = with_cell(table, row, column);
    if (from.state(row, column) != remit::CellState::error) return nullptr;
    const char* const name = from.fault_name(row, column);
    if (size != nullptr) *size = std::strlen(name);
    return name;
  });
}

remit_status remit_table_fault_detail(const remit_table* table, uint64_t row, size_t column,
                                      remit_language language, remit_string** detail,
                                      remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(detail, "detail");
    const Table& from = with_cell(table, row, column);
    const remit::Language words = remit::capi::language_argument(language);
    if (from.state(row, column) != remit::CellState::error) return;
    to = new remit_string(from.fault_text(row, column, words));
  });
}

remit_status remit_table_fault(const remit_table* table, uint64_t row, size_t column,
                               remit_language language, const char** name, remit_string** detail,
                               remit_error** error) {
  return guarded(error, [&] {
    if (name != nullptr) *name = nullptr;
    if (detail != nullptr) *detail = nullptr;
    const Table& from = with_cell(table, row, column);
    const remit::Language words = remit::capi::language_argument(language);
    if (from.state(row, column) != remit::CellState::error) return;
    if (detail != nullptr) {
      *detail = new remit_string(from.fault_text(row, column, words));
    }
    if (name != nullptr) *name = from.fault_name(row, column);
  });
}

remit_status remit_table_export_arrow(const remit_table* table, struct ArrowSchema* schema,
                                      struct ArrowArray* array, remit_error** error) {
  return guarded(error, [&] {
    if (schema == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"schema"});
    if (array == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"array"});
    *schema = ArrowSchema{};
    *array = ArrowArray{};
    value_of(require(table, "table").value.export_arrow(schema, array));
  });
}

remit_status remit_table_export_arrow_stream(const remit_table* table,
                                             struct ArrowArrayStream* stream, remit_error** error) {
  return guarded(error, [&] {
    if (stream == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"stream"});
    *stream = ArrowArrayStream{};
    value_of(require(table, "table").value.export_arrow(stream));
  });
}

}  // extern "C"
