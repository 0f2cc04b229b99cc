#include "base/source.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace remit::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Source::Source(std::string name, std::string text, uint32_t base)
    : name_(std::move(name)), text_(std::move(text)), base_(base), bom_size_(0) {
  if (std::string_view(text_).starts_with(kByteOrderMark)) {
    text_.erase(0, kByteOrderMark.size());
    bom_size_ = static_cast<uint32_t>(kByteOrderMark.size());
  }
  line_begins_.push_back(0);
  for (size_t i = text_.find('\n'); i != std::string::npos; i = text_.find('\n', i + 1)) {
    line_begins_.push_back(static_cast<uint32_t>(i + 1));
  }
}

std::string_view Source::text(Span span) const {
  const Span all = this->span();
  const uint32_t begin = std::clamp(span.begin, all.begin, all.end);
  const uint32_t end = std::clamp(span.end, begin, all.end);
  return std::string_view(text_).substr(begin - base_, end - begin);
}

Position Source::position(uint32_t offset) const {
  const uint32_t local = std::clamp(offset, base_, span().end) - base_;
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), local);
  const auto line = static_cast<uint32_t>(after - line_begins_.begin());
  const uint32_t begin = line_begins_[line - 1];

  Position position{line, 1, 1};
  const std::string_view head = std::string_view(text_).substr(begin, local - begin);
  for (size_t i = 0; i < head.size();) {
    if (head[i] >= ' ' && head[i] < '\x7F') {
      ++i;
      ++position.column;
      ++position.display_column;
      continue;
    }
    const Decoded decoded = decode_utf8(head, i);
    i += decoded.size;
    ++position.column;
    if (decoded.code_point == '\t') {
      position.display_column += kTabWidth - (position.display_column - 1) % kTabWidth;
    } else {
      position.display_column += static_cast<uint32_t>(display_width(decoded.code_point));
    }
  }
  return position;
}

Span Source::line_span(uint32_t line) const {
  if (line == 0 || line > line_count()) return {span().end, span().end};
  const uint32_t begin = line_begins_[line - 1];
  auto end = line < line_count() ? line_begins_[line] - 1 : static_cast<uint32_t>(text_.size());
  if (end > begin && text_[end - 1] == '\r') --end;
  return {base_ + begin, base_ + end};
}

std::string_view Source::line_text(uint32_t line) const { return text(line_span(line)); }

}  // namespace remit::base
