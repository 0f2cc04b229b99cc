#include "editor/positions.h"

#include "base/utf8.h"

namespace remit::editor {
namespace {

std::uint32_t units(char32_t code_point) { return code_point > 0xFFFF ? 2 : 1; }

}  // namespace

std::uint32_t utf16_length(std::string_view text) {
  std::uint32_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded next = base::decode_utf8(text, at);
    length += units(next.code_point);
    at += next.size;
  }
  return length;
}

Place place_of(const base::Source& source, std::uint32_t offset) {
  const std::uint32_t line = source.position(offset).line;
  const base::Span span = source.line_span(line);
  const std::string_view before = source.text().substr(
      span.begin - source.base(), offset > span.begin ? offset - span.begin : 0);
  return {line - 1, utf16_length(before)};
}

std::uint32_t offset_of(const base::Source& source, Place place) {
  if (place.line >= source.line_count()) return source.span().end;
  const std::string_view text = source.line_text(place.line + 1);
  std::uint32_t left = place.character;
  std::size_t at = 0;
  while (at < text.size()) {
    const base::Decoded next = base::decode_utf8(text, at);
    if (units(next.code_point) > left) break;
    left -= units(next.code_point);
    at += next.size;
  }
  return source.line_span(place.line + 1).begin + static_cast<std::uint32_t>(at);
}

}  // namespace remit::editor
