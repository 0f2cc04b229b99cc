#include "table/arrow_type.h"

#include <algorithm>
#include <charconv>

#include "table/unaligned.h"

namespace remit::table {
namespace {

struct Format {
  std::string_view text;
  ArrowType type;
};

constexpr std::int64_t kSecondsPerDay = 86'400;

constexpr Format kFormats[] = {
    {"n", {ArrowKind::null}},
    {"b", {ArrowKind::boolean}},
    {"c", {ArrowKind::int8}},
    {"C", {ArrowKind::uint8}},
    {"s", {ArrowKind::int16}},
    {"S", {ArrowKind::uint16}},
    {"i", {ArrowKind::int32}},
    {"I", {ArrowKind::uint32}},
    {"l", {ArrowKind::int64}},
    {"L", {ArrowKind::uint64}},
    {"f", {ArrowKind::float32}},
    {"g", {ArrowKind::float64}},
    {"u", {ArrowKind::utf8}},
    {"U", {ArrowKind::large_utf8}},
    {"vu", {ArrowKind::utf8_view}},
    {"tdD", {ArrowKind::date32}},
    {"tdm", {ArrowKind::date64, 0, kSecondsPerDay * 1'000}},
    {"tss:", {ArrowKind::timestamp, 0, kSecondsPerDay}},
    {"tsm:", {ArrowKind::timestamp, 0, kSecondsPerDay * 1'000}},
    {"tsu:", {ArrowKind::timestamp, 0, kSecondsPerDay * 1'000'000}},
    {"tsn:", {ArrowKind::timestamp, 0, kSecondsPerDay * 1'000'000'000}},
};

bool read_number(std::string_view& text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

// "d:precision,scale" or "d:precision,scale,bits".
std::optional<ArrowType> parse_decimal_format(std::string_view text) {
  int precision = 0;
  int bits = 128;
  ArrowType type;
  if (!read_number(text, precision) || !text.starts_with(',')) return std::nullopt;
  text.remove_prefix(1);
  if (!read_number(text, type.scale)) return std::nullopt;
  if (text.starts_with(',')) {
    text.remove_prefix(1);
    if (!read_number(text, bits)) return std::nullopt;
  }
  constexpr int kMostScale = 1'000;  // no decimal type has more than 76 digits
  if (!text.empty() || type.scale < -kMostScale || type.scale > kMostScale) return std::nullopt;
  switch (bits) {
    case 32:
      type.kind = ArrowKind::decimal32;
      return type;
    case 64:
      type.kind = ArrowKind::decimal64;
      return type;
    case 128:
      type.kind = ArrowKind::decimal128;
      return type;
    case 256:
      type.kind = ArrowKind::decimal256;
      return type;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<ArrowType> parse_arrow_format(std::string_view format) {
  if (format.starts_with("d:")) return parse_decimal_format(format.substr(2));
  for (const Format& known : kFormats) {
    if (known.text == format) return known.type;
  }
  return std::nullopt;
}

std::optional<std::string_view> extension_name(const char* metadata) {
  constexpr std::int32_t kMost = 1 << 20;  // pairs, and bytes of each text
  if (metadata == nullptr) return std::string_view();
  const auto read_length = [&metadata]() -> std::optional<std::int32_t> {
    const auto length = load<std::int32_t>(metadata, 0);
    metadata += sizeof(std::int32_t);
    if (length < 0 || length > kMost) return std::nullopt;
    return length;
  };
  const auto read_bytes = [&]() -> std::optional<std::string_view> {
    const auto length = read_length();
    if (!length) return std::nullopt;
    const std::string_view bytes(metadata, static_cast<std::size_t>(*length));
    metadata += *length;
    return bytes;
  };
  const auto pairs = read_length();
  if (!pairs) return std::nullopt;
  for (std::int32_t left = *pairs; left > 0; --left) {
    const auto key = read_bytes();
    const auto value = key ? read_bytes() : std::nullopt;
    if (!value) return std::nullopt;
    if (*key == "ARROW:extension:name") return value;
  }
  return std::string_view();
}

bool can_read(const ArrowType& type, type::TypeKind kind) {
  if (type.kind == ArrowKind::null || type.is_text() || type.is_float()) return true;
  switch (kind) {
    case type::TypeKind::boolean:
      return type.kind == ArrowKind::boolean || type.is_integer();
    case type::TypeKind::date:
      return type.is_time();
    case type::TypeKind::text:
    case type::TypeKind::category:
      return type.is_integer() || (type.is_decimal() && type.scale == 0);
    case type::TypeKind::unknown:
    case type::TypeKind::number:
    case type::TypeKind::money:
    case type::TypeKind::duration:
    case type::TypeKind::reference:
      break;
  }
  return type.is_integer() || type.is_decimal();
}

}  // namespace remit::table
