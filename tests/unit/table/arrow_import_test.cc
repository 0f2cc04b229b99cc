// Tables from Arrow: which columns are taken, who owns what, what is refused.
#include <string>
#include <vector>

#include "arrow_host.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using namespace arrow_host;
using ::testing::ElementsAre;
using Kind = ArrowError::Kind;

TEST(ArrowImport, NullsOffsetsAndSlices) {
  const FieldSchema number = field("x", type::kNumber);
  Column column = with_nulls(fixed<std::int64_t>("x", "l", {10, 11, 12, 13, 14, 15}), 0b110111);
  column.offset = 1;
  column.length = 5;
  Host host({column}, 1, 3);
  const Outcome outcome = read(number, host);
  EXPECT_EQ(outcome.cells, "12 !1 14");
  EXPECT_EQ(host.released, 1);
}

TEST(ArrowImport, UsesBuffersInPlaceAndKeepsThemAlive) {
  Host host({fixed<std::int64_t>("x", "l", {10, 11, 12})}, 1, 2);
  const void* const data = host.array()->children[0]->buffers[1];
  {
    const Outcome outcome = read(field("x", type::kNumber), host);
    const auto& values =
        std::get<Buffer<std::int64_t>>(outcome.built.dataset.tables[1].columns[0].storage);
    EXPECT_EQ(values.data(), static_cast<const std::int64_t*>(data) + 1);
    EXPECT_EQ(outcome.cells, "11 12");
    EXPECT_EQ(host.released, 0);
  }
  EXPECT_EQ(host.released, 1);
  Host text_host({texts<std::int64_t>("x", "U", {"甲", "乙"})});
  const void* const text_bytes = text_host.array()->children[0]->buffers[2];
  const Outcome outcome = read(field("x", type::kText), text_host);
  EXPECT_EQ(std::get<TextData>(outcome.built.dataset.tables[1].columns[0].storage).bytes.data(),
            text_bytes);
}

TEST(ArrowImport, ErrorsNameTheColumnAndReleaseTheArray) {
  const FieldSchema number = field("x", type::kNumber);
  const auto error = [&](std::vector<Column> columns) {
    Host host(std::move(columns));
    const Outcome outcome = read(number, host);
    EXPECT_EQ(host.released, 1);
    return outcome.arrow.error.value_or(ArrowError());
  };
  const ArrowError wrong = error({fixed<std::int32_t>("x", "tdD", {0})});
  EXPECT_EQ(wrong.kind, Kind::wrong_type);
  EXPECT_EQ(wrong.column, "x");
  EXPECT_EQ(wrong.text, "tdD");
  EXPECT_EQ(error({fixed<std::int64_t>("x", "+l", {0})}).kind, Kind::wrong_type);
  EXPECT_EQ(error({fixed<std::int64_t>("x", "l", {0}), fixed<std::int64_t>(" x", "l", {0})}).kind,
            Kind::headers);
  Column short_one = fixed<std::int64_t>("x", "l", {0});
  short_one.data.pop_back();
  EXPECT_EQ(error({short_one}).kind, Kind::malformed);

  Schemas required = one_field(number);
  required[1].fields[0].optional = false;
  DatasetBuilder builder(required);
  Host host({fixed<std::int64_t>("y", "l", {0})});
  const ArrowOutcome missing = import_arrow(host.schema(), host.array(), 10, builder.table(1));
  ASSERT_TRUE(missing.error);
  EXPECT_EQ(missing.error->kind, Kind::headers);
  EXPECT_THAT(missing.error->match.missing, ElementsAre(0));
  EXPECT_THAT(missing.error->headers, ElementsAre("y"));
}

TEST(ArrowImport, ExtraColumnsAreNamed) {
  Host host({fixed<std::int64_t>("x", "l", {1}), fixed<std::int64_t>("y", "+l", {1})});
  EXPECT_THAT(read(field("x", type::kNumber), host).arrow.ignored, ElementsAre("y"));
}

TEST(ArrowImport, SharesLieWithinAWholeInPlaceToo) {
  FieldSchema share = field("x", type::kNumber);
  share.whole = true;
  Host host({fixed<std::int64_t>("x", "l", {1, 0, 15, -1})});
  const Outcome outcome = read(share, host);
  ASSERT_EQ(outcome.built.problems.size(), 2u);
  EXPECT_EQ(outcome.built.problems[0].row, 2u);
  EXPECT_EQ(outcome.built.problems[0].kind, ProblemKind::beyond_whole);
  EXPECT_EQ(outcome.built.problems[1].row, 3u);
}

TEST(ArrowImport, LeftoversOfSpreadsheetsInTexts) {
  Host host({texts<std::int32_t>("x", "u", {"a", "#N/A", "1.1E+17", "b"})});
  const Outcome outcome = read(field("x", type::kText), host);
  ASSERT_EQ(outcome.built.problems.size(), 2u);
  EXPECT_EQ(outcome.built.problems[0].kind, ProblemKind::spreadsheet_error);
  EXPECT_EQ(outcome.built.problems[1].kind, ProblemKind::lost_digits);
}

TEST(ArrowImport, TheRowLimitHolds) {
  Host host({fixed<std::int8_t>("x", "c", std::vector<std::int8_t>(1001, 1))});
  const Outcome outcome = read(field("x", type::kNumber), host, 1'000);
  ASSERT_TRUE(outcome.arrow.error);
  EXPECT_EQ(outcome.arrow.error->kind, Kind::too_many_rows);
}

TEST(ArrowImport, AFailedImportLeavesTheTableAsItWas) {
  DatasetBuilder builder(one_field(field("x", type::kNumber)));
  builder.table(1).set_text(0, 0, "42");
  Host host({fixed<std::int32_t>("x", "tdD", {0})});
  EXPECT_TRUE(import_arrow(host.schema(), host.array(), 10, builder.table(1)).error);
  const auto built = builder.build();
  EXPECT_EQ(print(built.dataset.tables[1].columns[0], {}), "42");
}

}  // namespace
}  // namespace remit::table
