#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/manifest.h"

namespace remit::cli {

/// One thing that two runs do not have in common, or that has changed since a run.
struct Difference {
  enum class Kind { engine, policy, text, option, table, output, file };
  Kind kind = Kind::engine;
  std::string name;     ///< file, entity or option; empty for engine and policy
  std::string message;  ///< in words
  /// Another engine may have computed the same: that alone is no fault.
  bool is_remark() const { return kind == Kind::engine; }
};

/// "engine", "text" ...: for programs.
const char* kind_name(Difference::Kind kind);

/// What `before` and `after` do not have in common. Texts are matched in their order, tables by
/// entity, outputs by file. `parts_at`: by file, the line where a compared output parts, where it
/// is known.
std::vector<Difference> differences(const Manifest& before, const Manifest& after,
                                    const std::map<std::string, std::uint64_t>& parts_at,
                                    const Console& console);

/// What of the outputs in the folder is no longer what its manifest says.
std::vector<Difference> changed_files(const std::string& directory, const Manifest& manifest,
                                      const Console& console);

}  // namespace remit::cli
