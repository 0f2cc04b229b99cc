#include "editor/workspace.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/source.h"

namespace remit::editor {
namespace {

bool among(const std::vector<std::string>& list, const std::string& each) {
  return std::ranges::find(list, each) != list.end();
}

/// A URI without codes: editors differ in what they write as `%41`.
std::string decoded(std::string_view uri) {
  std::string text;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    unsigned code = 0;
    const char* const digits = uri.data() + i + 1;
    const bool coded = uri[i] == '%' && i + 2 < uri.size() &&
                       std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2;
    text += coded ? static_cast<char>(code) : uri[i];
    if (coded) i += 2;
  }
  return text;
}

void apply(const std::string& uri, const TextChange& change, std::string& text) {
  if (!change.range) {
    text = change.text;
    return;
  }
  const base::Source source(uri, text);
  const std::uint32_t skipped = source.bom_size();
  const std::uint32_t begin = offset_of(source, change.range->first) + skipped;
  const std::uint32_t end = offset_of(source, change.range->second) + skipped;
  text.replace(begin, std::max(begin, end) - begin, change.text);
}

}  // namespace

Workspace::Known Workspace::read(const std::string& uri, std::string text,
                                 const syntax::Tree* before) {
  Known known{.text = std::move(text), .read = nullptr, .policies = {}, .amended = {}};
  known.read = std::make_shared<ReadFile>(uri, known.text, before);
  for (const syntax::NodeView policy : known.read->tree.root().children()) {
    known.policies.emplace_back(policy[syntax::Label::name].text());
    if (const syntax::NodeView amends = policy.child(syntax::Rule::amends))
      known.amended.emplace_back(amends[syntax::Label::base].text());
  }
  return known;
}

void Workspace::open(const std::string& uri, std::string text) {
  open_.insert_or_assign(uri, read(uri, std::move(text)));
  snapshots_.clear();
}

void Workspace::change(const std::string& uri, const std::vector<TextChange>& changes) {
  const auto found = open_.find(uri);
  if (found == open_.end()) return;
  std::string text = std::move(found->second.text);
  for (const TextChange& each : changes) apply(uri, each, text);
  const auto last = snapshots_.find(uri);
  const syntax::Tree* const before =
      last != snapshots_.end() && last->second != nullptr ? last->second->plain_tree(uri) : nullptr;
  found->second = read(uri, std::move(text), before);
  snapshots_.clear();
}

void Workspace::close(const std::string& uri) {
  open_.erase(uri);
  forget_files();
}

void Workspace::forget_files() {
  beside_.clear();
  snapshots_.clear();
}

std::vector<std::string> Workspace::open_documents() const {
  std::vector<std::string> uris;
  for (const auto& [uri, known] : open_) uris.push_back(uri);
  return uris;
}

Workspace::Known* Workspace::known(const std::string& uri) {
  if (const auto found = open_.find(uri); found != open_.end()) return &found->second;
  if (const auto found = beside_.find(uri); found != beside_.end()) return &found->second;
  const std::optional<std::string> text = files_ == nullptr ? std::nullopt : files_->read(uri);
  if (!text) return nullptr;
  Known& beside = beside_.emplace(uri, read(uri, *text)).first->second;
  beside.read = nullptr;  // there may be many, and few are looked at whole
  return &beside;
}

/// The file that declares the policy; empty: none that is known does.
std::string Workspace::file_of(const std::string& policy, const std::string& beside) {
  for (const auto& [uri, each] : open_)
    if (among(each.policies, policy)) return uri;
  if (files_ == nullptr) return {};
  std::vector<std::string> uris = files_->beside(beside);
  std::ranges::sort(uris);
  for (const std::string& uri : uris) {
    const Known* file = known(uri);
    if (file != nullptr && among(file->policies, policy)) return uri;
  }
  return {};
}

void Workspace::gather(const std::string& uri, std::vector<std::string>& order) {
  const Known* file = known(uri);
  if (file == nullptr || among(order, uri)) return;
  // Stands there while what it amends is gathered, so that a circle ends.
  order.push_back(uri);
  const std::size_t before = order.size();
  const std::vector<std::string> amended = file->amended;
  for (const std::string& policy : amended)
    if (const std::string base = file_of(policy, uri); !base.empty()) gather(base, order);
  if (order.size() == before) return;
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(before - 1));
  order.push_back(uri);
}

void Workspace::amendments_of(std::vector<std::string>& order,
                              const std::vector<std::string>& documents) {
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Known* base = known(order[i]);
    if (base == nullptr) continue;
    const std::vector<std::string> policies = base->policies;
    for (const std::string& uri : documents) {
      const Known* each = known(uri);
      if (each != nullptr && std::ranges::any_of(each->amended, [&](const auto& name) {
            return among(policies, name);
          }))
        gather(uri, order);
    }
  }
}

std::vector<File> Workspace::files_of(const std::vector<std::string>& order) {
  std::vector<File> files;
  for (const std::string& each : order) files.push_back({each, known(each)->text});
  if (!order.empty()) files.front().read = std::exchange(known(order.front())->read, nullptr);
  return files;
}

std::shared_ptr<const Snapshot> Workspace::snapshot(const std::string& uri) {
  if (!is_open(uri)) return nullptr;
  std::shared_ptr<const Snapshot>& kept = snapshots_[uri];
  if (kept != nullptr) return kept;
  std::vector<std::string> order;
  gather(uri, order);
  amendments_of(order, open_documents());
  const auto made = std::make_shared<const Snapshot>(files_of(order));
  for (const std::string& each : order)
    if (is_open(each)) snapshots_[each] = made;
  return made;
}

std::shared_ptr<const Snapshot> Workspace::snapshot_of_all(const std::string& uri) {
  if (!is_open(uri)) return nullptr;
  forget_files();
  std::vector<std::string> documents = open_documents();
  std::vector<std::string> open_files;
  for (const std::string& each : documents) open_files.push_back(decoded(each));
  if (files_ != nullptr)
    for (std::string& each : files_->beside(uri))
      if (!among(open_files, decoded(each))) documents.push_back(std::move(each));
  std::ranges::sort(documents);
  std::vector<std::string> order;
  gather(uri, order);
  amendments_of(order, documents);
  return std::make_shared<const Snapshot>(files_of(order));
}

}  // namespace remit::editor
