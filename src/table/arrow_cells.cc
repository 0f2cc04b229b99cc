#include "table/arrow_cells.h"

#include "number/decimal.h"

namespace remit::table {
namespace {

bool bit(const void* bits, std::int64_t index) {
  return ((static_cast<const std::uint8_t*>(bits)[index >> 3] >> (index & 7)) & 1) != 0;
}

std::int64_t buffer_count(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::null:
      return 0;
    case ArrowKind::utf8:
    case ArrowKind::large_utf8:
    case ArrowKind::utf8_view:  // and those of its long texts, and their sizes
      return 3;
    default:
      return 2;
  }
}

bool is_sound_array(const ArrowArray& array, ArrowKind kind, std::int64_t least_rows) {
  if (array.length < 0 || array.offset < 0 || array.length < least_rows) return false;
  if (array.n_buffers < buffer_count(kind)) return false;
  if (array.length == 0 || kind == ArrowKind::null) return true;
  return array.buffers != nullptr && array.buffers[1] != nullptr;
}

std::int64_t load_integer(const ArrowArray& array, ArrowKind kind, std::int64_t place) {
  const void* values = array.buffers[1];
  switch (kind) {
    case ArrowKind::int8:
      return load<std::int8_t>(values, place);
    case ArrowKind::int16:
      return load<std::int16_t>(values, place);
    case ArrowKind::int32:
    case ArrowKind::decimal32:
    case ArrowKind::date32:
      return load<std::int32_t>(values, place);
    case ArrowKind::uint8:
      return load<std::uint8_t>(values, place);
    case ArrowKind::uint16:
      return load<std::uint16_t>(values, place);
    case ArrowKind::uint32:
      return load<std::uint32_t>(values, place);
    default:  // uint64 wraps; only dictionaries ask for it here, and check the range
      return load<std::int64_t>(values, place);
  }
}

// Four 64-bit digits, the last one signed, as a number of any size.
number::Integer load_integer256(const ArrowArray& array, std::int64_t place) {
  const number::Integer base = number::Integer::from_unsigned(UInt128{1} << 64);
  const std::int64_t first = place * 4;
  number::Integer value = load<std::int64_t>(array.buffers[1], first + 3);
  for (int digit = 2; digit >= 0; --digit) {
    const auto low = load<std::uint64_t>(array.buffers[1], first + digit);
    value = value * base + number::Integer::from_unsigned(low);
  }
  return value;
}

void set_time(ColumnBuilder& out, std::uint64_t row, std::int64_t ticks, std::int64_t per_day) {
  const std::int64_t days = ticks / per_day;
  if (ticks % per_day != 0 || days < -1'000'000 || days > 4'000'000) {
    out.set_bad(row, ProblemKind::bad_value, std::to_string(ticks));
  } else {
    out.set_date(row, static_cast<std::int32_t>(days));
  }
}

void set_cell(const ArrowArray& array, const ArrowType& type, std::int64_t place,
              ColumnBuilder& out, std::uint64_t row) {
  const void* const values = array.n_buffers > 1 ? array.buffers[1] : nullptr;
  switch (type.kind) {
    case ArrowKind::null:
      return out.set_blank(row);
    case ArrowKind::boolean:
      return out.set_boolean(row, bit(values, place));
    case ArrowKind::uint64:
      return out.set_number(row, load<std::uint64_t>(values, place), 0);
    case ArrowKind::float32:
      return out.set_float(row, load<float>(values, place));
    case ArrowKind::float64:
      return out.set_double(row, load<double>(values, place));
    case ArrowKind::decimal128:
      return out.set_number(row, load<Int128>(values, place), type.scale);
    case ArrowKind::decimal256:
      return out.set_decimal(row, {load_integer256(array, place), type.scale});
    case ArrowKind::utf8:
    case ArrowKind::large_utf8:
    case ArrowKind::utf8_view: {
      const std::optional<std::string_view> text = arrow_text(array, type.kind, place);
      return text ? out.set_text(row, *text) : out.set_bad(row, ProblemKind::bad_text, {});
    }
    case ArrowKind::date32:
    case ArrowKind::date64:
    case ArrowKind::timestamp:
      return set_time(out, row, load_integer(array, type.kind, place), type.ticks_per_day);
    default:
      return out.set_number(row, load_integer(array, type.kind, place), type.scale);
  }
}

template <typename Offset>
std::optional<std::string_view> offset_text(const ArrowArray& array, std::int64_t place) {
  const Offset begin = load<Offset>(array.buffers[1], place);
  const Offset end = load<Offset>(array.buffers[1], place + 1);
  if (begin == end) return std::string_view();
  if (begin < 0 || end < begin || array.buffers[2] == nullptr) return std::nullopt;
  return std::string_view(static_cast<const char*>(array.buffers[2]) + begin,
                          static_cast<std::size_t>(end - begin));
}

// A view is 16 bytes: the length, then the text itself or its beginning, buffer and offset.
std::optional<std::string_view> view_text(const ArrowArray& array, std::int64_t place) {
  const char* view = static_cast<const char*>(array.buffers[1]) + place * 16;
  const auto length = load<std::int32_t>(view, 0);
  if (length < 0) return std::nullopt;
  if (length <= 12) return std::string_view(view + 4, static_cast<std::size_t>(length));
  const std::int64_t buffer = load<std::int32_t>(view, 2);
  const std::int64_t offset = load<std::int32_t>(view, 3);
  const std::int64_t buffers = array.n_buffers - 3;
  if (buffer < 0 || buffer >= buffers || offset < 0) return std::nullopt;
  const void* const sizes = array.buffers[array.n_buffers - 1];
  const void* const bytes = array.buffers[2 + buffer];
  if (sizes == nullptr || bytes == nullptr) return std::nullopt;
  if (offset + length > load<std::int64_t>(sizes, buffer)) return std::nullopt;
  return std::string_view(static_cast<const char*>(bytes) + offset,
                          static_cast<std::size_t>(length));
}

}  // namespace

std::optional<std::string_view> arrow_text(const ArrowArray& array, ArrowKind kind,
                                           std::int64_t place) {
  switch (kind) {
    case ArrowKind::utf8:
      return offset_text<std::int32_t>(array, place);
    case ArrowKind::large_utf8:
      return offset_text<std::int64_t>(array, place);
    default:
      return view_text(array, place);
  }
}

bool ArrowCells::is_sound() const {
  const ArrowKind own = index ? index->kind : type.kind;
  if (array == nullptr || !is_sound_array(*array, own, parent->offset + rows)) return false;
  if (!index) return true;
  return array->dictionary != nullptr && is_sound_array(*array->dictionary, type.kind, 0);
}

bool ArrowCells::is_null(std::int64_t row) const {
  const ArrowKind own = index ? index->kind : type.kind;
  if (own == ArrowKind::null) return true;
  const auto is_clear = [](const ArrowArray& of, std::int64_t at) {
    return of.n_buffers > 0 && of.buffers != nullptr && of.buffers[0] != nullptr &&
           !bit(of.buffers[0], at);
  };
  return is_clear(*parent, parent->offset + row) || is_clear(*array, place(row));
}

bool ArrowCells::has_nulls() const {
  if (array->null_count == 0 && parent->null_count == 0) return false;
  for (std::int64_t row = 0; row < rows; ++row) {
    if (is_null(row)) return true;
  }
  return false;
}

void ArrowCells::copy_to(ColumnBuilder& out, std::uint64_t first) const {
  for (std::int64_t row = 0; row < rows; ++row) {
    const std::uint64_t to = first + static_cast<std::uint64_t>(row);
    if (is_null(row)) {
      out.set_blank(to);
    } else if (!index) {
      set_cell(*array, type, place(row), out, to);
    } else {
      const ArrowArray& dictionary = *array->dictionary;
      const std::int64_t code = load_integer(*array, index->kind, place(row));
      if (code < 0 || code >= dictionary.length) {
        out.set_bad(to, ProblemKind::bad_value, std::to_string(code));
      } else if (dictionary.n_buffers > 0 && dictionary.buffers[0] != nullptr &&
                 !bit(dictionary.buffers[0], dictionary.offset + code)) {
        out.set_blank(to);
      } else {
        set_cell(dictionary, type, dictionary.offset + code, out, to);
      }
    }
  }
}

}  // namespace remit::table
