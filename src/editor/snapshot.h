#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/source_set.h"
#include "check/name_index.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/sink.h"
#include "remit/policy.h"
#include "syntax/tree.h"

namespace remit::editor {

/// A file that was read by itself: its tree, which reads the one text of `sources`, and what was
/// complained of.
struct ReadFile {
  /// `before`: of a text that differs little, read without a complaint; null: there is none.
  ReadFile(const std::string& uri, const std::string& text, const syntax::Tree* before);
  ReadFile(const ReadFile&) = delete;
  ReadFile& operator=(const ReadFile&) = delete;

  base::SourceSet sources;
  diagnostic::DiagnosticSink complaints;
  syntax::Tree tree;
};

/// A file as it stands at a moment: its URI and its text.
struct File {
  std::string uri;
  std::string text;
  std::shared_ptr<ReadFile> read = nullptr;  ///< of this text; null: it is to be read
};

/// All that is known of files that belong together, at one moment: a policy and those that amend
/// it. Immutable but for what is computed when first asked for; belongs to one thread.
class Snapshot {
 public:
  /// What is amended stands before what amends it. Of the first file, whose offsets are those that
  /// it has by itself, what was read is taken; whoever else holds it finds it empty then.
  explicit Snapshot(std::vector<File> files);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const std::vector<syntax::Tree>& trees() const { return trees_; }
  /// The tree of that file; null: it is none of these.
  const syntax::Tree* tree(const std::string& uri) const;
  /// The same where it is the first of these, and was read without a complaint.
  const syntax::Tree* plain_tree(const std::string& uri) const;
  /// The tree whose file holds the offset.
  const syntax::Tree& tree_at(std::uint32_t offset) const;
  /// Of all files, by place.
  const std::vector<diagnostic::Diagnostic>& diagnostics() const { return diagnostics_; }

  const std::vector<check::NameIndex::Declared>& names() const { return names_; }
  /// What is written at that place, as a declaration or where it is meant; null: no name that was
  /// understood. A place just behind a name belongs to it.
  const check::NameIndex::Declared* name_at(std::uint32_t offset) const;
  /// Where the name is written, its declarations included, each place once and in order.
  std::vector<base::Span> places_of(const check::NameIndex::Declared& name) const;
  /// The declarations of the same name in the files: of a policy and of what amends it.
  std::vector<base::Span> declarations_of(const check::NameIndex::Declared& name) const;
  /// The last one of that name among the names of an entity; empty: those of the policy.
  const check::NameIndex::Declared* find(std::string_view entity, std::string_view name) const;

  /// The policy that the files make; nothing while they have errors.
  const std::optional<Policy>& policy() const;

 private:
  /// A place where a name is written, and which: an index of names().
  struct Written {
    base::Span at;
    std::size_t name;
  };
  void collect_places(const std::vector<check::NameIndex::Use>& uses);

  std::vector<File> files_;
  base::SourceSet sources_;
  std::vector<syntax::Tree> trees_;
  std::vector<diagnostic::Diagnostic> diagnostics_;
  std::vector<check::NameIndex::Declared> names_;
  std::vector<Written> places_;  // by place, each once
  bool plainly_read_ = false;    ///< the first file
  bool sound_ = false;
  mutable std::optional<Policy> policy_;
  mutable bool compiled_ = false;
};

}  // namespace remit::editor
