// Long lists of names that are also words of the language, broken over lines: whatever could be
// read in one line is read again as the formatter has laid it out, in either language.
#include <gtest/gtest.h>

#include <set>
#include <span>

#include "base/strings.h"
#include "syntax/format.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "syntax/lexicon.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

using base::Language;

/// A declaration with a list, `...`, each entry of which is the second text with a name for `?`.
struct List {
  std::string_view item, entry;
};

constexpr List kLists[] = {
    {"entity e { key id : text  f : one of { ... } }", "?"},
    {"entity e { key id : text  f : currency of { ... } }", "?"},
    {"entity e { key id : text  key ..., id }", "?"},
    {"entity e { key id : text  f : other by (...) }", "?"},
    {"entity e { key id : text  period id within ... }", "?"},
    {"entity e { key id : text  sequence by ... ties by key }", "? desc"},
    {"entity e { key id : text  sequence by id within ... ties by key }", "?"},
    {"entity e from each x, ...", "each ?"},
    {"entity e from each x, stretch of a .. b cut at ...", "?"},
    {"summary s from e by ... { n = count(e) }", "?"},
    {"summary s from e by ... { n = count(e) }", "? as ?"},
    {"summary s from e by x { ... }", "? = 1 "},
    {"param p : money by ... { a : 1 }", "?"},
    {"param p : money by x { ... }", "? : 5 CNY,"},
    {"param p : money by x, y { ... }", "?, ? : 5 CNY,"},
    {"param p = ...", "? from 2010-01-01"},
    {"rate EUR to CNY = ...", "? from 2010-01-01"},
    {"scale s step from e by ... over x value y", "?"},
    {"scale s step { ... }", "up to ? : ?,"},
    {"schedule s { years ... }", "? : 5%,"},
    {"define d(...) = 1", "? : money"},
    {"define d for e = min(...)", "?"},
    {"define d for e = min(...)", "? * 2"},
    {"define d for e = x in { ... }", "?"},
    {"define d for e = at least 2 of { ... }", "? = 1"},
    {"define d for e = rank(x within ... ties standard)", "?"},
    {"define d for e = rank(x desc ties by ...)", "? desc"},
    {"define d for e = first(x by ...)", "?"},
    {"define d for e = sum(x top 3 by ...)", "? desc"},
    {"reward r for e { rank by ... ties standard pay { 1 : 5 CNY } }", "?"},
    {"reward r for e { rank by x within ... ties standard pay { 1 : 5 CNY } }", "?"},
    {"reward r for e { pay x cap 5 CNY per ... pro rata }", "?"},
    {"reward r for e { pay x cap 5 CNY in order of ... }", "? desc"},
    {"reward r for e { pay x cap 5 CNY pro rata ties by ... }", "?"},
    {"reward r for e { pay x to y shared among z first only in order of ... }", "?"},
    {"reward r for e { pay { ... } }", "up to ? : 5%,"},
    {"reward r for e { pay x instalments { ... } }", "? when ?,"},
    {"choose highest of { ... } ties to first", "?"},
    {"choose highest of { a, b } per ... ties to first by key", "?"},
    {"choose highest of { a, b } ties to first by ...", "?"},
    {"cap together { ... } at most 5 CNY", "?"},
    {"fund f { budget ...  pays a }", "? from 2010-01-01"},
    {"fund f { budget 5 CNY  pays ... }", "?"},
    {"fund f { budget 5 CNY  pays a  when short in order of ... }", "?"},
    {"rank r for e { by ... ties standard }", "?"},
    {"rank r for e { by x within ... ties standard }", "?"},
    {"sanction s for e { block ... }", "? via ?"},
    {"sanction s for e { one of { ... } by x }", "?"},
    {"show e { ... }", "?"},
    {"show e { ... }", "? \"caption\""},
    {"show e { ... }", "?.? \"caption\" / \"title\""},
    {"test \"t\" { given e { ... } }", "? 5"},
    {"test \"t\" { expect e ... n = 5 }", "\"?\""},
};

const std::string kPlain = "plain";

/// Every word, in either language, that may be a name.
std::vector<std::string> words_for_names() {
  std::set<std::string> found;
  const auto add = [&](std::string_view text) {
    if (text.empty() || text.find(' ') != std::string_view::npos) return;
    for (const lexicon::Phrase& phrase : lexicon::phrases(text))
      if (phrase.text == text && lexicon::nameable(phrase.symbol)) found.insert(std::string(text));
  };
  for (const KeywordInfo& keyword : keywords()) {
    add(keyword.english());
    add(keyword.chinese);
    for (std::string_view rest = keyword.aliases; !rest.empty();) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      add(rest.substr(0, bar));
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }
  return {found.begin(), found.end()};
}

std::string put_for(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

using Words = std::span<const std::string>;

/// So many entries, every other one with a word for its name, so that each word begins a line.
std::string list_of(const List& list, Words words, std::size_t entries) {
  const bool ends = list.entry.ends_with(",") || list.entry.ends_with(" ");
  std::string all;
  for (std::size_t i = 0; i < entries; ++i) {
    const std::string name = i % 2 == 0 ? words[i / 2 % words.size()] : base::concat("name_", i);
    all += (i == 0 ? "" : ends ? " " : ", ") + put_for(std::string(list.entry), "?", name);
  }
  return "policy p {\n  " + put_for(std::string(list.item), "...", all) + "\n}\n";
}

bool can_be_read(const std::string& text) { return Parsed(text).tree.complete(); }

bool reads_back(const std::string& text, std::optional<WordStyle> keywords) {
  base::SourceSet sources;
  diagnostic::DiagnosticSink sink;
  const auto out = format(sources.add("p.remit", text), {keywords}, {}, sink);
  if (!out || !can_be_read(*out)) return false;
  base::SourceSet others;
  return format(others.add("p.remit", *out), {}, {}, sink) == out;
}

constexpr std::size_t kLong = 40;

/// How many of the words could be tried; those of a list that cannot be read one by one.
std::size_t try_words(const List& list, Words words) {
  const std::string text = list_of(list, words, kLong);
  if (!can_be_read(text)) {
    if (words.size() == 1) return 0;  // there the word is no name
    const std::size_t half = words.size() / 2;
    return try_words(list, words.subspan(0, half)) + try_words(list, words.subspan(half));
  }
  for (const std::optional<WordStyle> style :
       {std::optional<WordStyle>(), std::optional<WordStyle>(Language::en),
        std::optional<WordStyle>(Language::zh)})
    EXPECT_TRUE(reads_back(text, style)) << text;
  return words.size();
}

TEST(FormatListsTest, AreReadBackHoweverTheyAreBroken) {
  const std::vector<std::string> words = words_for_names();
  EXPECT_GT(words.size(), 150u);
  std::size_t tried = 0;
  for (const List& list : kLists) {
    EXPECT_GT(try_words(list, Words(&kPlain, 1)), 0u) << list.item;
    constexpr std::size_t kTogether = kLong / 2;
    for (std::size_t i = 0; i < words.size(); i += kTogether)
      tried += try_words(list, Words(words).subspan(i, std::min(kTogether, words.size() - i)));
  }
  EXPECT_GT(tried, 5000u);
}

/// A list that a person has broken, with a name a line.
TEST(FormatListsTest, MayBeBrokenBehindAComma) {
  for (const List& list : kLists)
    for (const std::string& word : words_for_names()) {
      const std::string text = list_of(list, Words(&word, 1), 4);
      const std::string broken = put_for(text, ", ", ",\n      ");
      if (list.entry != "?" || !can_be_read(text)) continue;
      EXPECT_TRUE(can_be_read(broken)) << broken;
    }
}

/// Whether a rule has a list with commas in it.
bool has_list(const Item& item) {
  if (item.kind == ItemKind::list) return true;
  if (item.kind == ItemKind::rule) return false;
  for (std::uint32_t i = 0; i < item.child_count; ++i)
    if (has_list(grammar::item(grammar::child(item, i)))) return true;
  return false;
}

void note_rules(const NodeView& node, std::set<Rule>& met) {
  met.insert(node.rule());
  for (const NodeView child : node.children()) note_rules(child, met);
}

/// A list that the grammar gets is to be among those above.
TEST(FormatListsTest, KnowsEveryListOfTheGrammar) {
  std::set<Rule> met;
  for (const List& list : kLists)
    note_rules(Parsed(list_of(list, Words(&kPlain, 1), 3)).tree.root(), met);
  for (std::size_t i = 0; i < kRuleCount; ++i) {
    const auto rule = static_cast<Rule>(i);
    // A set is part of its operator's node.
    if (rule != Rule::set && has_list(grammar::item(grammar::rule(rule).body))) {
      EXPECT_TRUE(met.contains(rule)) << name(rule);
    }
  }
}

}  // namespace
}  // namespace remit::syntax
