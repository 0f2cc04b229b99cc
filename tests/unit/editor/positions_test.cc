#include "editor/positions.h"

#include <gtest/gtest.h>

namespace remit::editor {
namespace {

TEST(EditorPositions, CountUnitsOfUtf16) {
  const base::Source source("p", "a政😀b\r\nc", 100);
  EXPECT_EQ(place_of(source, 100).character, 0u);
  EXPECT_EQ(place_of(source, 101).character, 1u);
  EXPECT_EQ(place_of(source, 104).character, 2u);
  EXPECT_EQ(place_of(source, 108).character, 4u);
  EXPECT_EQ(place_of(source, 111).line, 1u);
  EXPECT_EQ(offset_of(source, {0, 4}), 108u);
  EXPECT_EQ(offset_of(source, {0, 3}), 104u);  // between the halves of one character
  EXPECT_EQ(offset_of(source, {0, 99}), 109u);
  EXPECT_EQ(offset_of(source, {7, 0}), source.span().end);
}

}  // namespace
}  // namespace remit::editor
