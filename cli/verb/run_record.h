#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/csv/file_digest.h"
#include "cli/csv/output_folder.h"
#include "cli/verb/compared.h"
#include "cli/verb/run_verb.h"
#include "remit/policy.h"

namespace remit::cli {

/// What a run has read.
struct RunRecord {
  struct Text {
    std::string path;
    FileDigest digest;
  };
  struct Table {
    std::size_t entity = 0;
    std::string path;
    std::uint64_t rows = 0;
    FileDigest digest;
  };
  std::vector<Text> texts;
  std::vector<Table> tables;
};

/// The manifest of a run (docs/manifest.md). Paths are as seen from the folder of the results, so
/// that the whole can be moved.
std::string manifest_text(const RunVerb& verb, const Policy& policy, const Results& results,
                          std::uint64_t errors, std::vector<WrittenFile> outputs,
                          Language language);

/// The same of a comparison that is written to `out`: what each side was made of.
std::string manifest_text(const std::string& out, const Compared& compared,
                          std::vector<WrittenFile> outputs, Language language);

}  // namespace remit::cli
