#include "syntax/phrases.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "base/utf8.h"
#include "syntax/lexicon.h"
#include "syntax/phrase_edges.h"
#include "syntax/units.h"
#include "syntax/whole_values.h"

namespace remit::syntax {
namespace {

struct Way {
  std::string_view said;  ///< with a bar between
  std::string_view en;
  std::string_view zh;
  bool replaces;
};

constexpr Way kWays[] = {
#define REMIT_PHRASE(said, en, zh) {said, en, zh, true},
#define REMIT_HINT(said, en, zh) {said, en, zh, false},
#define REMIT_UNSAID(said) {said, "", "", false},
#include "syntax/phrases.def"
#undef REMIT_UNSAID
#undef REMIT_HINT
#undef REMIT_PHRASE
};

/// A word or a sign of the line. A token of several words has several.
struct Atom {
  std::string text;  ///< in lower case
  base::Span span;
  std::uint32_t token = 0;
};

// Beyond, a line is looked at around the place only.
constexpr std::uint32_t kMostTokens = 40;
constexpr std::size_t kSlots = 4;  // n, x, y, z

std::uint32_t line_begin(const Tree& tree, std::uint32_t at) {
  const auto tokens = tree.tokens();
  std::uint32_t begin = at;
  if (tokens[at].first_on_line && at > 0) --begin;  // the line before ends too early
  while (begin > 0 && !tokens[begin].first_on_line && at - begin < kMostTokens) --begin;
  return begin;
}

std::uint32_t line_end(const Tree& tree, std::uint32_t at) {
  const auto tokens = tree.tokens();
  std::uint32_t end = at;
  while (end < tokens.size() && tokens[end].kind != TokenKind::end && end - at < kMostTokens &&
         (end == at || !tokens[end].first_on_line))
    ++end;
  return tokens[at].first_on_line ? at : end;
}

std::vector<Atom> atoms_between(const Tree& tree, std::uint32_t begin, std::uint32_t end) {
  std::vector<Atom> atoms;
  for (std::uint32_t i = begin; i < end; ++i) {
    const Token& token = tree.tokens()[i];
    const std::string_view text = tree.source().text(token.span);
    if (token.kind != TokenKind::word) {
      atoms.push_back({std::string(text), token.span, i});
      continue;
    }
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t word = std::min(text.find_first_of(" \t", at), text.size());
      const auto first = static_cast<std::uint32_t>(token.span.begin + at);
      atoms.push_back({base::fold_case(text.substr(at, word - at)),
                       {first, static_cast<std::uint32_t>(token.span.begin + word)},
                       i});
      at = std::min(text.find_first_not_of(" \t", word), text.size());
    }
  }
  return atoms;
}

/// `60 的 CNY` is no part of anything.
bool is_currency(std::string_view word) {
  const UnitWord* const unit = find_unit(word);
  return unit != nullptr && !unit->magnitude && unit->kind == UnitKind::currency;
}

/// Atoms of a line against the words of a phrase.
class Match {
 public:
  Match(const Tree& tree, const std::vector<Atom>& atoms) : tree_(tree), atoms_(atoms) {}

  /// Behind the last atom, if the words of the phrase stand at `begin`; else `begin`.
  std::size_t end(std::string_view phrase, std::size_t begin) {
    std::size_t at = begin;
    words_ = 0;
    while (!phrase.empty()) {
      const std::size_t blank = std::min(phrase.find(' '), phrase.size());
      const std::string_view word = phrase.substr(0, blank);
      phrase.remove_prefix(std::min(blank + 1, phrase.size()));
      const bool slot = word.size() == 3 && word[0] == '{' && word[2] == '}';
      const std::size_t next = slot ? value_end(word[1], at) : literal_end(word, at);
      if (next == at) return begin;
      at = next;
    }
    return at;
  }

  std::size_t words() const { return words_; }

  /// Whether what it speaks of is a number: `2 twice fee` does not double 2.
  bool of_number() const { return of_number_; }

  /// What is in the slots, in the order of `slot_of`.
  using Values = std::array<std::string, kSlots>;
  const Values& values() const { return values_; }

  static std::string filled(std::string_view pattern, const Values& values) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      const std::string_view slot = pattern.substr(at, 3);
      const std::size_t name = slot.size() == 3 ? slot_of(slot[1]) : kSlots;
      if (slot[0] != '{' || name == kSlots || slot[2] != '}') {
        text += pattern[at];
        continue;
      }
      text += values[name];
      at += slot.size() - 1;
    }
    return text;
  }

  static std::size_t slot_of(char slot) {
    return std::min(std::string_view("nxyz").find(slot), kSlots);
  }

 private:
  std::size_t literal_end(std::string_view word, std::size_t at) {
    if (at >= atoms_.size() || atoms_[at].text != word) return at;
    ++words_;
    return at + 1;
  }

  const Token& token(std::size_t atom) const { return tree_.tokens()[atoms_[atom].token]; }

  /// A path, a number, a day or a text.
  std::size_t value_end(char slot, std::size_t at) {
    if (at >= atoms_.size()) return at;
    const bool number = token(at).kind == TokenKind::number;
    const bool constant =
        number || token(at).kind == TokenKind::date || token(at).kind == TokenKind::text;
    const auto is_name = [this](std::size_t atom) {
      return token(atom).kind == TokenKind::word && lexicon::nameable(token(atom).symbol) &&
             tree_.source().text(token(atom).span).size() == atoms_[atom].text.size() &&
             !is_currency(tree_.source().text(token(atom).span));
    };
    std::size_t end = at;
    if (slot == 'n' ? number : constant) end = at + 1;
    if (slot != 'n' && end == at && is_name(at)) {
      end = at + 1;
      while (end + 1 < atoms_.size() && token(end).symbol == kDot && is_name(end + 1)) end += 2;
    }
    if (end == at) return at;
    values_[slot_of(slot)] = tree_.source().text({atoms_[at].span.begin, atoms_[end - 1].span.end});
    if (slot == 'x') of_number_ = number;
    return end;
  }

  const Tree& tree_;
  const std::vector<Atom>& atoms_;
  Values values_;
  std::size_t words_ = 0;
  bool of_number_ = false;
};

/// Whether what is written is a part or a multiple of the one thing that it speaks of.
bool multiplies(std::string_view instead) {
  return instead.ends_with("* {x}") || instead.starts_with("{x} /");
}

bool is_chinese(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return static_cast<unsigned char>(c) >= 0xE3;  // ‰ and curly quotes are no Chinese
  });
}

bool is_operand(const Token& token) {
  return token.kind == TokenKind::number || token.kind == TokenKind::date ||
         token.kind == TokenKind::text || token.symbol == kOpenParen ||
         (token.kind == TokenKind::word && lexicon::nameable(token.symbol));
}

/// `pay 5% fee from city to id`: who pays and is paid, not between which values something lies.
bool is_of_payment(const Tree& tree, std::string_view said, std::uint32_t first) {
  if (said.find(" from {y} to {z}") == std::string_view::npos) return false;
  const auto tokens = tree.tokens();
  for (std::uint32_t at = first; at > 0 && first - at < kMostTokens; --at) {
    if (tokens[at].symbol == kOpenBrace) return false;
    if (lexicon::symbols_of(Keyword::pay).test(tokens[at].symbol)) return true;
  }
  return false;
}

/// The phrase that was found in a line.
struct Found {
  std::string_view said;
  const Way* way = nullptr;
  std::uint32_t first = 0, last = 0;  ///< tokens
  Match::Values values;
};

/// What is at the edges of a condition is as much as a sum takes: `a + b between 1 and c * 2`.
void take_sums(const Tree& tree, Found& found, SaidPhrase& phrase) {
  const auto tokens = tree.tokens();
  const auto value = [&](char slot) -> std::string& { return found.values[Match::slot_of(slot)]; };
  if (begins_with_slot(found.said)) {
    const std::uint32_t begin = sum_begin(tree, found.first);
    const std::uint32_t from = tokens[begin].span.begin;
    std::string& first = value(found.said[1]);
    first = std::string(tree.source().text({from, phrase.span.begin})) + first;
    phrase.span.begin = from;
    found.first = begin;
  }
  if (!ends_with_slot(found.said)) return;
  const std::uint32_t end = sum_end(tree, value_begin(tree, found.last));
  if (end <= found.last + 1) return;
  const std::uint32_t to = tokens[end - 1].span.end;
  value(found.said[found.said.size() - 2]) += tree.source().text({phrase.span.end, to});
  phrase.span.end = to;
  found.last = end - 1;
}

/// What is written instead, in brackets where they are needed.
void put_instead(const Tree& tree, const Found& found, SaidPhrase& phrase) {
  const Way& way = *found.way;
  phrase.en = Match::filled(way.en, found.values);
  phrase.zh = Match::filled(way.zh, found.values);
  if (phrase.en.empty() || !way.replaces) return;
  const Edges edges = edges_of(tree, found.said, way.en, found.first, found.last);
  phrase.replaces = edges == Edges::fit || edges == Edges::fit_in_brackets;
  const bool bare = edges == Edges::fit || edges == Edges::beside_a_value;
  if (bare || !has_operators(way.en)) return;
  for (std::string* text : {&phrase.en, &phrase.zh}) *text = base::concat("(", *text, ")");
}

}  // namespace

std::optional<SaidPhrase> phrase_around(const Tree& tree, std::uint32_t at) {
  const std::uint32_t first = line_begin(tree, at);
  const std::vector<Atom> atoms = atoms_between(tree, first, line_end(tree, at));
  std::optional<SaidPhrase> best;
  Found from;
  std::size_t longest = 0;
  Match match(tree, atoms);
  // Where a line ends too early, what is missing belongs to a word or two before.
  const std::uint32_t slack = tree.tokens()[at].first_on_line ? 2 : 1;
  for (std::size_t begin = 0; begin < atoms.size() && atoms[begin].token <= at; ++begin) {
    for (const Way& way : kWays) {
      for (std::string_view rest = way.said; !rest.empty();) {
        const std::string_view said = rest.substr(0, rest.find('|'));
        rest.remove_prefix(std::min(said.size() + 1, rest.size()));
        const std::size_t end = match.end(said, begin);
        if (end == begin) continue;
        const std::uint32_t last = atoms[end - 1].token;
        if (multiplies(way.en) && match.of_number()) continue;
        if (goes_on_behind(tree, said, last)) continue;
        if (is_of_payment(tree, said, atoms[begin].token)) continue;
        const bool single = said.find(' ') == std::string_view::npos;
        if (last + (single ? 0 : slack) < at) continue;
        if (best && std::pair(match.words(), end - begin) <= std::pair(best->words, longest))
          continue;
        longest = end - begin;
        from = {said, &way, atoms[begin].token, last, match.values()};
        best = SaidPhrase{
            .span = {atoms[begin].span.begin, atoms[end - 1].span.end},
            .en = {},
            .zh = {},
            .replaces = way.replaces,
            .chinese =
                is_chinese(tree.source().text({atoms[begin].span.begin, atoms[end - 1].span.end})),
            .words = match.words()};
      }
    }
  }
  if (!best) return std::nullopt;
  if (from.way->replaces && takes_sums(from.way->en)) take_sums(tree, from, *best);
  put_instead(tree, from, *best);
  return best;
}

std::optional<SaidPhrase> in_other_letters(const Tree& tree, std::uint32_t at) {
  const auto tokens = tree.tokens();
  if (at >= tokens.size() || tokens[at].kind != TokenKind::word || tokens[at].symbol != kName)
    return std::nullopt;
  const std::string first = base::fold_case(tokens[at].text);
  std::uint32_t end = at + 1;  // of the words behind it on its line
  while (end < tokens.size() && tokens[end].kind == TokenKind::word && !tokens[end].first_on_line &&
         end - at < kMostTokens)
    ++end;
  const std::vector<Atom> atoms = atoms_between(tree, at, end);
  for (const lexicon::Phrase& phrase : lexicon::phrases(first)) {
    if (phrase.symbol == kName || phrase.words > atoms.size()) continue;
    std::string said;
    for (std::size_t i = 0; i < phrase.words; ++i)
      base::append(said, said.empty() ? "" : " ", atoms[i].text);
    if (said != phrase.text) continue;
    const base::Span span = {tokens[at].span.begin, atoms[phrase.words - 1].span.end};
    if (tree.source().text(span) == said) continue;
    return SaidPhrase{
        .span = span, .en = said, .zh = said, .replaces = true, .words = phrase.words};
  }
  return std::nullopt;
}

std::vector<SaidPhrase> capitals_around(const Tree& tree, std::uint32_t at) {
  std::vector<SaidPhrase> found;
  const auto tokens = tree.tokens();
  for (std::uint32_t i = line_begin(tree, at); i < line_end(tree, at); ++i) {
    if (i == at) continue;
    const auto word = in_other_letters(tree, i);
    if (!word) continue;
    const std::string first = base::fold_case(tokens[i].text);
    const SymbolId symbol = lexicon::phrases(first).back().symbol;
    const bool leads = !lexicon::nameable(symbol) || !lexicon::operators_of(symbol).empty();
    const bool touches =
        (i + 1 < tokens.size() && !tokens[i + 1].first_on_line && is_operand(tokens[i + 1])) ||
        (i > 0 && !tokens[i].first_on_line && tokens[i - 1].kind != TokenKind::word &&
         is_operand(tokens[i - 1]));
    if (leads && touches) found.push_back(*word);
  }
  return found;
}

}  // namespace remit::syntax
