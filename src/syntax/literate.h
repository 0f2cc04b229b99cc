#pragma once

#include <string>
#include <string_view>

#include "diagnostic/sink.h"
#include "syntax/tree.h"

namespace remit::syntax {

/// Whether a file of that name is read as Markdown.
bool is_markdown(std::string_view file_name);

/// Finds the policy in a Markdown file: the fenced blocks whose info string begins with `remit`.
///
/// Fences follow CommonMark 0.31: three or more backticks or tildes, indented by at most three
/// spaces, closed by at least as many. Headings are the ATX ones (`## II. Rewards`).
class Literate {
 public:
  Literate(Tree& tree, diagnostic::DiagnosticSink& sink) : tree_(tree), sink_(sink) {}

  /// Fills the tree's regions and headings. Returns the text of the source with everything outside
  /// the policy blocks turned to spaces, so that all offsets stay; it lives as long as the tree.
  std::string_view read();

 private:
  struct Fence {
    char mark = '\0';  ///< '`' or '~'; 0 for none
    std::size_t length = 0;
    bool policy = false;
  };

  static Fence opening(std::string_view line);
  static bool closes(std::string_view line, const Fence& fence);
  void add_heading(std::string_view line, std::uint32_t offset);

  Tree& tree_;
  diagnostic::DiagnosticSink& sink_;
};

}  // namespace remit::syntax
