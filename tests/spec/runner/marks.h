#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace remit::spec {

/// What is complained of at one place of a policy, as the author of a bad case marks it in a
/// comment below the line:
///
///       deadline b for unit cite "2" { from value within 3 days }
///     #                                     ^^^^^ R0301
///
/// `^` is the place of a diagnostic, `-` a second place that belongs to one (the first of two
/// declarations, a step of a circle). The columns are those of a terminal, so the marks stand under
/// what they mean whatever its script. `^^^...` goes on in later lines. After `->` stands what the
/// diagnostic proposes instead, up to the end of the line. Marks that would touch take another
/// comment line.
struct Mark {
  std::uint32_t line = 0;   ///< the marked line, from 1, in the text with its marks
  std::uint32_t begin = 0;  ///< the first column, from 1
  std::uint32_t end = 0;    ///< behind the last column of this line
  bool goes_on = false;     ///< it ends on a later line
  bool second = false;
  std::string code;
  std::string suggestion;

  /// "15:39-43 R0301 -> 5 CNY"
  std::string text() const;
  friend auto operator<=>(const Mark&, const Mark&) = default;
};

struct MarkedText {
  std::vector<Mark> marks;
  /// Lines that look like marks and cannot be read.
  std::vector<std::string> unreadable;
};

MarkedText read_marks(std::string_view text);
std::string without_marks(std::string_view text);
/// `text`, which has no marks, with a comment for each of `marks`; their lines are those of `text`.
/// The first column has no room for a mark: the comment begins there.
std::string with_marks(std::string_view text, std::vector<Mark> marks);

}  // namespace remit::spec
