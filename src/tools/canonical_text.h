#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "base/hash_map.h"
#include "syntax/translation.h"
#include "syntax/tree.h"

namespace remit::tools {

/// What a tree says, as lines that equal policies have in common: its structure, then its words.
/// Layout, comments, spelling language of keywords and operators, full-width punctuation and the
/// way a number is written leave no trace; names, order and everything else do.
class CanonicalText {
 public:
  /// `others`: the policy's files before this one. The trees must be complete and outlive this.
  CanonicalText(const syntax::Tree& tree, absl::Span<const syntax::Tree> others);

  using Line = absl::FunctionRef<void(std::string_view kind, std::string_view text)>;
  /// The lines of a node of the tree; the policies' own tests below it, which say nothing of the
  /// policy, are left out.
  void write(const syntax::NodeView& node, Line line) const;
  /// All of them as one text, for comparison; a test too.
  std::string text(const syntax::NodeView& node) const;

 private:
  struct Writer;

  const syntax::Tree& tree_;
  syntax::Translation english_;
  /// Operator words in both languages to the operator's name.
  base::HashMap<std::string, std::string_view> operators_;
};

}  // namespace remit::tools
