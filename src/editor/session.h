#pragma once

#include <memory>
#include <string>

#include "base/language.h"
#include "editor/json.h"
#include "editor/snapshot.h"
#include "editor/workspace.h"

namespace remit::editor {

/// What one client has told the server.
struct Session {
  Workspace workspace;
  base::Language language = base::Language::en;  ///< of what the server says
  bool shut_down = false;
  bool ended = false;
};

/// The place that a request asks about.
struct Asked {
  std::shared_ptr<const Snapshot> snapshot;  ///< null: the document is not open
  const syntax::Tree* tree = nullptr;
  std::uint32_t offset = 0;
  explicit operator bool() const { return tree != nullptr; }
};

/// The document of `params`, and the offset of its position if it has one.
Asked asked(Session& session, const Json& params);
/// The same in all files that belong to it, those that are not open too.
Asked asked_of_all(Session& session, const Json& params);

// Parts of messages.
Json range_json(const base::Source& source, base::Span span);
Json location_json(const Snapshot& snapshot, base::Span span);
Json text_edit(const base::Source& source, base::Span span, const std::string& text);
/// Of documents that may be several: edits by URI.
void add_edit(Json& workspace_edit, const Snapshot& snapshot, base::Span span,
              const std::string& text);
Json markdown(const std::string& text);
Place place_from(const Json& position);

}  // namespace remit::editor
