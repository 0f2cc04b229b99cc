#include "vary.h"

#include <cctype>

namespace remit::dearest {
namespace {

using walk::Dice;

/// Words, numbers, signs and the blanks between them, which put together are the text.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces;
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c < 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_word(text[at]))
      while (end < text.size() && is_word(text[end])) ++end;
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

std::string joined(const std::vector<std::string>& pieces, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += pieces[i];
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char c : text) {
    lines.back() += c;
    if (c == '\n') lines.emplace_back();
  }
  return lines;
}

/// A stretch of the text several times over.
std::string repeat(const std::vector<std::string>& pieces, Dice& dice) {
  const std::size_t from = dice.below(pieces.size());
  const std::size_t to = std::min(pieces.size(), from + 1 + dice.below(12));
  std::string text = joined(pieces, 0, to);
  const std::string part = joined(pieces, from, to);
  for (std::size_t times = 1 + dice.below(6); times > 0; --times) text += part;
  return text + joined(pieces, to, pieces.size());
}

/// name(x) becomes name(name(x)).
std::string nest(const std::vector<std::string>& pieces, Dice& dice) {
  for (std::size_t tries = 0; tries < 10; ++tries) {
    const std::size_t open = dice.below(pieces.size());
    if (pieces[open] != "(" || open == 0) continue;
    std::size_t close = open, depth = 0;
    for (; close < pieces.size(); ++close) {
      depth += pieces[close] == "(" ? 1 : 0;
      depth -= pieces[close] == ")" ? 1 : 0;
      if (depth == 0) break;
    }
    const std::string call = joined(pieces, open - 1, std::min(close + 1, pieces.size()));
    return joined(pieces, 0, open + 1) + call + joined(pieces, close, pieces.size());
  }
  return joined(pieces, 0, pieces.size());
}

/// A number in the place of another.
std::string change_number(std::vector<std::string> pieces, Dice& dice) {
  static const std::string kNumbers[] = {"0",     "1",        "2",    "7",       "100",   "1.07",
                                         "99999", "0.000001", "1000", "1234567", "300.5", "9999"};
  for (std::size_t tries = 0; tries < 20; ++tries) {
    std::string& piece = pieces[dice.below(pieces.size())];
    if (std::isdigit(static_cast<unsigned char>(piece[0])) == 0) continue;
    piece = dice.one_of(kNumbers);
    break;
  }
  return joined(pieces, 0, pieces.size());
}

/// The line with every word that ends in a number counted up: r2 = r1 * r1 gives r3 = r2 * r2.
std::string counted_up(const std::string& line) {
  std::string next;
  for (const std::string& piece : pieces_of(line)) {
    std::size_t digits = piece.size();
    while (digits > 0 && std::isdigit(static_cast<unsigned char>(piece[digits - 1])) != 0) --digits;
    const bool numbered = digits > 0 && digits < piece.size() && piece.size() - digits < 5 &&
                          std::isalpha(static_cast<unsigned char>(piece[0])) != 0;
    next += numbered ? piece.substr(0, digits) + std::to_string(std::stoi(piece.substr(digits)) + 1)
                     : piece;
  }
  return next;
}

/// A line, and what it would be one further on.
std::string chain(const std::string& text, Dice& dice) {
  std::vector<std::string> lines = lines_of(text);
  const std::size_t at = dice.below(lines.size());
  std::string line = lines[at];
  for (std::size_t times = 1 + dice.below(8); times > 0; --times) {
    line = counted_up(line);
    lines[at] += line;
  }
  return joined(lines, 0, lines.size());
}

/// A line of the other among its own.
std::string splice(const std::string& text, const std::string& other, Dice& dice) {
  std::vector<std::string> lines = lines_of(text);
  const std::vector<std::string> others = lines_of(other);
  lines[dice.below(lines.size())] += others[dice.below(others.size())];
  return joined(lines, 0, lines.size());
}

std::string leave_out(const std::vector<std::string>& pieces, Dice& dice) {
  const std::size_t from = dice.below(pieces.size());
  const std::size_t to = std::min(pieces.size(), from + 1 + dice.below(12));
  return joined(pieces, 0, from) + joined(pieces, to, pieces.size());
}

constexpr char kHead[] =
    "policy p {\ncurrency CNY\nrounding half_up to 0.01\n"
    "entity s { key id : text a : count b : number to 0.01 up : s optional d : date optional }\n";

}  // namespace

const std::vector<std::string>& known_dear() {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::string> texts;
    const auto add = [&](const std::string& items) { texts.push_back(kHead + items + "}\n"); };
    add("define a0 = 1.07\ndefine a1 = a0 * a0\ndefine a2 = a1 * a1\n");
    add("define a0 = 7\ndefine a1 = a0 * a0\ndefine a2 = a1 * a1\n");
    add("intermediate define r0 for s = (a + 1) / (a + 7)\n"
        "intermediate define r1 for s = r0 * r0 + r0\ndefine y for s = if r1 > 2 then 1 else 0\n");
    add("define f0(x : count) : count = x * x\n"
        "define f1(x : count) : count = f0(x) + f0(x + 1)\ndefine y for s = f1(a)\n");
    add("define f(x : count) : count = x * x\ndefine y for s = round(f(f(f(f(a)))) / 3, to 1, "
        "half_up)\n");
    add("define y for s = round(power(power(a, 100), 100) / power(b, 40), to 1, half_up)\n");
    add("entity m from each s, day of 1990-01-01 .. 2024-12-31\ndefine y for m = s.b * 2\n"
        "define z = count(m)\n");
    add("define y for s = sum(s.b where s.a >= this.a)\ndefine z for s = count(s where s.b > "
        "this.b)\n");
    add("define y for s = if a = 1 then 1 else if a = 2 then 2 else 3\n");
    add("intermediate define y for s = median(s.b / s.a) + sum(1 / s.a)\n"
        "define z for s = if y > 1 then 1 else 2\n");
    add("define y for s = d + 1 day + a days\ndefine z for s = add_months(end_of_month(y), a)\n"
        "define w for s = weekday(y)\n");
    add("entity m from each s, month of 1990-01-01 .. 2024-12-31\n"
        "entity n from each m, day of 1990-01-01 .. 2024-12-31\ndefine y = count(n)\n");
    add("entity t { key id : text }\nentity m from each s, each t, month of 1990-01-01 .. "
        "2024-12-31\n"
        "define y for m = s.b * 2\n");
    add("define k for s = join(a, id, a, id, a, id)\ndefine l for s = join(k, k, k, k)\n"
        "define m for s = join(l, l, l, l)\ndefine n for s = if m = \"1\" then 1 else 0\n");
    add("define y for s = contains(id, join(id, id))\ndefine z for s = length(join(id, id))\n");
    add("intermediate define p for s = rank(a / (b + 1) desc ties standard)\n"
        "intermediate define q for s = rank(p / (a + 1) desc ties standard)\n"
        "define y for s = round(p * q / 7, to 1, half_up)\n");
    add("party o\nreward r for s cite \"1\" { pay a * 1 CNY from o }\n"
        "fund f cite \"1\" { budget 9 CNY pays r when short pro rata ties by key }\n");
    add("define d0 for s = a + 1\ndefine d1 for s = d0 + max(s.d0)\n"
        "define d2 for s = d1 + max(s.d1)\n");
    add("scale q marginal { up to 10 : 1%, over 10 up to 100 : 2%, over 100 : 3% }\n"
        "define y for s = round(q(q(q(a))), to 0.01, half_up)\n");
    add("define y for s = up.up.up.a + up.b\ndefine z for s = sum(s.y where s.up.a = this.a)\n");
    add("summary t from s by a, b { n = count(s)  v = sum(b) }\ndefine y = sum(t.v)\n");
    return texts;
  }();
  return kTexts;
}

std::string varied(const std::string& text, const std::string& other, Dice& dice) {
  const std::vector<std::string> pieces = pieces_of(text);
  if (pieces.empty()) return other;
  switch (dice.below(6)) {
    case 0:
      return repeat(pieces, dice);
    case 1:
      return nest(pieces, dice);
    case 2:
      return change_number(pieces, dice);
    case 3:
      return chain(text, dice);
    case 4:
      return splice(text, other, dice);
    default:
      return leave_out(pieces, dice);
  }
}

}  // namespace remit::dearest
