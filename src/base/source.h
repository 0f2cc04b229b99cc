#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace remit::base {

/// A place as a person names it; all three count from 1.
struct Position {
  uint32_t line = 1;
  /// In code points.
  uint32_t column = 1;
  /// In terminal cells: wide characters take 2, combining ones 0, a tab fills up to the next
  /// multiple of `kTabWidth`.
  uint32_t display_column = 1;

  friend constexpr bool operator==(const Position&, const Position&) = default;
};

inline constexpr uint32_t kTabWidth = 4;

/// The text of one file, with its lines. Immutable, so it can be shared between threads.
///
/// A leading byte order mark is dropped. Lines end with LF or CRLF; the last need not end. The text
/// need not be well-formed UTF-8 (the parser complains, and the complaint needs a position).
class Source {
 public:
  /// `name` is what diagnostics call it, as a rule the path as given. `base` is the offset of its
  /// first byte in the space of a `SourceSet`.
  Source(std::string name, std::string text, uint32_t base = 0);

  const std::string& name() const { return name_; }
  /// Without byte order mark.
  std::string_view text() const { return text_; }
  /// Bytes of the byte order mark that were dropped: 0 or 3.
  uint32_t bom_size() const { return bom_size_; }
  /// Everything, in the offsets that all spans use.
  Span span() const { return {base_, base_ + static_cast<uint32_t>(text_.size())}; }
  uint32_t base() const { return base_; }

  /// The text of `span`, clipped to this source.
  std::string_view text(Span span) const;

  /// Position of `offset`; past the end it is the position of the end. O(log lines + line length).
  Position position(uint32_t offset) const;

  uint32_t line_count() const { return static_cast<uint32_t>(line_begins_.size()); }
  /// The text of line `line` (from 1) without its end; empty when there is no such line.
  std::string_view line_text(uint32_t line) const;
  /// The span of the same text.
  Span line_span(uint32_t line) const;

 private:
  std::string name_;
  std::string text_;
  uint32_t base_;
  uint32_t bom_size_;
  std::vector<uint32_t> line_begins_;  // relative to text_
};

}  // namespace remit::base
