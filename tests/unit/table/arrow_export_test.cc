// Tables to Arrow, and back again.
#include "table/arrow_export.h"

#include <limits>
#include <string>
#include <vector>

#include "arrow_host.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using namespace arrow_host;
using ::testing::IsEmpty;

// A unit table and a project table with every kind of column.
Schemas two_tables() {
  EntitySchema unit{"unit", "", {field("name", type::kText)}, {0}};
  FieldSchema kind = field("kind", type::category(0));
  kind.categories = {"甲", "乙"};
  EntitySchema project{"project", "", {field("id", type::kNumber)}, {0}};
  project.fields = {field("id", type::kNumber),
                    field("unit", type::reference(1)),
                    kind,
                    field("paid", type::money(0), 2),
                    field("day", type::kDate),
                    field("open", type::kBoolean)};
  for (FieldSchema& one : project.fields) one.optional = true;
  return {EntitySchema{}, unit, project};
}

DatasetBuilder filled() {
  DatasetBuilder builder(two_tables());
  builder.table(1).set_text(0, 0, "一局");
  builder.table(1).set_text(1, 0, "二局");
  const std::vector<std::vector<std::string>> rows = {
      {"1", "二局", "乙", "1.50", "2010-01-02", "true"},
      {"2", "", "", "", "", ""},
      {"3", "一局", "甲", "1" + std::string(30, '0') + ".01", "1969-12-31", "false"}};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t f = 0; f < rows[row].size(); ++f)
      builder.table(2).set_text(row, f, rows[row][f]);
  }
  return builder;
}

TEST(ArrowExport, WhatGoesOutComesBackTheSame) {
  const Schemas schemas = two_tables();
  const auto built = filled().build();
  const Naming naming{std::make_shared<Names>(Names{{{"甲", "乙"}}, {{}, {0}, {0}}}),
                      &built.dataset};
  for (const bool as_stream : {false, true}) {
    DatasetBuilder again(schemas);
    for (std::size_t entity : {1u, 2u}) {
      const Table& table = built.dataset.tables[entity];
      std::vector<NamedColumn> columns;
      for (std::size_t f = 0; f < table.columns.size(); ++f) {
        columns.push_back({schemas[entity].fields[f].name, table.columns[f]});
      }
      ArrowOutcome outcome;
      if (as_stream) {
        ArrowArrayStream stream;
        export_arrow(columns, table.rows, naming, &stream);
        outcome = import_arrow(&stream, 1'000, again.table(entity));
        EXPECT_EQ(stream.release, nullptr);
      } else {
        Released<ArrowSchema> schema;
        Released<ArrowArray> array;
        export_arrow(columns, table.rows, naming, &schema, &array);
        outcome = import_arrow(&schema, &array, 1'000, again.table(entity));
      }
      EXPECT_FALSE(outcome.error.has_value());
      EXPECT_THAT(outcome.ignored, IsEmpty());
    }
    const auto back = again.build();
    EXPECT_THAT(back.problems, IsEmpty());
    for (std::size_t f = 0; f < schemas[2].fields.size(); ++f) {
      EXPECT_TRUE(same(back.dataset.tables[2].columns[f], built.dataset.tables[2].columns[f]))
          << schemas[2].fields[f].name;
    }
  }
}

TEST(ArrowExport, ConsumersMayTakeChildrenOut) {
  const auto built = filled().build();
  const Naming naming{std::make_shared<Names>(Names{{{"甲", "乙"}}, {{}, {0}, {0}}}),
                      &built.dataset};
  const std::vector<NamedColumn> columns = {{"kind", built.dataset.tables[2].columns[2]}};
  Released<ArrowSchema> schema;
  Released<ArrowArray> array;
  export_arrow(columns, 3, naming, &schema, &array);
  Released<ArrowArray> child;
  child.take(*array.children[0]);
  array.release(&array);
  EXPECT_EQ(child.null_count, 1);
  EXPECT_EQ(static_cast<const std::int32_t*>(child.buffers[1])[2], 0);
  EXPECT_EQ(child.dictionary->length, 2);
  EXPECT_STREQ(schema.children[0]->dictionary->format, "u");
}

TEST(ArrowExport, BitsOfAnyNumberOfRows) {
  for (std::size_t rows = 0; rows < 70; ++rows) {
    std::vector<std::uint8_t> truths(rows);
    for (std::size_t i = 0; i < rows; ++i) truths[i] = i % 3 == 0 || i % 7 == 2 ? 1 : 0;
    const ColumnData column{type::kBoolean, 0, Buffer<std::uint8_t>(truths), {}};
    Released<ArrowSchema> schema;
    Released<ArrowArray> array;
    export_arrow(std::vector<NamedColumn>{{"b", column}}, rows, {}, &schema, &array);
    const auto* bits = static_cast<const std::uint8_t*>(array.children[0]->buffers[1]);
    for (std::size_t i = 0; i < (rows + 7) / 8 * 8; ++i) {
      EXPECT_EQ(bits[i / 8] >> (i % 8) & 1, i < rows ? truths[i] : 0) << i << " of " << rows;
    }
  }
}

TEST(ArrowExport, NumbersAreWideDecimals) {
  const std::vector<std::int64_t> values = {0, -1, 5, std::numeric_limits<std::int64_t>::min(),
                                            std::numeric_limits<std::int64_t>::max()};
  const ColumnData column{type::money(0), 2, Buffer<std::int64_t>(values), {}};
  Released<ArrowSchema> schema;
  Released<ArrowArray> array;
  export_arrow(std::vector<NamedColumn>{{"m", column}}, values.size(), {}, &schema, &array);
  EXPECT_STREQ(schema.children[0]->format, "d:38,2");
  const auto* wide = static_cast<const Int128*>(array.children[0]->buffers[1]);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_TRUE(wide[i] == values[i]) << i;
}

TEST(ArrowExport, RatiosAreTexts) {
  const ColumnData ratios{type::kNumber,
                          0,
                          Buffer<number::Rational>({number::Rational(1) / 3, number::Rational(2)}),
                          {}};
  Released<ArrowSchema> schema;
  Released<ArrowArray> array;
  export_arrow(std::vector<NamedColumn>{{"r", ratios}}, 2, {}, &schema, &array);
  EXPECT_STREQ(schema.children[0]->format, "U");
  EXPECT_EQ(std::string(static_cast<const char*>(array.children[0]->buffers[2]), 4), "1/32");
}

}  // namespace
}  // namespace remit::table
