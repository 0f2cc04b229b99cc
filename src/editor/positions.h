#pragma once

#include <cstdint>
#include <string_view>

#include "base/source.h"
#include "base/span.h"

namespace remit::editor {

/// A place as the protocol has it: both count from 0, characters in units of UTF-16.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
};

/// `offset` counts as spans do. Cost: the length of its line.
Place place_of(const base::Source& source, std::uint32_t offset);

/// The offset, as spans count, of a place; past the end of its line the end of it. Never between
/// the two halves of a character beyond the first plane: then the one before.
std::uint32_t offset_of(const base::Source& source, Place place);

/// How many units of UTF-16 a text has.
std::uint32_t utf16_length(std::string_view text);

}  // namespace remit::editor
