#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "check/eras.h"
#include "diagnostic/sink.h"
#include "syntax/tree.h"

namespace remit::check {

/// A policy as it stands after what it amends: its own items, and those of the amended policy that
/// it neither replaces nor repeals.
struct PolicyText {
  syntax::NodeView node;
  const syntax::Tree* tree = nullptr;
  std::vector<syntax::NodeView> items;
  std::vector<Era> eras;  ///< of items that hold for some rows only
  /// The first day of the policies that hold for earlier rows; nothing: it says its own.
  std::optional<std::int32_t> rows_from = {};
};

/// All policies of the files in order, without the items that touch one of the `unreadable` places.
/// A policy may amend one that stands before it.
std::vector<PolicyText> assemble(absl::Span<const syntax::Tree> trees,
                                 absl::Span<const base::Span> unreadable,
                                 diagnostic::DiagnosticSink& sink);

}  // namespace remit::check
