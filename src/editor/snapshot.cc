#include "editor/snapshot.h"

#include <algorithm>
#include <utility>

#include "base/hash_map.h"
#include "base/keep_once.h"
#include "check/check.h"
#include "check/partial_check.h"
#include "syntax/parse.h"

namespace remit::editor {

using base::Span;

namespace {

bool same_name(const check::NameIndex::Declared& a, const check::NameIndex::Declared& b) {
  return a.name == b.name && a.entity == b.entity;
}

}  // namespace

ReadFile::ReadFile(const std::string& uri, const std::string& text, const syntax::Tree* before)
    : complaints(Limits().diagnostics),
      tree(before != nullptr
               ? syntax::parse_again(sources.add(uri, text), *before, Limits(), complaints)
               : syntax::parse(sources.add(uri, text), Limits(), complaints)) {}

Snapshot::Snapshot(std::vector<File> files) : files_(std::move(files)) {
  const Limits limits;
  diagnostic::DiagnosticSink sink(limits.diagnostics);
  trees_.reserve(files_.size());
  for (File& file : files_) {
    const std::shared_ptr<ReadFile> read = std::exchange(file.read, nullptr);
    if (read != nullptr && trees_.empty()) {
      sources_ = std::move(read->sources);
      sink = std::move(read->complaints);
      plainly_read_ = sink.error_count() + sink.warning_count() == 0;
      trees_.push_back(std::move(read->tree));
    } else {
      trees_.push_back(syntax::parse(sources_.add(file.uri, file.text), limits, sink));
    }
  }
  check::NameIndex index;
  if (sink.has_errors()) {
    check::check_partly(trees_, sources_, limits, sink, &index);
  } else {
    check::check(trees_, sources_, limits, sink, {}, &index);
    sound_ = !sink.has_errors();
  }
  diagnostics_ = sink.sorted();
  names_ = std::move(index.declared);
  collect_places(index.uses);
}

/// Which place means which name; of two that claim a place the first declared.
void Snapshot::collect_places(const std::vector<check::NameIndex::Use>& uses) {
  base::HashMap<std::uint32_t, std::size_t> declared;  // names by where they are declared
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const Span span = names_[i].symbol.span;
    if (!span.empty() && declared.try_emplace(span.begin, i).second) places_.push_back({span, i});
  }
  for (const check::NameIndex::Use& use : uses)
    if (const auto name = declared.find(use.declared.begin); name != declared.end())
      places_.push_back({use.at, name->second});
  // What is repealed has no meaning in the policy that repeals it.
  for (const syntax::Tree& tree : trees_)
    for (const syntax::NodeView policy : tree.root().children())
      for (const syntax::NodeView amendment :
           policy.child(syntax::Rule::amends).all(syntax::Label::amendment)) {
        if (!amendment.is(syntax::Rule::repeal)) continue;
        const syntax::NodeView name = amendment[syntax::Label::name];
        const auto found =
            std::ranges::find(names_, name.text(), &check::NameIndex::Declared::name);
        if (found != names_.end())
          places_.push_back({name.span(), static_cast<std::size_t>(found - names_.begin())});
      }
  std::ranges::stable_sort(places_, {}, [](const Written& each) { return each.at.begin; });
  base::keep_once(places_, [](const Written& each) { return each.at.begin; });
}

const syntax::Tree* Snapshot::tree(const std::string& uri) const {
  for (const syntax::Tree& each : trees_)
    if (each.source().name() == uri) return &each;
  return nullptr;
}

const syntax::Tree* Snapshot::plain_tree(const std::string& uri) const {
  return plainly_read_ && trees_.front().source().name() == uri ? &trees_.front() : nullptr;
}

const syntax::Tree& Snapshot::tree_at(std::uint32_t offset) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < trees_.size(); ++i)
    if (trees_[i].source().base() <= offset) found = i;
  return trees_[found];
}

const check::NameIndex::Declared* Snapshot::name_at(std::uint32_t offset) const {
  auto after = std::ranges::upper_bound(places_, offset, {},
                                        [](const Written& each) { return each.at.begin; });
  if (after == places_.begin()) return nullptr;
  const Written& place = *--after;
  return offset <= place.at.end ? &names_[place.name] : nullptr;
}

std::vector<Span> Snapshot::declarations_of(const check::NameIndex::Declared& name) const {
  std::vector<Span> spans;
  for (const check::NameIndex::Declared& each : names_) {
    const Span span = each.symbol.span;
    if (same_name(each, name) && !span.empty() && std::ranges::find(spans, span) == spans.end())
      spans.push_back(span);
  }
  return spans;
}

std::vector<Span> Snapshot::places_of(const check::NameIndex::Declared& name) const {
  std::vector<Span> places;
  for (const Written& place : places_)
    if (same_name(names_[place.name], name)) places.push_back(place.at);
  return places;
}

const check::NameIndex::Declared* Snapshot::find(std::string_view entity,
                                                 std::string_view name) const {
  const check::NameIndex::Declared* found = nullptr;
  for (const check::NameIndex::Declared& each : names_)
    if (each.entity == entity && each.name == name) found = &each;
  return found;
}

const std::optional<Policy>& Snapshot::policy() const {
  if (sound_ && !compiled_) {
    compiled_ = true;
    std::vector<SourceText> texts;
    for (const File& file : files_) texts.push_back({file.uri, file.text});
    Result<Policy> policy = compile(std::move(texts));
    if (policy.ok()) policy_.emplace(std::move(*policy));
  }
  return policy_;
}

}  // namespace remit::editor
