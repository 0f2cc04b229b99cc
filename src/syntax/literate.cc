#include "syntax/literate.h"

#include <algorithm>

#include "diagnostic/code/lexical.h"

namespace remit::syntax {

namespace code = diagnostic::code;

namespace {

constexpr std::size_t kShortestFence = 3;
constexpr std::size_t kDeepestIndent = 3;
constexpr std::size_t kDeepestHeading = 6;

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// The line without its indentation; empty when it is indented like code.
std::string_view unindented(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  return indent > kDeepestIndent ? std::string_view() : line.substr(indent);
}

}  // namespace

bool is_markdown(std::string_view file_name) {
  return file_name.ends_with(".md") || file_name.ends_with(".markdown");
}

Literate::Fence Literate::opening(std::string_view line) {
  line = unindented(line);
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return {};
  Fence fence{line[0]};
  fence.length = std::min(line.find_first_not_of(line[0]), line.size());
  if (fence.length < kShortestFence) return {};
  const std::string_view info = trim(line.substr(fence.length));
  if (fence.mark == '`' && info.find('`') != std::string_view::npos) return {};
  fence.policy = info.substr(0, info.find_first_of(" \t{,")) == "remit";
  return fence;
}

bool Literate::closes(std::string_view line, const Fence& fence) {
  line = unindented(line);
  const std::size_t length = std::min(line.find_first_not_of(fence.mark), line.size());
  return length >= fence.length && trim(line.substr(length)).empty();
}

void Literate::add_heading(std::string_view line, std::uint32_t offset) {
  line = unindented(line);
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level == 0 || level > kDeepestHeading) return;
  std::string_view title = line.substr(level);
  if (!title.empty() && title[0] != ' ' && title[0] != '\t') return;
  title = trim(title);
  while (!title.empty() && title.back() == '#') title.remove_suffix(1);
  tree_.headings_.push_back({offset, std::string(trim(title))});
}

std::string_view Literate::read() {
  const base::Source& source = tree_.source();
  const std::uint32_t base = source.base();
  std::string blank(source.text());
  Fence fence;
  base::Span open{};   // the line of the opening fence
  base::Span block{};  // its content
  const auto blank_line = [&](base::Span line) {
    std::fill(blank.begin() + (line.begin - base), blank.begin() + (line.end - base), ' ');
  };
  for (std::uint32_t n = 1; n <= source.line_count(); ++n) {
    const base::Span span = source.line_span(n);
    const std::string_view line = source.text(span);
    if (fence.mark != '\0' && closes(line, fence)) {
      if (fence.policy) tree_.regions_.push_back({block.begin, span.begin});
      fence = {};
      blank_line(span);
      continue;
    }
    if (fence.mark == '\0') {
      fence = opening(line);
      open = span;
      block.begin = n < source.line_count() ? source.line_span(n + 1).begin : span.end;
      if (fence.mark == '\0') add_heading(line, span.begin);
      blank_line(span);
    } else if (!fence.policy) {
      blank_line(span);
    }
  }
  if (fence.policy) {
    sink_.report(code::unclosed_policy_block, open);
    tree_.regions_.push_back({block.begin, source.span().end});
  } else if (tree_.regions_.empty()) {
    sink_.report(code::no_policy_block, {base, base});
  }
  return tree_.strings_.emplace_back(std::move(blank));
}

}  // namespace remit::syntax
