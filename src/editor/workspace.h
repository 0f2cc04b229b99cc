#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "editor/positions.h"
#include "editor/snapshot.h"
#include "remit/editor.h"

namespace remit::editor {

/// A change of an open document: what stands between two places gives way to `text`; without places
/// the whole does.
struct TextChange {
  std::optional<std::pair<Place, Place>> range;
  std::string text;
};

/// The documents that are open, and what is known of them. Which files belong together follows from
/// what amends what: first among the open documents, then among the files beside them.
class Workspace {
 public:
  explicit Workspace(std::shared_ptr<const EditorFiles> files) : files_(std::move(files)) {}

  void open(const std::string& uri, std::string text);
  void change(const std::string& uri, const std::vector<TextChange>& changes);
  void close(const std::string& uri);
  /// Files beside the open ones may have changed.
  void forget_files();

  bool is_open(const std::string& uri) const { return open_.contains(uri); }
  std::vector<std::string> open_documents() const;
  /// What is known of a document and the files that belong to it; kept until one of them changes.
  /// Null: it is not open.
  std::shared_ptr<const Snapshot> snapshot(const std::string& uri);
  /// The same with the files beside it that amend it and are not open, as they are on the disk now:
  /// for what must not miss a place. Made anew each time. Null: it is not open.
  std::shared_ptr<const Snapshot> snapshot_of_all(const std::string& uri);

 private:
  /// A file with the names of its policies and of those that these amend.
  struct Known {
    std::string text;
    std::shared_ptr<ReadFile> read;  ///< for the first snapshot that begins with it
    std::vector<std::string> policies;
    std::vector<std::string> amended;
  };
  static Known read(const std::string& uri, std::string text, const syntax::Tree* before = nullptr);
  Known* known(const std::string& uri);
  std::string file_of(const std::string& policy, const std::string& beside);
  void gather(const std::string& uri, std::vector<std::string>& order);
  /// Appends what amends the files gathered so far, and so on: of these documents.
  void amendments_of(std::vector<std::string>& order, const std::vector<std::string>& documents);
  std::vector<File> files_of(const std::vector<std::string>& order);

  std::shared_ptr<const EditorFiles> files_;
  std::map<std::string, Known> open_, beside_;
  std::map<std::string, std::shared_ptr<const Snapshot>> snapshots_;  // by document
};

}  // namespace remit::editor
