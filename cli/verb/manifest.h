#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/file_digest.h"

namespace remit::cli {

/// A manifest as it is read again (docs/manifest.md).
struct Manifest {
  struct Text {
    std::string path;
    FileDigest digest;
  };
  struct Table {
    std::string entity;
    std::string path;
    std::uint64_t rows = 0;
    FileDigest digest;
  };
  /// What one run was made of.
  struct Side {
    std::string policy;
    std::string canonical_hash;
    std::vector<Text> texts;
    std::vector<Table> tables;
  };
  std::string version;
  std::string build;
  std::vector<Side> sides;  ///< of a run one, of a comparison what was before and what is after
  std::string as_of;        ///< empty: no day
  std::string language;
  std::string encoding;
  bool thousands = false;
  bool fill_merged = false;
  bool excel = false;
  bool strict = false;
  bool all = false;
  std::vector<std::string> show;
  std::vector<std::string> by;
  std::vector<std::string> only;  ///< empty: everything
  std::string batches;  ///< entity whose rows came in batches; empty: none
  std::uint64_t batch_bytes = 0;
  std::map<std::string, FileDigest> outputs;  ///< by file

  bool compares() const { return sides.size() > 1; }
};

/// Nothing if the text is no manifest of a form that is known.
std::optional<Manifest> parse_manifest(std::string_view text);

/// The options as words, by name.
std::vector<std::pair<std::string, std::string>> option_words(const Manifest& manifest);

}  // namespace remit::cli
