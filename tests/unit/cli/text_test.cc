#include <string>

#include "cli/text/grid.h"
#include "cli/verb/junit.h"
#include "gtest/gtest.h"

namespace remit::cli {
namespace {

TEST(Grid, ColumnsStandInLineForWideCharacters) {
  Grid grid;
  grid.add_column("单位", Grid::Align::left);
  grid.add_column("amount", Grid::Align::right);
  grid.add_row({"A", "1.00"});
  grid.add_row({"招商局", "500,000.00"});
  EXPECT_EQ(grid.text(),
            "  单位        amount\n"
            "  ------  ----------\n"
            "  A             1.00\n"
            "  招商局  500,000.00\n");
}

TEST(Grid, ControlCharactersCannotBreakTheLine) {
  Grid grid;
  grid.add_column("a", Grid::Align::left);
  grid.add_row({"x\ny\x1b[31m"});
  EXPECT_EQ(grid.text(), "  a\n  --------------\n  x\\x0ay\\x1b[31m\n");
}

TEST(GroupThousands, BeforeThePointOnly) {
  EXPECT_EQ(group_thousands("0"), "0");
  EXPECT_EQ(group_thousands("123"), "123");
  EXPECT_EQ(group_thousands("1234.5678"), "1,234.5678");
  EXPECT_EQ(group_thousands("-123456.00"), "-123,456.00");
  EXPECT_EQ(group_thousands("-1234567"), "-1,234,567");
  EXPECT_EQ(group_thousands("2010-12-31"), "2010-12-31");
  EXPECT_EQ(group_thousands("10.20.1234"), "10.20.1234");
}

TEST(Junit, EscapesWhatXmlCannotHold) {
  TestOutcome failed;
  failed.title = "a < b & \"c\"";
  failed.message = "x\ny\x01";
  failed.file = "p.remit";
  failed.begin.line = 7;
  EXPECT_EQ(junit_xml({{"p", {failed}}}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
            "  <testsuite name=\"p\" tests=\"1\" failures=\"1\">\n"
            "    <testcase classname=\"p\" name=\"a &lt; b &amp; &quot;c&quot;\" file=\"p.remit\" "
            "line=\"7\">\n      <failure message=\"x&#10;y\"/>\n    </testcase>\n"
            "  </testsuite>\n</testsuites>\n");
}

}  // namespace
}  // namespace remit::cli
