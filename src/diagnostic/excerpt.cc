#include "diagnostic/excerpt.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace remit::diagnostic {
namespace {

constexpr std::string_view kEllipsis = "…";

/// What one code point of the source becomes on the terminal.
struct Glyph {
  std::string text;
  uint32_t width;
  uint32_t offset;  // of its first byte, relative to the line
};

bool hides(char32_t code_point) {
  const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
  const bool direction = (code_point >= 0x200E && code_point <= 0x200F) ||
                         (code_point >= 0x202A && code_point <= 0x202E) ||
                         (code_point >= 0x2066 && code_point <= 0x2069);
  const bool separator = code_point == 0x2028 || code_point == 0x2029;
  return control || direction || separator;
}

std::vector<Glyph> to_glyphs(std::string_view line) {
  std::vector<Glyph> glyphs;
  uint32_t column = 0;
  for (size_t i = 0; i < line.size();) {
    const base::Decoded decoded = base::decode_utf8(line, i);
    Glyph glyph{std::string(line.substr(i, decoded.size)), 1, static_cast<uint32_t>(i)};
    if (decoded.code_point == '\t') {
      glyph.width = base::kTabWidth - column % base::kTabWidth;
      glyph.text = std::string(glyph.width, ' ');
    } else if (!decoded.valid || hides(decoded.code_point)) {
      glyph.text.clear();
      base::append_utf8(base::kReplacementCharacter, glyph.text);
    } else {
      glyph.width = static_cast<uint32_t>(base::display_width(decoded.code_point));
    }
    column += glyph.width;
    i += decoded.size;
    glyphs.push_back(std::move(glyph));
  }
  return glyphs;
}

uint32_t total_width(const std::vector<Glyph>& glyphs, size_t begin, size_t end) {
  uint32_t width = 0;
  for (size_t i = begin; i < end; ++i) width += glyphs[i].width;
  return width;
}

/// The glyphs to show: as many as fit, a third of the room before `caret`.
std::pair<size_t, size_t> choose_window(const std::vector<Glyph>& glyphs, size_t caret,
                                        uint32_t max_width) {
  if (total_width(glyphs, 0, glyphs.size()) <= max_width) return {0, glyphs.size()};
  size_t begin = caret;
  for (uint32_t room = max_width / 3; begin > 0 && glyphs[begin - 1].width <= room; --begin) {
    room -= glyphs[begin - 1].width;
  }
  size_t end = begin;
  for (uint32_t room = max_width; end < glyphs.size() && glyphs[end].width <= room; ++end) {
    room -= glyphs[end].width;
  }
  return {begin, end};
}

}  // namespace

Excerpt make_excerpt(const base::Source& source, base::Span span, uint32_t max_width) {
  const base::Span line = source.line_span(source.position(span.begin).line);
  const std::vector<Glyph> glyphs = to_glyphs(source.text(line));
  const auto index_of = [&](uint32_t offset) {
    const uint32_t local = std::clamp(offset, line.begin, line.end) - line.begin;
    return static_cast<size_t>(
        std::partition_point(glyphs.begin(), glyphs.end(),
                             [local](const Glyph& glyph) { return glyph.offset < local; }) -
        glyphs.begin());
  };
  const size_t caret = index_of(span.begin);
  const auto [begin, end] = choose_window(glyphs, caret, max_width);
  const size_t last = std::clamp(index_of(span.end), caret, std::max(caret, end));

  Excerpt excerpt;
  if (begin > 0) {
    excerpt.line += kEllipsis;
    excerpt.indent = 1;
  }
  for (size_t i = begin; i < end; ++i) excerpt.line += glyphs[i].text;
  if (end < glyphs.size()) excerpt.line += kEllipsis;
  excerpt.indent += total_width(glyphs, begin, caret);
  excerpt.width = std::max<uint32_t>(1, total_width(glyphs, caret, last));
  return excerpt;
}

}  // namespace remit::diagnostic
