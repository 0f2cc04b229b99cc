#pragma once

#include <string>
#include <vector>

#include "syntax/layout.h"
#include "syntax/tree.h"

namespace remit::syntax {

/// Makes lines of the tokens of a tree.
class Printer {
 public:
  Printer(const Tree& tree, const Layout& layout) : tree_(tree), layout_(layout) {}

  /// The formatted text of each region of the tree (the whole file, or each Markdown block).
  std::vector<std::string> print();

 private:
  void print_entry(std::uint32_t begin, std::uint32_t end, std::uint32_t indent);
  void print_block(const Layout::Block& block, std::uint32_t indent);
  void print_entries(const Layout::Block& block, std::uint32_t indent);
  bool fits(const Layout::Block& block, std::uint32_t entry_end) const;
  bool has_block(std::uint32_t begin, std::uint32_t end) const;
  void add_token(std::uint32_t token, std::uint32_t indent);
  void add_comments(std::uint32_t token, std::uint32_t indent);
  void add_comment(const Comment& comment, std::uint32_t indent);
  void add_blank_line(std::uint32_t token, bool wanted);
  void enter_region(std::uint32_t offset);
  void flush();
  void print_line(std::size_t begin, std::size_t end, std::uint32_t indent);
  void print_broken(std::size_t begin, std::size_t end, std::uint32_t indent);
  bool fits_line(std::size_t begin, std::size_t end, std::uint32_t indent) const;
  std::uint32_t flat_width(std::uint32_t begin, std::uint32_t end) const;
  std::uint32_t spaces_before(std::uint32_t token) const;

  const Tree& tree_;
  const Layout& layout_;
  std::vector<std::vector<std::string>> regions_;
  std::size_t region_ = 0;
  std::vector<std::uint32_t> line_;  ///< tokens of the line being made
  std::uint32_t line_indent_ = 0;
  std::uint32_t line_width_ = 0;
  std::size_t next_comment_ = 0;
  std::uint32_t last_end_ = 0;  ///< of the source text printed so far
};

}  // namespace remit::syntax
