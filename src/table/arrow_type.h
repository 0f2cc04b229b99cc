#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "type/type.h"

struct ArrowSchema;

namespace remit::table {

enum class ArrowKind : std::uint8_t {
  null,
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  decimal32,
  decimal64,
  decimal128,
  decimal256,
  utf8,
  large_utf8,
  utf8_view,
  date32,     ///< days
  date64,     ///< milliseconds
  timestamp,  ///< without time zone; `ticks_per_day` says in what
};

/// What an Arrow column holds, as far as Remit reads it.
struct ArrowType {
  ArrowKind kind = ArrowKind::null;
  int scale = 0;                   ///< of decimals
  std::int64_t ticks_per_day = 1;  ///< of date64 and timestamp

  bool is_integer() const { return kind >= ArrowKind::int8 && kind <= ArrowKind::uint64; }
  bool is_float() const { return kind == ArrowKind::float32 || kind == ArrowKind::float64; }
  bool is_decimal() const { return kind >= ArrowKind::decimal32 && kind <= ArrowKind::decimal256; }
  bool is_text() const { return kind >= ArrowKind::utf8 && kind <= ArrowKind::utf8_view; }
  bool is_time() const { return kind >= ArrowKind::date32; }
};

/// Reads a format string of the C data interface; nothing for a type that Remit does not read.
std::optional<ArrowType> parse_arrow_format(std::string_view format);

/// The name of the extension type that a schema's metadata gives a column; empty without one.
/// Nothing where the metadata cannot be what they say: numbers below zero or beyond all measure.
std::optional<std::string_view> extension_name(const char* metadata);

/// Whether such a column can be a field whose cells are read as `kind`: numbers as numbers; texts
/// as anything (they are read like cells of a text table); whole numbers also as keys and codes in
/// text. Floats can be anything that the field itself takes (ColumnBuilder::takes_floats).
bool can_read(const ArrowType& type, type::TypeKind kind);

}  // namespace remit::table
