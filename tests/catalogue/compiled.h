#pragma once

#include <string>
#include <vector>

#include "base/source_set.h"
#include "diagnostic/diagnostic.h"
#include "remit/limits.h"

namespace remit::catalogue {

/// What the checker says of one text.
struct Compiled {
  base::SourceSet sources;
  std::vector<diagnostic::Diagnostic> diagnostics;
  bool has_errors = false;

  std::size_t count(diagnostic::Code code) const;
};

Compiled compile(const std::string& name, std::string text, const Limits& limits = {});

}  // namespace remit::catalogue
