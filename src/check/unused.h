#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// What the policies of a set declare and use. They share the texts that an amendment leaves as
/// they are: what one of them uses is used.
class Uses {
 public:
  /// The declaration at `span` is used, or is not; `code` says the latter.
  void note(bool used, Code code, base::Span span, std::vector<diagnostic::Argument> words);
  /// Warns of what no policy uses.
  void report(diagnostic::DiagnosticSink& sink) const;

 private:
  struct Unused {
    Code code;
    base::Span span;
    std::vector<diagnostic::Argument> words;
  };
  std::vector<Unused> unused_;
  std::set<std::uint32_t> used_;  ///< where they begin
};

/// Notes of inputs, parameters, parties, tables and rates of a policy whether it uses them.
void look_at_uses(Context& context, absl::Span<const NodeView> items, Uses& uses);

/// Warns of rules that cite no clause, and notes what the document leaves open.
void report_open(Context& context);

}  // namespace remit::check
