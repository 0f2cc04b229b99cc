#include "syntax/lexer.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_format.h"
#include "base/budget.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "diagnostic/code/lexical.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/common.h"
#include "syntax/characters.h"
#include "syntax/keywords.h"
#include "syntax/prose.h"

namespace remit::syntax {

namespace code = diagnostic::code;

namespace {

constexpr std::uint64_t kUnitsPerToken = 4;
constexpr std::uint32_t kBytesPerUnit = 8;
constexpr std::uint32_t kTokensAtOnce = 64;

bool is_letter_or_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

constexpr auto kPunctuation = [] {
  std::array<SymbolId, 0x80> symbols{};
  for (char sign = 0; sign < 0x7F; ++sign)
    symbols[static_cast<std::size_t>(sign)] = punctuation_symbol({&sign, 1});
  symbols[0x7F] = kBad;
  return symbols;
}();

// The signs that another may follow to make one of two: <=, .., !=.
constexpr auto kBeginsPair = [] {
  std::array<bool, 0x80> begins{};
  for (const char sign : {'<', '>', '!', '=', '.'}) begins[static_cast<std::size_t>(sign)] = true;
  return begins;
}();

// What the first byte of a token, or of what stands before it, says already.
enum class Lead : std::uint8_t {
  other,  ///< a look at the character is needed
  blank,
  line,  ///< the end of one
  word,
  digit,
  sign,  ///< whatever follows
};

constexpr auto kLeads = [] {
  std::array<Lead, 256> leads{};
  for (char32_t c = 0; c < 0x80; ++c) {
    if (is_ascii_word_start(c)) leads[c] = Lead::word;
    if (c >= '0' && c <= '9') leads[c] = Lead::digit;
    if (!kBeginsPair[c] && kPunctuation[c] != kBad) leads[c] = Lead::sign;
  }
  leads[' '] = Lead::blank;
  leads['\n'] = Lead::line;
  return leads;
}();

// Characters that show nothing and can make a text look different from what is read: controls,
// directions of writing, fillers, tags. Selectors of a picture's form (U+FE0F) are none of them,
// nor are private letters, which rare names have.
bool is_hidden(char32_t c) {
  if (c < 0x7F) return c < 0x20 && (c < '\t' || c > '\r');
  if (c < 0xAE) return c < 0xA0 || c == 0xAD;
  return c == 0x61C || c == 0x180E || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 ||
         c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

// What a text may have without a look at it: no quote, no escape, no control.
constexpr auto kPlainInText = [] {
  std::array<bool, 256> plain{};
  for (char32_t c = ' '; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

// Full-width and typographic signs as their ASCII twins; 0 for anything else.
char32_t ascii_twin(char32_t c) {
  if (c < 0x80) return c;
  switch (c) {
    case 0x3001:
      return ',';  // 、
    case 0x2265:
      return U'\u2265';  // ≥ and the next two are handled as pairs
    case 0x2264:
      return U'\u2264';
    case 0x2260:
      return U'\u2260';
    case 0xD7:
      return '*';
    case 0xF7:
      return '/';
    case 0x2212:
      return '-';
    default:
      return base::narrow(c) != c ? base::narrow(c) : 0;
  }
}

}  // namespace

Lexer::Lexer(Tree& tree, std::string_view text, const Limits& limits,
             diagnostic::DiagnosticSink& sink)
    : tree_(tree),
      text_(text),
      base_(tree.source().base()),
      limits_(limits),
      sink_(sink),
      paid_until_(base_) {}

bool Lexer::run() {
  const auto size = static_cast<std::uint32_t>(text_.size());
  tree_.tokens_.reserve(size / 6 + 16);
  if (size > limits_.source_bytes) {
    sink_.report(code::source_too_large, span(0, 0), {limits_.source_bytes});
    aborted_ = true;
  } else {
    check_encoding();
  }
  while (!aborted_ && at_ < size) scan_token();
  if (aborted_) tree_.tokens_.clear();
  push(TokenKind::end, kEnd, size, size).first_on_line = true;
  return !aborted_;
}

bool Lexer::run_part(std::uint32_t begin, std::uint32_t end, bool first_on_line, bool closes) {
  at_ = begin;
  paid_until_ = begin + base_;
  line_start_ = first_on_line;
  depth_ = 1;
  const std::size_t before = tree_.tokens_.size();
  const auto is_there = [&] {
    return tree_.tokens_.size() > before && tree_.tokens_.back().span.begin >= end + base_;
  };
  while (!aborted_ && at_ < text_.size() && !is_there()) scan_token();
  return !aborted_ && is_there() && given_row_depth_ == 0 && depth_ == (closes ? 0u : 1u);
}

// Reports every stretch of bytes that is no UTF-8 once.
bool Lexer::check_encoding() {
  std::size_t from = 0;
  bool good = true;
  while (const auto bad = base::first_invalid_utf8(text_.substr(from))) {
    const auto begin = static_cast<std::uint32_t>(from + *bad);
    std::uint32_t end = begin + 1;
    while (end < text_.size() && !base::decode_utf8(text_, end).valid) ++end;
    sink_.report(code::invalid_utf8, span(begin, end),
                 {absl::StrFormat("%02X", static_cast<unsigned char>(text_[begin]))});
    from = end;
    good = false;
  }
  return good;
}

Lexer::CodePoint Lexer::decoded(std::uint32_t at) const {
  const base::Decoded next = base::decode_utf8(text_, at);
  return {next.code_point, next.size};
}

std::uint32_t Lexer::wide_word_end(std::uint32_t at) const {
  for (;;) {
    at = ascii_word_end(at);
    const CodePoint c = peek(at);
    if (c.size < 2 || !is_word_part(c.value)) return at;
    at += c.size;
  }
}

std::uint32_t Lexer::skip_all_blanks(std::uint32_t at) const {
  for (CodePoint c = peek(at); c.size > 0 && is_blank(c.value); c = peek(at)) at += c.size;
  return at;
}

std::string_view Lexer::keep(std::string text) {
  return tree_.strings_.emplace_back(std::move(text));
}

Token& Lexer::push(TokenKind kind, SymbolId symbol, std::uint32_t begin, std::uint32_t end) {
  if (room_ == 0) make_room(kind, span(begin, end));
  --room_;
  tree_.tokens_.push_back({.kind = kind,
                           .first_on_line = line_start_,
                           .symbol = symbol,
                           .span = span(begin, end),
                           .text = {text_.data() + begin, end - begin}});
  line_start_ = false;
  at_ = end;
  return tree_.tokens_.back();
}

// Says what the next tokens take, this one the first, and what those before have read.
void Lexer::make_room(TokenKind kind, base::Span token) {
  const std::size_t count = tree_.tokens_.size();
  if (count >= limits_.tokens && kind != TokenKind::end) {
    sink_.report(code::too_many_tokens, token, {limits_.tokens});
    aborted_ = true;
  }
  base::spend(kUnitsPerToken * kTokensAtOnce + (token.end - paid_until_) / kBytesPerUnit);
  paid_until_ = token.end;
  base::take_memory(std::int64_t{sizeof(Token)} * kTokensAtOnce);
  const std::size_t left = limits_.tokens - std::min<std::size_t>(count, limits_.tokens);
  room_ = static_cast<std::uint32_t>(std::clamp<std::size_t>(left, 1, kTokensAtOnce));
}

void Lexer::scan_token() {
  const char* const end = text_.data() + text_.size();
  for (const char* next = text_.data() + at_; next < end; ++next) {
    const auto byte = static_cast<unsigned char>(*next);
    const auto at = static_cast<std::uint32_t>(next - text_.data());
    switch (kLeads[byte]) {
      case Lead::blank:
        continue;
      case Lead::line:
        line_start_ = true;
        continue;
      case Lead::word:
        return scan_word(at);
      case Lead::digit:
        at_ = at;
        return scan_number();
      case Lead::sign:
        return push_sign(kPunctuation[byte], at, at + 1);
      case Lead::other:
        at_ = at;
        return scan_other();
    }
  }
  at_ = static_cast<std::uint32_t>(text_.size());
}

// What begins with none of the usual characters.
void Lexer::scan_other() {
  const CodePoint c = peek(at_);
  if (skip_space(c.value, c.size)) return;
  if (c.value == '#' || c.value == 0xFF03) return scan_comment();
  if (is_word_start(c.value)) return scan_word(at_);
  if (c.value == '"' || c.value == 0xFF02 || c.value == 0x201C || c.value == 0x201D) {
    return scan_text(c.value, c.size);
  }
  if (scan_punctuation(c.value, c.size)) return;
  skip_unexpected(c.value, c.size);
}

// A semicolon separates like the end of a line.
bool Lexer::skip_space(char32_t c, std::uint32_t size) {
  if (c == '\n' || c == '\r' || c == ';' || c == 0xFF1B) {
    line_start_ = true;
  } else if (!is_blank(c) && c != '\f' && c != '\v') {
    return false;
  }
  at_ += size;
  return true;
}

/// An editor shows what follows on a line of its own, so a comment must not reach over it.
bool Lexer::ends_line(std::uint32_t at) const {
  const char c = text_[at];
  return (c >= '\n' && c <= '\r') || text_.substr(at).starts_with("\xC2\x85") ||
         text_.substr(at).starts_with("\xE2\x80\xA8") ||
         text_.substr(at).starts_with("\xE2\x80\xA9");
}

void Lexer::scan_comment() {
  std::uint32_t end = at_;
  while (end < text_.size() && !ends_line(end)) ++end;
  const std::uint32_t next = end;
  while (end > at_ && (text_[end - 1] == '\r' || text_[end - 1] == ' ' || text_[end - 1] == '\t')) {
    --end;
  }
  for (std::uint32_t i = at_; i < end;) {
    const CodePoint c = peek(i);
    if (is_hidden(c.value)) {
      sink_.report(code::hidden_character, span(i, i + c.size),
                   {absl::StrFormat("U+%04X", static_cast<unsigned>(c.value))});
    }
    i += c.size;
  }
  tree_.comments_.push_back(
      {span(at_, end), static_cast<std::uint32_t>(tree_.tokens_.size()), line_start_});
  at_ = next;
}

void Lexer::scan_text(char32_t quote, std::uint32_t quote_size) {
  const std::uint32_t begin = at_;
  const bool curly = quote == 0x201C || quote == 0x201D;
  std::uint32_t at = begin + quote_size;
  std::uint32_t copied = at;
  std::string unescaped;
  bool escaped = false;
  for (;;) {
    while (at < text_.size() && kPlainInText[static_cast<unsigned char>(text_[at])]) ++at;
    const CodePoint c = peek(at);
    if (c.size == 0 || c.value == '\n' || c.value == '\r') {
      sink_.report(code::unterminated_text, span(begin, begin + quote_size), {curly ? "”" : "\""});
      push(TokenKind::text, kText, begin, at).text = slice(begin + quote_size, at);
      return;
    }
    if (curly ? c.value == 0x201D || (quote == 0x201D && c.value == 0x201C)
              : c.value == '"' || c.value == 0xFF02) {
      break;
    }
    if (is_hidden(c.value)) {
      sink_.report(code::hidden_character, span(at, at + c.size),
                   {absl::StrFormat("U+%04X", static_cast<unsigned>(c.value))});
    }
    if (c.value == '\\') {
      const CodePoint next = peek(at + 1);
      if (next.value == '\\' || next.value == '"' || next.value == 0x201D) {
        unescaped += slice(copied, at);
        copied = at + 1;
        escaped = true;
        at += 1 + next.size;
        continue;
      }
      const std::uint32_t end = at + 1 + (next.value == '\n' ? 0 : next.size);
      sink_.report(code::invalid_escape, span(at, end), {slice(at, end)});
    }
    at += c.size;
  }
  const std::uint32_t close = at;
  if (close - begin > limits_.text_bytes) {
    sink_.report(code::text_too_long, span(begin, close), {limits_.text_bytes});
  }
  std::string_view content = slice(begin + quote_size, close);
  if (escaped) content = keep(unescaped.append(slice(copied, close)));
  push(TokenKind::text, kText, begin, close + peek(close).size).text = content;
}

bool Lexer::scan_punctuation(char32_t c, std::uint32_t size) {
  const char32_t sign = ascii_twin(c);
  if (sign == 0) return false;
  const std::uint32_t begin = at_;
  const CodePoint second = peek(begin + size);
  const char32_t next = ascii_twin(second.value);
  SymbolId symbol = kBad;
  std::uint32_t end = begin + size;
  const auto pair = [&](char32_t follower, SymbolId both) {
    if (symbol != kBad || next != follower) return;
    symbol = both;
    end += second.size;
  };
  switch (sign) {
    case 0x2265:
      symbol = kGreaterEqual;
      break;
    case 0x2264:
      symbol = kLessEqual;
      break;
    case 0x2260:
      symbol = kNotEqual;
      break;
    case '<':
      pair('=', kLessEqual);
      pair('>', kNotEqual);
      break;
    case '>':
      pair('=', kGreaterEqual);
      break;
    case '!':
      pair('=', kNotEqual);
      break;
    case '=':
      pair('=', kEqual);
      break;
    case '.':
      pair('.', kRange);
      break;
    default:
      break;
  }
  if (symbol == kBad && sign < 0x80) {
    symbol = kPunctuation[sign];
  }
  if (symbol == kBad) return false;
  push_sign(symbol, begin, end);
  return true;
}

void Lexer::push_sign(SymbolId symbol, std::uint32_t begin, std::uint32_t end) {
  const bool is_bracket = symbol >= kOpenBrace && symbol <= kCloseParen;
  if (is_bracket && !track_nesting(symbol)) {
    sink_.report(code::nested_too_deeply, span(begin, end), {limits_.nesting_depth});
    aborted_ = true;
  }
  push(TokenKind::punctuation, symbol, begin, end);
}

// False when brackets are nested too deeply for the parser's stack.
bool Lexer::track_nesting(SymbolId symbol) {
  if (symbol == kOpenBrace || symbol == kOpenParen) {
    ++depth_;
    const std::vector<Token>& tokens = tree_.tokens_;
    if (symbol == kOpenBrace && given_row_depth_ == 0 && tokens.size() >= 2) {
      const SymbolId before = tokens[tokens.size() - 2].symbol;
      if (lexicon::symbols_of(Keyword::given).test(before)) given_row_depth_ = depth_;
    }
    return depth_ <= limits_.nesting_depth;
  }
  if ((symbol == kCloseBrace || symbol == kCloseParen) && depth_ > 0) {
    if (depth_ == given_row_depth_) given_row_depth_ = 0;
    --depth_;
  }
  return true;
}

void Lexer::skip_unexpected(char32_t c, std::uint32_t size) {
  const std::uint32_t begin = at_;
  if (!base::decode_utf8(text_, begin).valid) {  // reported by check_encoding
    std::uint32_t end = begin + 1;
    while (end < text_.size() && !base::decode_utf8(text_, end).valid) ++end;
    push(TokenKind::bad, kBad, begin, end);
    return;
  }
  if (is_hidden(c)) {
    sink_.report(code::hidden_character, span(begin, begin + size),
                 {absl::StrFormat("U+%04X", static_cast<unsigned>(c))});
    at_ += size;
    return;
  }
  if (base::narrow(c) != c && is_letter_or_digit(base::narrow(c))) return refuse_wide(begin);
  const std::string_view doubled = text_.substr(begin, 2);
  if (doubled == "&&" || doubled == "||" || doubled == "??" || doubled == "~=") size = 2;
  const bool percent = c == '%' || c == 0xFF05 || c == 0x2030;
  if (percent && !tree_.tokens_.empty() && report_joined_percent(begin, begin + size)) return;
  const std::string shown = c < 0x20 ? absl::StrFormat("U+%04X", static_cast<unsigned>(c))
                                     : std::string(slice(begin, begin + size));
  if (const auto instead = sign_instead(begin, shown)) {
    auto& report = sink_.report(code::said_otherwise, span(begin, begin + size), {shown, *instead});
    if (doubled == "&&") report.suggest(span(begin, begin + size), "and");
    if (doubled == "||") report.suggest(span(begin, begin + size), "or");
  } else {
    sink_.report(code::unexpected_character, span(begin, begin + size), {shown});
  }
  push(TokenKind::bad, kBad, begin, begin + size);
}

// What a sign of other languages is here, by what stands around it.
std::optional<diagnostic::Argument> Lexer::sign_instead(std::uint32_t begin,
                                                        std::string_view sign) const {
  const auto end = begin + static_cast<std::uint32_t>(sign.size());
  const bool behind_word =
      begin > 0 &&
      (is_letter_or_digit(static_cast<unsigned char>(text_[begin - 1])) || is_wide(begin - 1));
  const std::string_view next = end < text_.size() ? text_.substr(end, 1) : std::string_view();
  const bool before_word =
      !next.empty() && (is_letter_or_digit(static_cast<unsigned char>(next[0])) || is_wide(end));
  const auto quoted = [](std::string_view en, std::string_view zh) {
    return diagnostic::Argument(base::concat("`", en, "`"), base::concat("“", zh, "”"));
  };
  if (sign == "?" && next == ":" && !behind_word) return quoted("x otherwise 0", "x 否则取 0");
  if ((sign == "?" || sign == "？") && !before_word) {  // `fee : money?`, `fee? : money`
    const std::uint32_t at = skip_blanks(end);
    const std::string_view rest = text_.substr(std::min<std::size_t>(at, text_.size()), 1);
    if (rest.empty() || std::string_view("\r\n}:,#").find(rest[0]) != std::string_view::npos)
      return quoted("fee : money optional", "税收 : 金额 选填");
    if (rest == ".") return quoted("office.base", "单位.基数");
  }
  if (sign == "||")
    return quoted("a or b`, of texts `join(a, b)", "甲 或 乙”，文本用“连接(甲, 乙)");
  if (sign == "|")
    return quoted("a or b`, of words `one of { a, b }", "甲 或 乙”，选项用“选项 { 甲, 乙 }");
  const bool no =
      behind_word && text_[begin - 1] == 'n' && next == "t" && word_end(end) == end + 1;  // isn't
  if (no && (sign == "'" || sign == "’")) return quoted("is not", "不是");
  if (behind_word && before_word && (sign == "!" || sign == "'" || sign == "’"))
    return quoted("office.base", "单位.基数");
  if (behind_word && sign == "[")
    return quoted("office.base`, of rows `sum(rows.x where c)",
                  "单位.基数”，取自多行写“合计(表.x 其中 c)");
  if (sign == "!" && begin > 0 && text_[begin - 1] == '=') return quoted("!=", "!=");
  if ((sign == "$" || sign == "@") && before_word && !(next[0] >= '0' && next[0] <= '9')) {
    const std::string_view name = slice(end, word_end(end));
    return quoted(name, name);
  }
  return written_instead({"", std::string(sign), ""}, Stuck::at_sign);
}

// １０％: letters of another width are one mistake, and what is meant is known.
void Lexer::refuse_wide(std::uint32_t begin) {
  std::string meant;
  std::uint32_t end = begin;
  while (end < text_.size()) {
    const base::Decoded next = base::decode_utf8(text_, end);
    const char32_t narrow = base::narrow(next.code_point);
    if (!next.valid || narrow == next.code_point) break;
    base::append_utf8(narrow, meant);
    end += static_cast<std::uint32_t>(next.size);
  }
  sink_.report(code::unexpected_character, span(begin, end), {slice(begin, end)})
      .suggest(span(begin, end), meant);
  push(TokenKind::bad, kBad, begin, end);
}

// 税收的10%: the digits became part of the name before them. False if that is not so.
bool Lexer::report_joined_percent(std::uint32_t begin, std::uint32_t end) {
  const Token& word = tree_.tokens_.back();
  if (word.kind != TokenKind::word || word.span.end != begin + base_) return false;
  const std::size_t name = word.text.find_last_not_of("0123456789");
  if (name == std::string_view::npos || name + 1 == word.text.size()) return false;
  const base::Span whole{word.span.begin, end + base_};
  std::string_view of = word.text.substr(0, name + 1);
  if (of.ends_with("的")) of.remove_suffix(std::string_view("的").size());
  // 按10%, 以10%: what is taken of stands behind.
  constexpr std::string_view kLeads[] = {"按", "以", "为", "按照", "依", "依照", "达", "达到"};
  if (std::ranges::find(kLeads, of) != std::end(kLeads)) of = "x";
  const std::string part = base::concat(word.text.substr(name + 1), slice(begin, end), " × ", of);
  sink_
      .report(code::said_otherwise, whole,
              {tree_.source().text(whole), diagnostic::worded(diagnostic::text::quoted, {part})})
      .suggest(whole, part);
  push(TokenKind::bad, kBad, begin, end);
  return true;
}

}  // namespace remit::syntax
