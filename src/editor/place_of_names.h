#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "editor/snapshot.h"

namespace remit::editor {

// Which names may stand at a place of a text that cannot be read yet: by the tokens before it and
// the names that are known.

/// How far the path before a dot has come.
struct PathPlace {
  std::string rows = {};                             ///< in a row of that entity; empty: in none
  const check::NameIndex::Declared* form = nullptr;  ///< at a declaration that can be asked
};

/// Of the path whose next step begins at the offset; nothing where no dot stands before it.
std::optional<PathPlace> path_before(const Snapshot& snapshot, const syntax::Tree& tree,
                                     std::uint32_t offset);

/// The entities whose names a formula at the offset may read, the innermost first: the rows of the
/// fold that is open there, and those that the declaration is for.
std::vector<std::string> scopes_at(const Snapshot& snapshot, const syntax::Tree& tree,
                                   std::uint32_t offset);

}  // namespace remit::editor
