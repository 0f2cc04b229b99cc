// A field may have any name under which it can be asked for. Every word of the language in either
// spelling is tried as one: what is accepted at the field is the field in a formula, and what is
// not is refused at the name, in words about names.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "base/strings.h"
#include "check/check.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/sink.h"
#include "syntax/keywords.h"
#include "syntax/parse.h"
#include "type/functions.h"
#include "type/operators.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::check {
namespace {

namespace code = diagnostic::code;

void add_list(std::string_view list, std::set<std::string>& words) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    words.emplace(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::set<std::string> words_of_the_language() {
  std::set<std::string> words;
  for (const syntax::KeywordInfo& keyword : syntax::keywords()) {
    words.emplace(keyword.english());
    words.emplace(keyword.chinese);
    add_list(keyword.aliases, words);
  }
  for (const type::OperatorInfo& info : type::operators()) {
    words.emplace(info.english);
    words.emplace(info.chinese);
    add_list(info.aliases, words);
  }
  for (const type::Function& function : type::functions()) {
    words.emplace(function.en);
    words.emplace(function.zh);
  }
  for (const std::string_view fault : type::all_fault_words()) words.emplace(fault);
  for (const base::Language language : {base::Language::en, base::Language::zh})
    for (const type::Word& word : {type::kPrevious, type::kThis}) words.emplace(word.in(language));
  std::erase_if(words, [](const std::string& word) {
    return word.empty() || word.find(' ') != std::string::npos || word == "id";
  });
  return words;
}

struct Reading {
  std::vector<diagnostic::Diagnostic> errors;
  std::unique_ptr<Model> model;
};

Reading read_policy(const std::string& text) {
  base::SourceSet sources;
  const base::Source& source = sources.add("names", text);
  diagnostic::DiagnosticSink sink(100);
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, Limits(), sink));
  auto models = check(trees, sources, Limits(), sink);
  Reading result;
  for (const diagnostic::Diagnostic& each : sink.sorted())
    if (each.severity() == diagnostic::Severity::error) result.errors.push_back(each);
  if (result.errors.empty()) result.model = std::move(models.front());
  return result;
}

TEST(NamesWithMeaning, AreTheFieldOrRefusedAtIt) {
  int refused = 0;
  for (const std::string& word : words_of_the_language()) {
    SCOPED_TRACE(word);
    const std::string before = "policy p {\n  entity stall { key id : text\n    ";
    const std::string text =
        base::concat(before, word, " : count }\n  define a for stall = 2 * ", word, "\n}\n");
    const Reading one = read_policy(text);
    if (!one.errors.empty()) {
      ++refused;
      const diagnostic::Diagnostic& first = one.errors.front();
      EXPECT_TRUE(first.code == code::keyword_as_name || first.code == code::word_as_name)
          << diagnostic::code_text(first.code);
      EXPECT_EQ(first.span.begin, before.size());
      continue;
    }
    // The formula is twice the field, and nothing else.
    const auto a = std::ranges::find(one.model->columns, std::string("a"), &Column::name);
    ASSERT_NE(a, one.model->columns.end());
    const Expr& product = one.model->exprs[a->value];
    ASSERT_EQ(product.args.size(), 2u);
    const Expr& field = one.model->exprs[product.args[1]];
    EXPECT_EQ(field.kind, ExprKind::column);
    EXPECT_EQ(one.model->columns[field.payload].name, word);
  }
  EXPECT_GT(refused, 20);
}

}  // namespace
}  // namespace remit::check
