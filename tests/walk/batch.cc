#include "batch.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/source.h"
#include "diagnostic/sink.h"
#include "syntax/grammar.h"
#include "syntax/parse.h"

namespace remit::walk {
namespace {

/// The names that drawn sentences give: w1, w2, ...
bool is_drawn(std::string_view name) {
  return name.size() > 1 && name[0] == 'w' &&
         name.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

Sentence read_sentence(std::string text) {
  const base::Source source("drawn.remit", "policy drawn \"Drawn\" {\n" + text + "}\n");
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  Sentence sentence{std::move(text), {}, Company::any};
  if (sink.has_errors()) sentence.company = Company::nobody;
  for (const NodeView policy : tree.root().children()) {
    for (const NodeView item : policy.all(Label::item)) {
      sentence.name = item[Label::name].text();
      const bool governs =
          syntax::has_mark(item.rule(), syntax::Mark::header) && !item[Label::name];
      const bool for_all = governs || item.is(Rule::amends) || item.is(Rule::test);
      if (for_all && !sink.has_errors()) sentence.company = Company::none;
    }
  }
  return sentence;
}

Batch::Batch(const Lesson& lesson, std::vector<Sentence> sentences)
    : sentences_(std::move(sentences)) {
  std::string all;
  for (const Sentence& sentence : sentences_) {
    begins_.push_back(all.size());
    all += sentence.text;
  }
  text_ = lesson.around(lesson.head(), all);
  const std::size_t before = text_.size() - all.size() - std::string_view("}\n").size();
  for (std::size_t& begin : begins_) begin += before;
}

void Batch::mark(std::vector<bool>& refused, std::size_t offset) const {
  const auto after = std::ranges::upper_bound(begins_, offset);
  if (after != begins_.begin())
    refused[static_cast<std::size_t>(after - begins_.begin()) - 1] = true;
}

void Batch::mark_users(std::vector<bool>& refused) const {
  std::unordered_set<std::string_view> gone;
  std::vector<std::vector<std::string_view>> words;
  for (const Sentence& sentence : sentences_) {
    words.push_back(words_in(sentence.text));
    std::erase_if(words.back(), [](std::string_view word) { return !is_drawn(word); });
  }
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      const Sentence& sentence = sentences_[i];
      const auto is_gone = [&](std::string_view word) { return gone.contains(word); };
      if (!refused[i] && std::ranges::none_of(words[i], is_gone)) continue;
      refused[i] = true;
      more |= is_drawn(sentence.name) && gone.insert(sentence.name).second;
    }
  }
}

std::vector<Sentence> Batch::accepted(const Diagnostics& errors) const {
  std::vector<bool> refused(sentences_.size());
  std::vector<bool> pointed_to(sentences_.size());
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const Diagnostic each = errors.at(i, Language::en);
    if (each.severity != Severity::error) continue;
    mark(refused, each.begin.offset);
    for (const RelatedPlace& place : each.related) mark(pointed_to, place.begin.offset);
  }
  if (std::ranges::find(refused, true) == refused.end()) refused = pointed_to;
  mark_users(refused);
  std::vector<Sentence> left;
  for (std::size_t i = 0; i < sentences_.size(); ++i)
    if (!refused[i]) left.push_back(sentences_[i]);
  return left;
}

}  // namespace remit::walk
