// Blocks, and how reading goes on after an error in one of their entries.

#include <algorithm>

#include "diagnostic/code/limits.h"
#include "diagnostic/code/syntax.h"
#include "syntax/parser.h"

namespace remit::syntax {

namespace code = diagnostic::code;

// Columns of space before a token that begins its line.
std::uint32_t Parser::indent_of(std::uint32_t token) const {
  const std::string_view text = tree_.source().text();
  const std::uint32_t begin = tree_.tokens_[token].span.begin - tree_.source().base();
  std::uint32_t at = std::min(begin, static_cast<std::uint32_t>(text.size()));
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return begin - at;
}

Parser::Outcome Parser::parse_block(ItemId id) {
  const Item& item = grammar::item(id);
  const ItemId entry = grammar::child(item, 0);
  const bool whole_file = blocks_.empty();
  const bool own_line = tree_.tokens_[rule_start_].first_on_line;
  blocks_.push_back(
      {&item, at_ == 0 ? 0 : at_ - 1, own_line ? indent_of(rule_start_) : 0, at_, braces_});
  while (symbol() != kEnd) {
    if (symbol() == kCloseBrace) {
      if (!whole_file) break;
      sink_.report(code::unmatched_bracket, now().span, {"}"});
      ok_ = false;
      ++at_;
      continue;
    }
    if (!whole_file && brace_is_missing(item, at_)) break;
    if (blocks_.size() == 2 && ++declarations_ > limits_.declarations) {
      sink_.report(code::too_many_declarations, now().span, {limits_.declarations});
      ok_ = false;
      at_ = static_cast<std::uint32_t>(tree_.tokens_.size() - 1);
      reported_ = at_;
      break;
    }
    const Mark before = mark();
    blocks_.back().entry_begin = at_;
    const Outcome outcome = parse(entry, Label::none);
    if (outcome == Outcome::done && at_ > before.token) continue;
    reset(before);
    report_entry(item, before.token);
    skip_entry(item, before.token);
  }
  if (!whole_file && symbol() != kCloseBrace) report_unclosed(blocks_.back().open_token);
  blocks_.pop_back();
  return Outcome::done;
}

// Whether `token` begins an entry of an enclosing block, and stands where such entries do: then the
// brace that ends this block was forgotten before it.
bool Parser::brace_is_missing(const Item& block, std::uint32_t token) const {
  const Token& t = tree_.tokens_[token];
  if (!t.first_on_line || t.kind != TokenKind::word || t.symbol == kName ||
      block.first_exact().test(t.symbol)) {
    return false;
  }
  const bool outer = std::any_of(blocks_.begin(), blocks_.end() - 1, [&](const Block& b) {
    return b.entries->first_exact().test(t.symbol);
  });
  const bool is_field =
      token + 1 < tree_.tokens_.size() && tree_.tokens_[token + 1].symbol == kColon;
  return outer && !is_field && indent_of(token) <= blocks_.back().indent;
}

void Parser::report_unclosed(std::uint32_t open_token) {
  std::vector<ItemId> fitting = furthest_ == at_ ? expected_ : std::vector<ItemId>();
  fitting.push_back(grammar::child(*blocks_.back().entries, 0));
  note_end(at_, fitting);
  if (reported_ != at_) {
    sink_.report(code::unclosed_bracket, tree_.tokens_[open_token].span, {"{", "}"});
  }
  reported_ = at_;
  ok_ = false;
}

// Moves from the entry that begins at `begin` and could not be read to the next one: past where
// reading got stuck, at the same nesting, a word that begins a line and may begin an entry, or
// stands just below the entry; or the closing brace. A line indented no deeper than the entry ends
// it even if a brace in it is open.
void Parser::skip_entry(const Item& block, std::uint32_t begin) {
  const std::uint32_t stuck = std::max(begin + 1, furthest_);
  const bool own_line = tree_.tokens_[begin].first_on_line;
  const std::uint32_t indent = own_line ? indent_of(begin) : 0;
  std::uint32_t depth = 0;
  std::uint32_t i = begin;
  for (; tree_.tokens_[i].symbol != kEnd; ++i) {
    const Token& token = tree_.tokens_[i];
    if (i >= stuck) {
      if (depth == 0 && token.symbol == kCloseBrace) break;
      const bool fits = block.first().test(token.symbol);
      if (token.first_on_line && fits && (depth == 0 || (own_line && indent_of(i) <= indent))) {
        break;
      }
      if (depth == 0 && block.comma_ends && fits && tree_.tokens_[i - 1].symbol == kComma) break;
      if (blocks_.size() > 1 && brace_is_missing(block, i)) break;
    }
    if (token.symbol == kOpenBrace) ++depth;
    if (token.symbol == kCloseBrace && depth > 0) --depth;
  }
  at_ = i;
  braces_ = blocks_.back().braces;
}

// After an error in the head of a declaration: if its block opens on the same line, reading goes on
// inside, so that errors there are found too. `part` becomes the part before the brace.
bool Parser::skip_to_block(const Item& sequence, const Mark& before, std::uint32_t& part) {
  std::uint32_t brace_part = part;
  while (brace_part < sequence.child_count) {
    const Item& item = grammar::item(grammar::child(sequence, brace_part));
    if (item.kind == ItemKind::symbol && item.symbol() == kOpenBrace) break;
    ++brace_part;
  }
  if (brace_part + 1 >= sequence.child_count ||
      !grammar::item(grammar::child(sequence, brace_part + 1)).recovers) {
    return false;
  }
  std::uint32_t i = std::max(furthest_, before.token);
  while (tree_.tokens_[i].symbol != kOpenBrace) {
    if (tree_.tokens_[i].symbol == kEnd || tree_.tokens_[i].symbol == kCloseBrace ||
        tree_.tokens_[i].first_on_line) {
      return false;
    }
    ++i;
  }
  report_failure(before.token, rule_start_);
  reset(before);
  at_ = i;
  part = brace_part - 1;
  return true;
}

}  // namespace remit::syntax
