#include "syntax/printer.h"

#include <algorithm>

#include "base/budget.h"
#include "syntax/lexicon.h"

namespace remit::syntax {
namespace {

constexpr std::uint32_t kColumns = 100;
constexpr std::uint32_t kIndent = 2;
constexpr std::uint32_t kContinuation = 4;

}  // namespace

std::vector<std::string> Printer::print() {
  regions_.resize(tree_.regions().size());
  last_end_ = tree_.source().base();
  const auto end_token = static_cast<std::uint32_t>(tree_.tokens().size() - 1);
  const std::vector<std::uint32_t>& policies = layout_.policies;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    add_blank_line(policies[i], i > 0);
    print_entry(policies[i], i + 1 < policies.size() ? policies[i + 1] : end_token, 0);
  }
  add_comments(end_token, 0);
  std::vector<std::string> texts;
  for (const std::vector<std::string>& lines : regions_) {
    std::string& text = texts.emplace_back();
    for (const std::string& line : lines) text += line + "\n";
  }
  return texts;
}

// Prints the tokens of one entry; ends its line.
void Printer::print_entry(std::uint32_t begin, std::uint32_t end, std::uint32_t indent) {
  add_comments(begin, indent);
  line_indent_ = indent;
  for (std::uint32_t i = begin; i < end; ++i) {
    add_token(i, indent);
    if (layout_.block_at[i] == Layout::kNoBlock) continue;
    const Layout::Block& block = layout_.blocks[layout_.block_at[i]];
    if (!block.vertical && fits(block, end)) continue;
    print_block(block, indent);
    i = block.close;
  }
  flush();
}

// Prints what follows an open brace, up to and with the closing one, one entry a line.
void Printer::print_block(const Layout::Block& block, std::uint32_t indent) {
  if (block.entries.empty() && block.close == block.open + 1) {
    return add_token(block.close, indent);
  }
  flush();
  print_entries(block, indent + kIndent);
  add_comments(block.close, indent + kIndent);
  line_indent_ = indent;
  add_token(block.close, indent);
}

void Printer::print_entries(const Layout::Block& block, std::uint32_t indent) {
  bool previous_has_block = false;
  for (std::size_t k = 0; k < block.entries.size(); ++k) {
    const std::uint32_t begin = block.entries[k];
    const std::uint32_t end = k + 1 < block.entries.size() ? block.entries[k + 1] : block.close;
    const bool own_block = block.declarations && has_block(begin, end);
    if (k > 0) add_blank_line(begin, own_block || previous_has_block);
    previous_has_block = own_block;
    print_entry(begin, end, indent);
  }
}

bool Printer::has_block(std::uint32_t begin, std::uint32_t end) const {
  for (std::uint32_t i = begin; i < end; ++i) {
    const std::uint32_t block = layout_.block_at[i];
    if (block != Layout::kNoBlock && layout_.blocks[block].vertical) return true;
  }
  return false;
}

// Whether a list, and what follows it in its entry, can stay on the line being made.
bool Printer::fits(const Layout::Block& block, std::uint32_t entry_end) const {
  std::uint32_t end = block.close + 1;
  while (end < entry_end && (layout_.block_at[end] == Layout::kNoBlock ||
                             !layout_.blocks[layout_.block_at[end]].vertical)) {
    ++end;
  }
  const auto comment = std::lower_bound(
      tree_.comments().begin(), tree_.comments().end(), block.open + 1,
      [](const Comment& c, std::uint32_t token) { return c.before_token < token; });
  if (comment != tree_.comments().end() && comment->before_token <= block.close) return false;
  return line_width_ + flat_width(block.open + 1, end) <= kColumns;
}

std::uint32_t Printer::spaces_before(std::uint32_t token) const {
  return (layout_.glued[token] ? 0 : 1) + layout_.pad[token];
}

std::uint32_t Printer::flat_width(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t width = 0;
  for (std::uint32_t i = begin; i < end && width <= kColumns; ++i) {
    width += spaces_before(i) + layout_.width[i];
  }
  return width;
}

void Printer::add_token(std::uint32_t token, std::uint32_t indent) {
  add_comments(token, line_.empty() ? line_indent_ : indent + kContinuation);
  const Token& t = tree_.tokens()[token];
  enter_region(t.span.begin);
  if (line_.empty()) line_width_ = line_indent_;
  line_width_ += (line_.empty() ? 0 : spaces_before(token)) + layout_.width[token];
  line_.push_back(token);
  last_end_ = t.span.end;
}

// Prints the comments that stand before `token`.
void Printer::add_comments(std::uint32_t token, std::uint32_t indent) {
  const auto comments = tree_.comments();
  while (next_comment_ < comments.size() && comments[next_comment_].before_token <= token) {
    add_comment(comments[next_comment_++], indent);
  }
}

// Prints a comment at the end of the last line, or on a line of its own. What follows in the same
// entry goes on below it.
void Printer::add_comment(const Comment& comment, std::uint32_t indent) {
  const bool in_entry = !line_.empty();
  flush();
  enter_region(comment.span.begin);
  std::vector<std::string>& lines = regions_[region_];
  std::string text(tree_.source().text(comment.span));
  if (!comment.own_line && !lines.empty() && !lines.back().empty()) {
    lines.back() += "  " + text;
  } else {
    const bool opens = !lines.empty() && !lines.back().empty() && lines.back().back() == '{';
    if (!lines.empty() && !lines.back().empty() && !opens &&
        line_feeds(tree_.source(), last_end_, comment.span.begin) > 1) {
      lines.emplace_back();
    }
    lines.push_back(std::string(indent, ' ') + text);
  }
  last_end_ = comment.span.end;
  if (in_entry) line_indent_ = indent;
}

// Keeps a blank line of the source before `token` (one of several), or adds the wanted one; it
// stands before the comments that lead to the token.
void Printer::add_blank_line(std::uint32_t token, bool wanted) {
  const auto comments = tree_.comments();
  std::uint32_t begin = tree_.tokens()[token].span.begin;
  if (next_comment_ < comments.size() && comments[next_comment_].before_token <= token) {
    if (!comments[next_comment_].own_line) add_comment(comments[next_comment_++], 0);
    if (next_comment_ < comments.size() && comments[next_comment_].before_token <= token) {
      begin = comments[next_comment_].span.begin;
    }
  }
  enter_region(begin);
  std::vector<std::string>& lines = regions_[region_];
  if (lines.empty() || lines.back().empty()) return;
  if (wanted || line_feeds(tree_.source(), last_end_, begin) > 1) lines.emplace_back();
}

void Printer::enter_region(std::uint32_t offset) {
  const auto regions = tree_.regions();
  std::size_t region = region_;
  while (region + 1 < regions.size() && offset >= regions[region + 1].begin) ++region;
  if (region == region_) return;
  flush();
  region_ = region;
  last_end_ = regions[region].begin;
}

// Ends the line being made; one that is too long is broken.
void Printer::flush() {
  if (!line_.empty()) print_broken(0, line_.size(), line_indent_);
  line_.clear();
}

void Printer::print_line(std::size_t begin, std::size_t end, std::uint32_t indent) {
  std::string text(indent, ' ');
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) text.append(spaces_before(line_[i]), ' ');
    text += layout_.text[line_[i]];
  }
  regions_[region_].push_back(std::move(text));
}

bool Printer::fits_line(std::size_t begin, std::size_t end, std::uint32_t indent) const {
  std::uint32_t width = indent + layout_.width[line_[begin]];
  for (std::size_t i = begin + 1; i < end && width <= kColumns; ++i)
    width += spaces_before(line_[i]) + layout_.width[line_[i]];
  return width <= kColumns;
}

// Prints a part of the line. Where it is too long, or a ladder, it is broken at its loosest places
// only: before each rung, else as late as possible; what is still too long is broken in turn. What
// is broken depends on the tokens and their widths alone, so that it is the same the next time.
void Printer::print_broken(std::size_t begin, std::size_t end, std::uint32_t indent) {
  base::go_deeper();
  std::uint8_t level = Layout::kNoBreak;
  const auto must_break = [&](std::size_t i) { return layout_.must_break[line_[i]]; };
  bool ladder = false;
  for (std::size_t i = begin + 1; i < end && !ladder; ++i) ladder = must_break(i);
  if (ladder || !fits_line(begin, end, indent))
    for (std::size_t i = begin + 1; i < end; ++i) level = std::min(level, layout_.level[line_[i]]);
  if (level == Layout::kNoBreak) return print_line(begin, end, indent);
  const auto breaks = [&](std::size_t i) { return layout_.level[line_[i]] == level; };
  while (begin < end) {
    std::size_t next = begin + 1;
    while (next < end && !breaks(next)) ++next;
    for (std::size_t more = next; more < end && !layout_.own_line[line_[more]];) {
      do ++more;
      while (more < end && !breaks(more));
      if (!fits_line(begin, more, indent)) break;
      next = more;
    }
    print_broken(begin, next, indent);
    begin = next;
    indent = line_indent_ + kContinuation;
  }
}

}  // namespace remit::syntax
