#include "marks.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <tuple>

#include "case_file.h"

namespace remit::spec {
namespace {

constexpr std::string_view kGoesOn = "...";
constexpr std::string_view kSuggests = " -> ";
constexpr std::size_t kCodeSize = 5;  // R0301

bool is_code(std::string_view text) {
  return text.size() == kCodeSize && text[0] == 'R' &&
         std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

/// A comment of marks begins the line with `#`, and has `^` or `-` before anything else. A dashed
/// line without a code is an ordinary comment.
bool is_mark_line(std::string_view line) {
  if (!line.starts_with('#')) return false;
  const std::size_t first = line.find_first_not_of(' ', 1);
  if (first == std::string_view::npos || (line[first] != '^' && line[first] != '-')) return false;
  const std::size_t after = line.find_first_not_of(line[first], first);
  return line[first] == '^' ||
         (after != std::string_view::npos && is_code(line.substr(after + 1, kCodeSize)));
}

/// The marks of one comment line, or nothing if it is no list of them.
std::optional<std::vector<Mark>> marks_of(std::string_view line) {
  std::vector<Mark> marks;
  std::size_t at = 1;
  while ((at = line.find_first_not_of(' ', at)) != std::string_view::npos) {
    const char sign = line[at];
    if (sign != '^' && sign != '-') return std::nullopt;
    Mark mark;
    mark.second = sign == '-';
    mark.begin = static_cast<std::uint32_t>(at) + 1;
    at = std::min(line.find_first_not_of(sign, at), line.size());
    mark.end = static_cast<std::uint32_t>(at) + 1;
    mark.goes_on = line.substr(at).starts_with(kGoesOn);
    if (mark.goes_on) at += kGoesOn.size();
    if (at >= line.size() || line[at] != ' ') return std::nullopt;
    mark.code = line.substr(at + 1, kCodeSize);
    if (!is_code(mark.code)) return std::nullopt;
    at += 1 + kCodeSize;
    if (line.substr(at).starts_with(kSuggests)) {
      mark.suggestion = line.substr(at + kSuggests.size());
      at = line.size();
    }
    marks.push_back(std::move(mark));
  }
  return marks;
}

std::string sign_text(const Mark& mark) {
  std::string text(std::max(mark.end, mark.begin + 1) - mark.begin, mark.second ? '-' : '^');
  if (mark.goes_on) text += kGoesOn;
  text += " " + mark.code;
  if (!mark.suggestion.empty()) text.append(kSuggests).append(mark.suggestion);
  return text;
}

/// The comments that hold `marks`, all of one line: each mark in the first where there is room.
std::vector<std::string> comments_for(const std::vector<Mark>& marks) {
  std::vector<std::string> comments;
  for (const Mark& mark : marks) {
    const std::size_t column = mark.begin - 1;
    const auto has_room = [column](const std::string& comment) {
      return comment.size() + 2 <= column && comment.find(kSuggests) == std::string::npos;
    };
    auto place = std::ranges::find_if(comments, has_room);
    if (place == comments.end()) place = comments.insert(place, "#");
    place->resize(std::max(column, place->size()), ' ');
    *place += sign_text(mark);
  }
  return comments;
}

}  // namespace

std::string Mark::text() const {
  std::string text = std::to_string(line) + ":" + std::to_string(begin) + "-" +
                     (goes_on ? "..." : std::to_string(std::max(end, begin + 1) - 1));
  text += (second ? " second place of " : " ") + code;
  if (!suggestion.empty()) text.append(kSuggests).append(suggestion);
  return text;
}

MarkedText read_marks(std::string_view text) {
  MarkedText found;
  std::uint32_t line = 0, marked = 0;
  for (const std::string_view each : lines_of(text)) {
    ++line;
    if (!is_mark_line(each)) {
      marked = line;
      continue;
    }
    const auto marks = marks_of(each);
    if (!marks) found.unreadable.emplace_back(each);
    for (Mark mark : marks.value_or(std::vector<Mark>())) {
      mark.line = marked;
      found.marks.push_back(std::move(mark));
    }
  }
  return found;
}

std::string without_marks(std::string_view text) {
  std::string rest;
  for (const std::string_view line : lines_of(text)) {
    if (!is_mark_line(line)) rest.append(line).append("\n");
  }
  return rest;
}

std::string with_marks(std::string_view text, std::vector<Mark> marks) {
  std::ranges::sort(marks, {}, [](const Mark& mark) {
    return std::tuple(mark.line, mark.begin, mark.second, mark.end, mark.code);
  });
  std::string marked;
  std::uint32_t line = 0;
  auto next = marks.begin();
  for (const std::string_view each : lines_of(text)) {
    marked.append(each).append("\n");
    ++line;
    const auto first = next;
    while (next != marks.end() && next->line == line) ++next;
    for (const std::string& comment : comments_for({first, next})) marked += comment + "\n";
  }
  return marked;
}

}  // namespace remit::spec
