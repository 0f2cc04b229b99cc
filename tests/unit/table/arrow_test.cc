#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "table/arrow_export.h"
#include "table/arrow_import.h"
#include "table/builder.h"
#include "table/format_value.h"

namespace remit::table {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = ArrowError::Kind;

// An array and its schema as a host would hand them over, counting how often it is released.
struct Column {
  std::string name;
  std::string format;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = 0;
  std::vector<std::vector<char>> data;  // one per buffer
  std::vector<bool> present = {};       // absent: a null pointer
  std::vector<Column> dictionary = {};  // none or one
};

template <typename T>
std::vector<char> bytes(const std::vector<T>& values) {
  std::vector<char> result(values.size() * sizeof(T));
  if (!values.empty()) std::memcpy(result.data(), values.data(), result.size());
  return result;
}

template <typename T>
Column fixed(std::string name, std::string format, const std::vector<T>& values) {
  return {std::move(name),     std::move(format), static_cast<std::int64_t>(values.size()), 0, 0,
          {{}, bytes(values)}, {false, true}};
}

template <typename Offset>
Column texts(std::string name, std::string format, const std::vector<std::string>& values) {
  std::vector<Offset> offsets = {0};
  std::string all;
  for (const std::string& value : values) {
    all += value;
    offsets.push_back(static_cast<Offset>(all.size()));
  }
  return {std::move(name),
          std::move(format),
          static_cast<std::int64_t>(values.size()),
          0,
          0,
          {{}, bytes(offsets), std::vector<char>(all.begin(), all.end())},
          {false, true, true}};
}

Column with_nulls(Column column, std::uint8_t validity) {
  column.data[0] = {static_cast<char>(validity)};
  column.present[0] = true;
  column.null_count = -1;
  return column;
}

class Host {
 public:
  explicit Host(std::vector<Column> columns, std::int64_t offset = 0, std::int64_t length = -1) {
    root_ = std::make_unique<Node>();
    for (Column& column : columns) root_->children.push_back(node(std::move(column)));
    ArrowArray& array = root_->array;
    array.length = length >= 0 ? length : (columns.empty() ? 0 : root_->children[0]->array.length);
    array.offset = offset;
    root_->buffers = {nullptr};
    root_->schema.format = "+s";
    finish(*root_);
    array.release = [](ArrowArray* a) {
      ++*static_cast<int*>(a->private_data);
      a->release = nullptr;
    };
    array.private_data = &released;
    root_->schema.release = [](ArrowSchema* s) { s->release = nullptr; };
  }
  const ArrowSchema* schema() { return &root_->schema; }
  ArrowArray* array() { return &root_->array; }

  int released = 0;

 private:
  struct Node {
    Column column;
    ArrowSchema schema{};
    ArrowArray array{};
    std::vector<const void*> buffers;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<ArrowSchema*> child_schemas;
    std::vector<ArrowArray*> child_arrays;
    std::unique_ptr<Node> dictionary;
  };

  static std::unique_ptr<Node> node(Column column) {
    auto result = std::make_unique<Node>();
    result->column = std::move(column);
    const Column& own = result->column;
    for (std::size_t i = 0; i < own.data.size(); ++i) {
      const bool there = i >= own.present.size() || own.present[i];
      result->buffers.push_back(there ? own.data[i].data() : nullptr);
    }
    result->array.length = own.length;
    result->array.offset = own.offset;
    result->array.null_count = own.null_count;
    result->schema.format = own.format.c_str();
    result->schema.name = own.name.c_str();
    if (!own.dictionary.empty()) result->dictionary = node(own.dictionary[0]);
    finish(*result);
    return result;
  }
  static void finish(Node& node) {
    for (const auto& child : node.children) {
      node.child_schemas.push_back(&child->schema);
      node.child_arrays.push_back(&child->array);
    }
    node.schema.n_children = static_cast<std::int64_t>(node.children.size());
    node.schema.children = node.child_schemas.data();
    node.array.n_children = node.schema.n_children;
    node.array.children = node.child_arrays.data();
    node.array.n_buffers = static_cast<std::int64_t>(node.buffers.size());
    node.array.buffers = node.buffers.data();
    if (node.dictionary != nullptr) {
      node.schema.dictionary = &node.dictionary->schema;
      node.array.dictionary = &node.dictionary->array;
    }
  }

  std::unique_ptr<Node> root_;
};

FieldSchema field(std::string name, type::Type type, int scale = 0) {
  FieldSchema schema;
  schema.name = std::move(name);
  schema.type = type;
  schema.scale = scale;
  return schema;
}

// One entity "t" with one field "x" of the given type, optional, beside the whole.
Schemas one_field(FieldSchema x) {
  x.optional = true;
  return {EntitySchema{}, EntitySchema{"t", "", {std::move(x)}, {}}};
}

struct Outcome {
  ArrowOutcome arrow;
  std::string cells;  // "!n" for a fault
  DatasetBuilder::Built built;
};

std::string print(const ColumnData& column, const Naming& naming) {
  std::string text;
  for (std::uint64_t row = 0; row < column.size(); ++row) {
    const type::Fault* fault = column.fault(row);
    absl::StrAppend(&text, row == 0 ? "" : " ",
                    fault == nullptr ? format_value(column, row, naming)
                                     : absl::StrCat("!", static_cast<int>(fault->code)));
  }
  return text;
}

Outcome read(const FieldSchema& x, Host& host) {
  DatasetBuilder builder(one_field(x));
  Outcome outcome;
  outcome.arrow = import_arrow(host.schema(), host.array(), 1'000, builder.table(1));
  outcome.built = builder.build();
  const Naming naming{.categories = {{"甲", "乙"}}, .keys = {-1, -1}, .dataset = nullptr};
  outcome.cells = print(outcome.built.dataset.tables[1].columns[0], naming);
  return outcome;
}

std::string cells(const FieldSchema& x, Column column) {
  Host host({std::move(column)});
  const Outcome outcome = read(x, host);
  if (outcome.arrow.error) return "error";
  return outcome.cells;
}

TEST(ArrowImport, ReadsEveryWidthOfInteger) {
  const FieldSchema number = field("x", type::kNumber);
  EXPECT_EQ(cells(number, fixed<std::int8_t>("x", "c", {-128, 127})), "-128 127");
  EXPECT_EQ(cells(number, fixed<std::uint8_t>("x", "C", {255})), "255");
  EXPECT_EQ(cells(number, fixed<std::int16_t>("x", "s", {-32768})), "-32768");
  EXPECT_EQ(cells(number, fixed<std::uint16_t>("x", "S", {65535})), "65535");
  EXPECT_EQ(cells(number, fixed<std::int32_t>("x", "i", {-7})), "-7");
  EXPECT_EQ(cells(number, fixed<std::uint32_t>("x", "I", {4294967295u})), "4294967295");
  EXPECT_EQ(cells(number, fixed<std::int64_t>("x", "l", {-9})), "-9");
  EXPECT_EQ(cells(number, fixed<std::uint64_t>("x", "L", {~0ull})), "18446744073709551615");
  EXPECT_EQ(cells(field("x", type::money(0), 2), fixed<std::int64_t>("x", "l", {5})), "5.00");
}

TEST(ArrowImport, ReadsEveryWidthOfDecimal) {
  const FieldSchema money = field("x", type::money(0), 2);
  EXPECT_EQ(cells(money, fixed<std::int32_t>("x", "d:9,2,32", {-12345})), "-123.45");
  EXPECT_EQ(cells(money, fixed<std::int64_t>("x", "d:18,2,64", {12345})), "123.45");
  EXPECT_EQ(cells(money, fixed<std::int64_t>("x", "d:18,3,64", {12340, 12345})), "12.34 !3");
  EXPECT_EQ(cells(money, fixed<Int128>("x", "d:38,2", {-1, 250})), "-0.01 2.50");
  EXPECT_EQ(cells(money, fixed<Int128>("x", "d:38,-2,128", {3})), "300.00");
  const std::vector<std::int64_t> minus_five = {-5, -1, -1, -1};
  const std::vector<std::int64_t> huge = {0, 0, 0, 1};
  std::vector<std::int64_t> wide = minus_five;
  wide.insert(wide.end(), huge.begin(), huge.end());
  Column decimal256 = fixed<std::int64_t>("x", "d:76,2,256", wide);
  decimal256.length = 2;
  EXPECT_EQ(cells(money, decimal256), "-0.05 !5");
}

TEST(ArrowImport, FloatsMustFitTheField) {
  const FieldSchema money = field("x", type::money(0), 2);
  EXPECT_EQ(cells(money, fixed<double>("x", "g", {1.25, 0.1 + 0.2, 1e15})),
            "1.25 !3 1000000000000000.00");
  EXPECT_EQ(cells(money, fixed<float>("x", "f", {0.1f})), "0.10");
  EXPECT_EQ(cells(money, fixed<double>("x", "g", {std::numeric_limits<double>::infinity()})), "!3");
}

TEST(ArrowImport, ReadsTextsOfEveryLayout) {
  const FieldSchema text = field("x", type::kText);
  EXPECT_EQ(cells(text, texts<std::int32_t>("x", "u", {"甲", "", "c"})), "甲 !1 c");
  EXPECT_EQ(cells(text, texts<std::int64_t>("x", "U", {"甲乙", "c"})), "甲乙 c");
  // A view holds up to 12 bytes itself; longer ones name a buffer and an offset.
  std::vector<char> views(32, 0);
  views[0] = 3;
  std::memcpy(&views[4], "abc", 3);
  views[16] = 14;
  const std::int32_t at[2] = {0, 1};
  std::memcpy(&views[24], at, 8);
  const std::string long_text = "_fourteen bytes";
  Column view{
      "x",
      "vu",
      2,
      0,
      0,
      {{}, views, std::vector<char>(long_text.begin(), long_text.end()), bytes<std::int64_t>({15})},
      {false, true, true, true}};
  EXPECT_EQ(cells(text, view), "abc fourteen bytes");
  view.data[1][28] = 9;  // beyond the buffer
  EXPECT_EQ(cells(text, view), "abc !3");
  view.data[1][24] = 1;  // no such buffer
  EXPECT_EQ(cells(text, view), "abc !3");
}

TEST(ArrowImport, TextsAreReadLikeCellsOfATable) {
  EXPECT_EQ(cells(field("x", type::money(0), 2), texts<std::int32_t>("x", "u", {"1.5", "x"})),
            "1.50 !3");
  EXPECT_EQ(cells(field("x", type::kDate), texts<std::int32_t>("x", "u", {"2010/1/2"})),
            "2010-01-02");
  EXPECT_EQ(cells(field("x", type::kBoolean), texts<std::int32_t>("x", "u", {"是"})), "true");
}

TEST(ArrowImport, ReadsDictionaries) {
  FieldSchema kind = field("x", type::category(0));
  kind.categories = {"甲", "乙"};
  Column codes = fixed<std::int8_t>("x", "c", {1, 0, 2, 3, 9, -1});
  codes.dictionary = {with_nulls(texts<std::int32_t>("", "u", {"甲", "乙", "丙", "甲"}), 0b0111)};
  EXPECT_EQ(cells(kind, codes), "乙 甲 !3 !1 !3 !3");
}

TEST(ArrowImport, ReadsBooleansDatesAndTimes) {
  Column bits{"x", "b", 3, 0, 0, {{}, {0b101}}, {false, true}};
  EXPECT_EQ(cells(field("x", type::kBoolean), bits), "true false true");
  const FieldSchema date = field("x", type::kDate);
  EXPECT_EQ(cells(date, fixed<std::int32_t>("x", "tdD", {0, -1})), "1970-01-01 1969-12-31");
  EXPECT_EQ(cells(date, fixed<std::int32_t>("x", "tdD", {0, 2147483647})), "1970-01-01 !3");
  EXPECT_EQ(cells(date, fixed<std::int64_t>("x", "tdm", {86'400'000, 1})), "1970-01-02 !3");
  EXPECT_EQ(cells(date, fixed<std::int64_t>("x", "tsn:", {-86'400'000'000'000})), "1969-12-31");
}

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
            Kind::duplicate_column);
  Column short_one = fixed<std::int64_t>("x", "l", {0});
  short_one.data.pop_back();
  EXPECT_EQ(error({short_one}).kind, Kind::malformed);

  Schemas required = one_field(number);
  required[1].fields[0].optional = false;
  DatasetBuilder builder(required);
  Host host({fixed<std::int64_t>("y", "l", {0})});
  const ArrowOutcome missing = import_arrow(host.schema(), host.array(), 10, builder.table(1));
  ASSERT_TRUE(missing.error);
  EXPECT_EQ(missing.error->kind, Kind::missing_column);
  EXPECT_EQ(missing.error->column, "x");
}

TEST(ArrowImport, ExtraColumnsAreNamed) {
  Host host({fixed<std::int64_t>("x", "l", {1}), fixed<std::int64_t>("y", "+l", {1})});
  EXPECT_THAT(read(field("x", type::kNumber), host).arrow.ignored, ElementsAre("y"));
}

TEST(ArrowImport, TheRowLimitHolds) {
  Host host({fixed<std::int8_t>("x", "c", std::vector<std::int8_t>(1001, 1))});
  const Outcome outcome = read(field("x", type::kNumber), host);
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

// A unit table and a project table with every kind of column.
Schemas two_tables() {
  EntitySchema unit{"unit", "", {field("name", type::kText)}, 0};
  FieldSchema kind = field("kind", type::category(0));
  kind.categories = {"甲", "乙"};
  EntitySchema project{"project", "", {field("id", type::kNumber)}, 0};
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
  const Naming naming{.categories = {{"甲", "乙"}}, .keys = {-1, 0, 0}, .dataset = &built.dataset};
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
  const Naming naming{.categories = {{"甲", "乙"}}, .keys = {-1, 0, 0}, .dataset = &built.dataset};
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

// Streams of several arrays: a host that hands out the same values piece by piece.
TEST(ArrowImport, StreamsOfManyArrays) {
  struct Pieces {
    std::vector<std::unique_ptr<Host>> hosts;
    std::size_t next = 0;
    bool fail = false;
  } pieces;
  for (const std::vector<std::int64_t>& values :
       std::vector<std::vector<std::int64_t>>{{1, 2}, {}, {3}}) {
    pieces.hosts.push_back(
        std::make_unique<Host>(std::vector<Column>{fixed<std::int64_t>("x", "l", values)}));
  }
  const auto stream_of = [](Pieces& from) {
    ArrowArrayStream stream{};
    stream.private_data = &from;
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      *out = *static_cast<Pieces*>(s->private_data)->hosts[0]->schema();
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      auto& all = *static_cast<Pieces*>(s->private_data);
      *out = ArrowArray{};
      if (all.next == all.hosts.size()) return all.fail ? 5 : 0;
      Host& host = *all.hosts[all.next++];
      *out = *host.array();
      host.array()->release = nullptr;
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) -> const char* { return "disk gone"; };
    stream.release = [](ArrowArrayStream* s) { s->release = nullptr; };
    return stream;
  };
  DatasetBuilder builder(one_field(field("x", type::kNumber)));
  ArrowArrayStream stream = stream_of(pieces);
  EXPECT_FALSE(import_arrow(&stream, 1'000, builder.table(1)).error);
  EXPECT_EQ(print(builder.build().dataset.tables[1].columns[0], {}), "1 2 3");
  for (const auto& host : pieces.hosts) EXPECT_EQ(host->released, 1);

  Pieces broken;
  broken.hosts.push_back(
      std::make_unique<Host>(std::vector<Column>{fixed<std::int64_t>("x", "l", {9})}));
  broken.fail = true;
  ArrowArrayStream failing = stream_of(broken);
  const ArrowOutcome outcome = import_arrow(&failing, 1'000, builder.table(1));
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, Kind::stream_failed);
  EXPECT_EQ(outcome.error->text, "disk gone");
  EXPECT_EQ(broken.hosts[0]->released, 1);
  EXPECT_EQ(print(builder.build().dataset.tables[1].columns[0], {}), "1 2 3");
}

}  // namespace
}  // namespace remit::table
