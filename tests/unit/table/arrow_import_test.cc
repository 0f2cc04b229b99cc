// Tables from Arrow: which columns are taken, who owns what, what is refused.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrow_host.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "table/arrow_node.h"

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

/// A column with memory of its own, as libraries of Arrow hand it over.
template <typename T>
std::weak_ptr<const void> add_owned(const char* name, const char* format, std::vector<T> values,
                                    SchemaNode& schema, ArrayNode& array) {
  auto held = std::make_shared<std::vector<T>>(std::move(values));
  auto own_schema = std::make_unique<SchemaNode>();
  own_schema->name = name;
  own_schema->format = format;
  auto own = std::make_unique<ArrayNode>();
  own->length = static_cast<std::int64_t>(held->size());
  own->buffers = {nullptr, held->data()};
  own->owners = {held};
  std::weak_ptr<const void> memory = held;
  schema.children.push_back(std::move(own_schema));
  array.children.push_back(std::move(own));
  return memory;
}

TEST(ArrowImport, AColumnInPlaceDoesNotHoldTheOthers) {
  auto schema_node = std::make_unique<SchemaNode>();
  auto array_node = std::make_unique<ArrayNode>();
  schema_node->format = "+s";
  array_node->length = 2;
  array_node->buffers = {nullptr};
  const auto used = add_owned<std::int64_t>("x", "l", {10, 11}, *schema_node, *array_node);
  const auto copied = add_owned<Int128>("y", "d:38,0", {20, 21}, *schema_node, *array_node);
  Released<ArrowSchema> schema;
  ArrowArray array;
  SchemaNode::hand_over(std::move(schema_node), &schema);
  ArrayNode::hand_over(std::move(array_node), &array);
  Schemas schemas = one_field(field("x", type::kNumber));
  schemas[1].fields.push_back(field("y", type::kNumber));
  {
    DatasetBuilder builder(schemas);
    EXPECT_FALSE(import_arrow(&schema, &array, 10, builder.table(1)).error);
    EXPECT_FALSE(used.expired());
    EXPECT_TRUE(copied.expired());
    const auto built = builder.build();
    const Table& table = built.dataset.tables[1];
    EXPECT_EQ(print(table.columns[0], {}), "10 11");
    EXPECT_EQ(print(table.columns[1], {}), "20 21");
  }
  EXPECT_TRUE(used.expired());
}

/// Two columns of three numbers that have memory of their own.
struct OwnedTable {
  OwnedTable() {
    auto schema_node = std::make_unique<SchemaNode>();
    auto array_node = std::make_unique<ArrayNode>();
    schema_node->format = "+s";
    array_node->length = 3;
    array_node->buffers = {nullptr};
    x = add_owned<std::int64_t>("x", "l", {10, 11, 12}, *schema_node, *array_node);
    y = add_owned<std::int64_t>("y", "l", {20, 21, 22}, *schema_node, *array_node);
    SchemaNode::hand_over(std::move(schema_node), &schema);
    ArrayNode::hand_over(std::move(array_node), &array);
  }
  Released<ArrowSchema> schema;
  ArrowArray array{};
  std::weak_ptr<const void> x, y;
};

Schemas two_numbers() {
  Schemas schemas = one_field(field("x", type::kNumber));
  schemas[1].fields.push_back(field("y", type::kNumber));
  return schemas;
}

TEST(ArrowImport, AColumnThatWasTakenOutBeginsWhereTheTableAndItselfSay) {
  OwnedTable given;
  given.array.offset = 1;
  given.array.length = 1;
  given.array.children[0]->offset = 1;
  given.array.children[0]->length = 2;
  DatasetBuilder builder(two_numbers());
  EXPECT_FALSE(import_arrow(&given.schema, &given.array, 10, builder.table(1)).error);
  const auto built = builder.build();
  EXPECT_EQ(print(built.dataset.tables[1].columns[0], {}), "12");
  EXPECT_EQ(print(built.dataset.tables[1].columns[1], {}), "21");
}

TEST(ArrowImport, AColumnThatStandsTwiceIsRefusedAndReleasedOnce) {
  OwnedTable given;
  given.array.children[1] = given.array.children[0];
  DatasetBuilder builder(two_numbers());
  const auto outcome = import_arrow(&given.schema, &given.array, 10, builder.table(1));
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, ArrowError::Kind::malformed);
  EXPECT_TRUE(given.x.expired());
  EXPECT_TRUE(given.y.expired());
}

TEST(ArrowImport, AColumnThatIsOfTheTablesMemoryStaysWithTheTable) {
  Host host({fixed<std::int64_t>("x", "l", {10, 11})});
  host.array()->children[0]->private_data = host.array()->private_data;
  {
    DatasetBuilder builder(one_field(field("x", type::kNumber)));
    EXPECT_FALSE(import_arrow(host.schema(), host.array(), 10, builder.table(1)).error);
    EXPECT_EQ(host.released, 0);
    EXPECT_EQ(print(builder.build().dataset.tables[1].columns[0], {}), "10 11");
  }
  EXPECT_EQ(host.released, 1);
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
