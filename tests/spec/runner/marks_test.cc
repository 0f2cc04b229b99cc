#include "marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remit::spec {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kMarked =
    "policy p {\n"
    "# an ordinary comment, and a dashed line ------ R1\n"
    "# -----\n"
    "  amount 5万 * tax\n"
    "#        ^^^ R0007  ^^^... R0201 -> 税收\n"
    "#             - R0302\n"
    "}\n";

TEST(Marks, StandUnderTheLineBefore) {
  const MarkedText read = read_marks(kMarked);
  EXPECT_THAT(read.unreadable, IsEmpty());
  EXPECT_THAT(read.marks, ElementsAre(Mark{4, 10, 13, false, false, "R0007", ""},
                                      Mark{4, 21, 24, true, false, "R0201", "税收"},
                                      Mark{4, 15, 16, false, true, "R0302", ""}));
}

TEST(Marks, AreWrittenAsTheyAreRead) {
  std::vector<Mark> marks = read_marks(kMarked).marks;
  const std::string bare = without_marks(kMarked);
  EXPECT_EQ(bare,
            "policy p {\n# an ordinary comment, and a dashed line ------ R1\n# -----\n"
            "  amount 5万 * tax\n}\n");
  EXPECT_EQ(with_marks(bare, marks), kMarked);
}

TEST(Marks, OneThatCannotBeReadIsTold) {
  EXPECT_THAT(read_marks("a\n# ^^^\n").unreadable, ElementsAre("# ^^^"));
  EXPECT_THAT(read_marks("a\n# ^^^ R02\n").unreadable, ElementsAre("# ^^^ R02"));
  EXPECT_THAT(read_marks("a\n# ^ R0201 and more\n").unreadable, ElementsAre("# ^ R0201 and more"));
}

}  // namespace
}  // namespace remit::spec
