// What documents say in several words is told how it is written here, in every way in which the
// table has it said, and what is put in its place can be read.
#include "syntax/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/strings.h"
#include "syntax/keywords.h"
#include "syntax_testing.h"
#include "type/operators.h"

namespace remit::syntax {
namespace {

struct Row {
  std::string_view said;
  std::string_view en;
  std::string_view zh;
  bool replaces;
};

constexpr Row kRows[] = {
#define REMIT_PHRASE(said, en, zh) {said, en, zh, true},
#define REMIT_HINT(said, en, zh) {said, en, zh, false},
#define REMIT_UNSAID(said)
#include "syntax/phrases.def"
#undef REMIT_UNSAID
#undef REMIT_HINT
#undef REMIT_PHRASE
};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string filled(std::string text, std::string_view number) {
  text = replaced(std::move(text), "{n}", number);
  text = replaced(std::move(text), "{x}", "fee");
  text = replaced(std::move(text), "{y}", "limit.low");
  return replaced(std::move(text), "{z}", "limit.high");
}

std::vector<std::string> ways(std::string_view said) {
  std::vector<std::string> all;
  while (!said.empty()) {
    const std::string_view one = said.substr(0, said.find('|'));
    all.emplace_back(one);
    said.remove_prefix(std::min(one.size() + 1, said.size()));
  }
  return all;
}

std::string policy(std::string_view formula) {
  return base::concat("policy p {\n  currency CNY\n  define a for t = ", formula, "\n}\n");
}

/// The first of the complaints that proposes something, applied.
std::string mended(const std::string& text, const Parsed& parsed) {
  for (const diagnostic::Diagnostic& each : parsed.sink.sorted()) {
    if (!each.fix) continue;
    std::string better = text;
    better.replace(each.fix->span.begin, each.fix->span.size(), each.fix->replacement);
    return better;
  }
  return {};
}

TEST(PhrasesTest, EachWayIsKnownAndWhatIsPutInItsPlaceCanBeRead) {
  int known = 0, all = 0;
  for (const Row& row : kRows) {
    for (const std::string& way : ways(row.said)) {
      const bool whole = way.find('{') != std::string::npos && way.find('{') + 2 < way.size() &&
                         way[way.find('{') + 2] == '}';
      bool told = false, read = false;
      for (const std::string_view number : {"20%", "20", "30 days", "2020"}) {
        if (number != "20%" && way.find("{n}") == std::string::npos) continue;
        const std::string said = filled(way, number);
        for (const std::string& formula :
             {said, whole ? said : "fee " + said + " 3", "fee " + said + " 3, 4 }", said + " fee",
              "fee " + said, "if fee " + said + " 3 then 1 else 2", "open " + said + " wanted",
              "如果 open " + said + " 1 否则 2", said + " 1 否则 2"}) {
          const std::string text = policy(formula);
          const Parsed parsed(text);
          if (parsed.tree.complete()) continue;
          const auto sorted = parsed.sink.sorted();
          const bool here = std::ranges::any_of(
              sorted, [](const auto& each) { return diagnostic::code_text(each.code) == "R0119"; });
          told = told || here;
          const std::string better = mended(text, parsed);
          read = read || (!better.empty() && Parsed(better).tree.complete());
        }
      }
      ++all;
      known += told ? 1 : 0;
      EXPECT_TRUE(told) << way;
      if (row.replaces) {
        EXPECT_TRUE(read) << way;
      }
    }
  }
  EXPECT_GT(all, 250);
}

/// A pattern with what is in its slots; the slot that the phrase begins (ends) with goes on to what
/// stands before (behind) it.
std::string gone_on(std::string pattern, std::string_view way, std::string_view number,
                    std::string_view before, std::string_view behind) {
  const auto in_brackets = [&](std::string_view slot, std::string_view left,
                               std::string_view right) {
    pattern = replaced(std::move(pattern), slot,
                       base::concat("(", left, filled(std::string(slot), number), right, ")"));
  };
  if (!before.empty() && way[0] == '{') in_brackets(way.substr(0, 3), before, "");
  if (!behind.empty() && way.ends_with("}")) in_brackets(way.substr(way.size() - 3), "", behind);
  return filled(std::move(pattern), number);
}

/// A formula as `bracketed` has it; what associates is one chain.
std::string chained(const NodeView& node) {
  if (node.is(Rule::group)) return chained(node[Label::value]);
  if (node.is(Rule::prefix) && node.operator_id() == type::OperatorId::negation)
    return base::concat("(not ", chained(node[Label::operand]), ")");
  if (!node.is(Rule::binary)) return bracketed(node);
  using enum type::OperatorId;
  const type::OperatorId id = node.operator_id();
  const bool chain = id == conjunction || id == disjunction || id == add || id == multiply;
  const std::string name(type::operator_info(id).name);
  std::string left = chained(node[Label::left]), right = chained(node[Label::right]);
  for (std::string* part : {&left, &right})
    if (chain && part->starts_with("[" + name))
      *part = part->substr(1, part->size() - 2);
    else if (chain)
      *part = name + " " + *part;
  return chain ? base::concat("[", left, " ", right, "]")
               : base::concat("(", left, " ", name, " ", right, ")");
}

/// How the formula is understood; nothing if it is not.
std::string understood(const std::string& formula) {
  const Parsed parsed = parse_formula(formula);
  return parsed.tree.complete() && parsed.report().empty() ? chained(formula_of(parsed))
                                                           : std::string();
}

TEST(PhrasesTest, WhatIsPutInItsPlaceMeansTheSameBesideOperators) {
  int kept = 0, withheld = 0;
  for (const Row& row : kRows) {
    if (!row.replaces || row.said.find('}') == std::string_view::npos) continue;
    for (const std::string& way : ways(row.said)) {
      for (const std::string_view number : {"20%", "20", "30 days"}) {
        if (number != "20%" && way.find("{n}") == std::string::npos) continue;
        for (const std::string before :
             {"", "a + ", "a - ", "a * ", "a / ", "a > ", "a and ", "a or ", "not "}) {
          for (const std::string behind :
               {"", " + b", " - b", " * b", " / b", " > b", " and b", " or b", " of b", " 的 b"}) {
            // Mixed by whoever wrote it, whatever stands between.
            if (before == "a and " ? behind == " or b" : before == "a or " && behind == " and b")
              continue;
            if (before == "a > " && behind == " > b") continue;
            const std::string text = policy(before + filled(way, number) + behind);
            const Parsed parsed(text);
            if (parsed.tree.complete()) continue;
            const diagnostic::Diagnostic first = parsed.sink.sorted().front();
            if (!first.fix) {
              ++withheld;
              continue;
            }
            for (const std::string_view pattern : {row.en, row.zh}) {
              const std::string plain = filled(std::string(pattern), number);
              const std::string& put = first.fix->replacement;
              const bool in_words = behind == " of b" || behind == " 的 b";
              if (in_words ? put != plain : put.find(plain) == std::string::npos) continue;
              const std::string better = mended(text, parsed);
              const std::size_t from = text.find("= ") + 2;
              const std::string is =
                  understood(better.substr(from, better.size() - from - 3));  // "\n}\n"
              std::vector<std::string> meant;
              for (const std::string& left : {std::string(), before})
                for (const std::string& right : {std::string(), behind})
                  meant.push_back(
                      understood((left.empty() ? before : "") + "(" +
                                 gone_on(std::string(pattern), way, number, left, right) + ")" +
                                 (right.empty() ? behind : "")));
              // What cannot be said beside these signs in any way is no test.
              if (std::ranges::all_of(meant, &std::string::empty)) break;
              ++kept;
              EXPECT_FALSE(is.empty()) << text << better;
              EXPECT_THAT(meant, testing::Contains(is)) << text << better;
              break;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(kept, 1000);
  EXPECT_GT(withheld, 1000);
}

TEST(PhrasesTest, WordsOfOperatorsAreInSmallLetters) {
  for (const type::OperatorInfo& info : type::operators()) {
    if (info.english.empty() || info.shape == type::OperatorShape::measure) continue;
    std::string capitals(info.english), begun(info.english);
    for (char& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    begun[0] = capitals[0];
    for (const std::string& word : {capitals, begun}) {
      const bool prefix = info.shape == type::OperatorShape::prefix;
      const bool set = info.shape == type::OperatorShape::set;
      const std::string text = policy(prefix ? word + " ready"
                                      : set  ? "fee " + word + " { 3, 4 }"
                                             : "fee " + word + " low");
      const Parsed parsed(text);
      EXPECT_FALSE(parsed.tree.complete()) << word;
      const std::string better = mended(text, parsed);
      EXPECT_NE(better.find(info.english), std::string::npos) << text;
    }
  }
}

TEST(PhrasesTest, WordsThatBeginDeclarationsAreInSmallLetters) {
  int tried = 0;
  for (const KeywordInfo& info : keywords()) {
    std::string word(info.english());
    for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const std::string loud = base::concat("policy p {\n  currency CNY\n  ", word, " x\n}\n");
    const Parsed parsed(loud);
    const std::string better = mended(loud, parsed);
    EXPECT_NE(better.find(info.english()), std::string::npos) << loud;
    ++tried;
  }
  EXPECT_GT(tried, 150);
}

}  // namespace
}  // namespace remit::syntax
