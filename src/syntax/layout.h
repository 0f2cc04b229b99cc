#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "syntax/translation.h"
#include "syntax/tree.h"

namespace remit::syntax {

/// How each token is to be printed, before lines are made of them.
struct Layout {
  struct Block {
    std::uint32_t open = 0;   ///< token of the `{`
    std::uint32_t close = 0;  ///< token of the `}`
    /// One entry a line, always (lists whose entries have no commas, too); otherwise only when
    /// the line would become too long.
    bool vertical = false;
    /// The cells of a row: they take turns on lines when too long, rather than one line each.
    bool fills = false;
    /// Entries are declarations: those with a block of their own stand apart.
    bool declarations = false;
    std::vector<std::uint32_t> entries;  ///< first token of each
  };
  static constexpr std::uint32_t kNoBlock = 0xFFFFFFFF;
  static constexpr std::uint8_t kNoBreak = 0xFF;

  std::vector<std::string> text;
  std::vector<std::uint32_t> width;     ///< of `text`, in terminal columns
  std::vector<bool> glued;              ///< no space before
  std::vector<std::uint8_t> level;      ///< where a long line is broken: at the least, if any
  std::vector<bool> own_line;           ///< a rung of a ladder: if one gets a line, all do
  std::vector<bool> must_break;         ///< a rung that gets its line, however short the ladder is
  std::vector<std::uint16_t> pad;       ///< further spaces before, for alignment
  std::vector<std::uint32_t> block_at;  ///< by token: index of the block it opens
  std::vector<Block> blocks;
  std::vector<std::uint32_t> policies;  ///< first token of each
};

/// Computes the layout of a complete tree, its words as `translation` has them. O(tokens).
Layout make_layout(const Tree& tree, const Translation& translation);

/// Line feeds between two places of the source; two or more mean a blank line.
std::size_t line_feeds(const base::Source& source, std::uint32_t begin, std::uint32_t end);

}  // namespace remit::syntax
