#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/format.h"
#include "remit/status.h"

namespace remit {

struct Diagnostics::Impl {
  base::SourceSet sources;
  std::vector<diagnostic::Diagnostic> list;
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

struct Error::Impl {
  StatusCode code = StatusCode::internal_error;
  /// Empty when the diagnostics speak for themselves.
  std::optional<diagnostic::Argument> message;
  Diagnostics diagnostics;
};

namespace diagnostic {

/// An error worded by the catalogue.
Error make_error(StatusCode code, diagnostic::Text text,
                 const std::vector<diagnostic::Argument>& arguments = {});
/// An error about a name that is not there, with the one that is probably meant, if any is near.
Error make_unknown_name(diagnostic::Text text, const std::vector<diagnostic::Argument>& arguments,
                        const std::optional<std::string>& near);
/// An error about the policy's text, or about data, whose words are diagnostics.
Error make_error(StatusCode code, Diagnostics diagnostics);

/// An error about a table, in the words of these, all of them.
Error make_data_error(const std::vector<diagnostic::Diagnostic>& troubles);

Diagnostics make_diagnostics(std::vector<diagnostic::Diagnostic> list, base::SourceSet sources);

/// A span as the file and the two places that the public interface speaks of.
struct Place {
  std::string file;
  Position begin;
  Position end;
};
Place place_of(const base::SourceSet& sources, base::Span span);

}  // namespace diagnostic
}  // namespace remit
