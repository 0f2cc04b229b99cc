#include "sweep/axis.h"

#include <gmock/gmock.h>

namespace remit::sweep {
namespace {

std::vector<std::string> texts_of(std::string_view text) {
  const Result<Axis> axis = Axis::read(text);
  if (!axis.ok()) return {axis.error().message(Language::en)};
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < axis->size(); ++i) texts.push_back(axis->text(i));
  return texts;
}

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Axis, ReadsListsAsTheyAreWritten) {
  EXPECT_THAT(texts_of("cap=30万,50万、80万元"), ElementsAre("30万", "50万", "80万元"));
  EXPECT_THAT(texts_of("word = red, blue"), ElementsAre("red", "blue"));
  EXPECT_THAT(texts_of("n＝-1，0"), ElementsAre("-1", "0"));
  EXPECT_THAT(texts_of("n=5,100,123.45"), ElementsAre("5", "100", "123.45"));
  EXPECT_THAT(texts_of("n=300,000"), ElementsAre(HasSubstr("is no value")));  // is one number
}

TEST(Axis, WritesRangesOutInTheUnitOfTheirLastValue) {
  EXPECT_THAT(texts_of("rate=10%..12%/0.5%"), ElementsAre("10%", "10.5%", "11%", "11.5%", "12%"));
  EXPECT_THAT(texts_of("cap=0..20万元/10万元"), ElementsAre("0万元", "10万元", "20万元"));
  EXPECT_THAT(texts_of("n=-1..1/1"), ElementsAre("-1", "0", "1"));
  EXPECT_THAT(texts_of("n=1,5..7/1,9"), ElementsAre("1", "5", "6", "7", "9"));
}

TEST(Axis, PassesOverAnEndThatNoStepReaches) {
  EXPECT_THAT(texts_of("n=0..1/0.4"), ElementsAre("0", "0.4", "0.8"));
}

TEST(Axis, CountsDaysAndMonths) {
  EXPECT_THAT(texts_of("d=2010-01-30..2010-02-02/2 days"), ElementsAre("2010-01-30", "2010-02-01"));
  EXPECT_THAT(texts_of("d=2010-01-31..2010-03-31/1 months"),
              ElementsAre("2010-01-31", "2010-02-28", "2010-03-31"));
}

TEST(Axis, SaysWhatIsWrong) {
  EXPECT_THAT(texts_of("rate"), ElementsAre(HasSubstr("is no `PARAMETER=VALUES`")));
  EXPECT_THAT(texts_of("rate="), ElementsAre(HasSubstr("is given no value")));
  EXPECT_THAT(texts_of("rate=1,,2"), ElementsAre(HasSubstr("is no value")));
  EXPECT_THAT(texts_of("rate=10%..30%"), ElementsAre(HasSubstr("is no range")));
  EXPECT_THAT(texts_of("rate=10%..30%/0%"), ElementsAre(HasSubstr("is no range")));
  EXPECT_THAT(texts_of("rate=30%..10%/1%"), ElementsAre(HasSubstr("is no range")));
  EXPECT_THAT(texts_of("rate=10..30%/1%"), ElementsAre(HasSubstr("is no range")));
}

std::string in_order(const char* text) {
  Result<Axis> axis = Axis::read(text);
  EXPECT_TRUE(axis.ok()) << text;
  EXPECT_FALSE(axis->put_in_order()) << text;
  std::string all;
  for (std::uint64_t i = 0; i < axis->size(); ++i) all += axis->text(i) + " ";
  return all;
}

TEST(Axis, PutsValuesInOrderEachOnce) {
  EXPECT_EQ(in_order("few=1,5,3"), "1 3 5 ");
  EXPECT_EQ(in_order("few=-1,-3,2"), "-3 -1 2 ");
  EXPECT_EQ(in_order("few=9007199254740993,9007199254740992"),
            "9007199254740992 9007199254740993 ");
  EXPECT_EQ(in_order("rate=1%,0.5%,5‰,0.01"), "0.5% 1% ");
  EXPECT_EQ(in_order("cap=50万,30万元,400000"), "30万元 400000 50万 ");
  EXPECT_EQ(in_order("rate=20%..30%/5%,1%,5%..15%/5%"), "1% 5% 10% 15% 20% 25% 30% ");
  EXPECT_EQ(in_order("rate=10%..30%/10%,20%,15%"), "10% 15% 20% 30% ");
  EXPECT_EQ(in_order("day=2024-03-01,2023-01-01"), "2023-01-01 2024-03-01 ");
  EXPECT_EQ(in_order("day=2024-01-31..2024-03-31/1month,2024-02-29,2024-02-28"),
            "2024-01-31 2024-02-28 2024-02-29 2024-03-31 ");
  EXPECT_EQ(in_order("long=30days,10days"), "10days 30days ");
}

TEST(Axis, LeavesWhatHasNoOrder) {
  EXPECT_EQ(in_order("kind=b,a"), "b a ");
  EXPECT_EQ(in_order("long=3months,10days"), "3months 10days ");
}

TEST(Axis, RefusesToWriteOutWhatIsTooMuch) {
  Result<Axis> axis = Axis::read("n=0..10000000/1,5");
  ASSERT_TRUE(axis.ok());
  EXPECT_TRUE(axis->put_in_order());
  axis = Axis::read("n=10..10000000/1,5");
  ASSERT_TRUE(axis.ok());
  EXPECT_FALSE(axis->put_in_order());
  EXPECT_EQ(axis->text(0), "5");
  EXPECT_EQ(axis->text(1), "10");
}

TEST(Axis, IsNotWrittenOut) {
  const Result<Axis> axis = Axis::read("revenue=0..100000000000/0.01");
  ASSERT_TRUE(axis.ok());
  EXPECT_EQ(axis->size(), 10'000'000'000'001u);
  EXPECT_EQ(axis->text(123'456'789), "1234567.89");
}

}  // namespace
}  // namespace remit::sweep
