#include "arrow/columns.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrow/stopwatch.h"
#include "base/int128.h"
#include "table/arrow_import.h"
#include "table/arrow_node.h"
#include "table/builder.h"

namespace remit::benchmarks {
namespace {

using table::ArrayNode;
using table::FieldSchema;
using table::SchemaNode;
using type::Type;

constexpr int kTurns = 5;

struct Kind {
  const char* name;
  const char* format;
  Type type;
  int decimals;
  /// The values buffer, and for texts the bytes.
  std::vector<std::shared_ptr<std::vector<std::byte>>> buffers;
  bool dictionary = false;
  bool key = false;
  bool nulls = false;
};

template <typename T>
std::shared_ptr<std::vector<std::byte>> values(std::size_t rows,
                                               const std::function<T(std::size_t)>& at) {
  auto bytes = std::make_shared<std::vector<std::byte>>(rows * sizeof(T));
  T* const to = reinterpret_cast<T*>(bytes->data());
  for (std::size_t i = 0; i < rows; ++i) to[i] = at(i);
  return bytes;
}

template <typename T>
std::shared_ptr<std::vector<std::byte>> spread(std::size_t rows, std::uint64_t most) {
  return values<T>(rows, [most](std::size_t i) {
    return static_cast<T>((i * 0x9E3779B97F4A7C15u >> 11) % most);
  });
}

/// How a number is written as a text, whose bytes are always as many.
struct Written {
  const char* before;
  const char* behind;

  std::string text(std::size_t number) const {
    char digits[24];
    std::snprintf(digits, sizeof digits, "%07zu", number);
    return std::string(before) + digits + behind;
  }
};
constexpr Written kAscii = {"u", ""};
constexpr Written kChinese = {"东湖乡", "号"};

std::vector<std::shared_ptr<std::vector<std::byte>>> names(std::size_t rows, std::size_t distinct,
                                                           const Written& written = kAscii) {
  const std::size_t size = written.text(0).size();
  auto offsets = std::make_shared<std::vector<std::byte>>((rows + 1) * 4);
  auto bytes = std::make_shared<std::vector<std::byte>>(rows * size);
  auto* const ends = reinterpret_cast<std::int32_t*>(offsets->data());
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string text = written.text(i * 7919 % distinct);
    std::copy_n(reinterpret_cast<const std::byte*>(text.data()), size, bytes->data() + size * i);
    ends[i + 1] = static_cast<std::int32_t>(size * (i + 1));
  }
  return {offsets, bytes};
}

std::vector<Kind> kinds(std::size_t rows) {
  const auto money = type::money(0);
  constexpr std::uint64_t kFen = 1'000'000'000'000;
  std::vector<Kind> all;
  all.push_back({"decimal128", "d:38,2", money, 2, {spread<Int128>(rows, kFen)}});
  all.push_back({"decimal128, a tenth null", "d:38,2", money, 2, {spread<Int128>(rows, kFen)}});
  all.back().nulls = true;
  all.push_back({"decimal128 of another scale", "d:38,1", money, 2, {spread<Int128>(rows, kFen)}});
  all.push_back({"decimal64", "d:18,2,64", money, 2, {spread<std::int64_t>(rows, kFen)}});
  all.push_back({"int64 as money", "l", money, 2, {spread<std::int64_t>(rows, kFen)}});
  all.push_back({"int32", "i", type::kNumber, 0, {spread<std::int32_t>(rows, 1u << 30)}});
  all.push_back({"float64", "g", type::kNumber, 2, {values<double>(rows, [](std::size_t i) {
                   return static_cast<double>(i % 100'000) / 4;
                 })}});
  all.push_back({"bool", "b", type::kBoolean, 0, {spread<std::uint8_t>(rows / 8 + 1, 256)}});
  all.push_back({"date32", "tdD", type::kDate, 0, {spread<std::int32_t>(rows, 20'000)}});
  all.push_back({"words by int8", "c", type::category(0), 0, {spread<std::int8_t>(rows, 3)}});
  all.back().dictionary = true;
  all.push_back({"words by int32", "i", type::category(0), 0, {spread<std::int32_t>(rows, 3)}});
  all.back().dictionary = true;
  all.push_back({"texts", "u", type::kText, 0, names(rows, 3000)});
  all.push_back({"Chinese texts", "u", type::kText, 0, names(rows, 3000, kChinese)});
  all.push_back(
      {"integers as reference", "l", type::reference(1), 0, {spread<std::int64_t>(rows, 3000)}});
  all.push_back({"texts as reference", "u", type::reference(2), 0, names(rows, 3000)});
  all.push_back(
      {"Chinese texts as reference", "u", type::reference(2), 0, names(rows, 3000, kChinese)});
  all.push_back({"integers as key, in no order",
                 "l",
                 type::kNumber,
                 0,
                 {values<std::int64_t>(rows, [rows](std::size_t i) {
                   return static_cast<std::int64_t>(i * 7919 % rows);
                 })}});
  all.back().key = true;
  all.push_back({"scattered integers as key",
                 "l",
                 type::kNumber,
                 0,
                 {values<std::int64_t>(rows, [](std::size_t i) {
                   return static_cast<std::int64_t>(i * 0x9E37'79B9'7F4A'7C15u >> 2);
                 })}});
  all.back().key = true;
  all.push_back({"texts as key", "u", type::kText, 0, names(rows, rows)});
  all.back().key = true;
  all.push_back({"Chinese texts as key", "u", type::kText, 0, names(rows, rows, kChinese)});
  all.back().key = true;
  return all;
}

FieldSchema field(std::string name, Type type, int decimals) {
  FieldSchema schema;
  schema.name = std::move(name);
  schema.type = type;
  schema.decimals = decimals;
  schema.optional = true;
  return schema;
}

std::unique_ptr<ArrayNode> array_of(std::size_t rows, const Kind& kind,
                                    const std::vector<std::uint8_t>& validity) {
  auto array = std::make_unique<ArrayNode>();
  array->length = static_cast<std::int64_t>(rows);
  array->null_count = kind.nulls ? -1 : 0;
  array->buffers = {kind.nulls ? validity.data() : nullptr};
  for (const auto& buffer : kind.buffers) array->buffers.push_back(buffer->data());
  if (kind.dictionary) {
    static constexpr std::int32_t kEnds[] = {0, 8, 18, 28};
    static constexpr const char* kWords = "townshipdepartmentintroducer";
    array->dictionary = std::make_unique<ArrayNode>();
    array->dictionary->length = 3;
    array->dictionary->buffers = {nullptr, kEnds, kWords};
  }
  return array;
}

void import_column(std::size_t rows, const Kind& kind, const std::vector<std::uint8_t>& validity,
                   table::TableBuilder& into) {
  auto schema = std::make_unique<SchemaNode>();
  schema->format = "+s";
  schema->children.push_back(std::make_unique<SchemaNode>());
  schema->children[0]->name = "x";
  schema->children[0]->format = kind.format;
  if (kind.dictionary) {
    schema->children[0]->dictionary = std::make_unique<SchemaNode>();
    schema->children[0]->dictionary->format = "u";
  }
  auto array = std::make_unique<ArrayNode>();
  array->length = static_cast<std::int64_t>(rows);
  array->buffers = {nullptr};
  array->children.push_back(array_of(rows, kind, validity));
  ArrowSchema schema_out;
  ArrowArray array_out;
  SchemaNode::hand_over(std::move(schema), &schema_out);
  ArrayNode::hand_over(std::move(array), &array_out);
  if (table::import_arrow(&schema_out, &array_out, rows, into).error) std::abort();
  schema_out.release(&schema_out);
}

void time_column(std::size_t rows, const Kind& kind, const std::vector<std::uint8_t>& validity) {
  FieldSchema x = field("x", kind.type, kind.decimals);
  if (kind.type.kind == type::TypeKind::category) {
    x.categories = {"township", "department", "introducer"};
  }
  const table::Schemas schemas = {
      {},
      {"unit", "", {field("id", type::kNumber, 0)}, {0}},
      {"named", "", {field("id", type::kText, 0)}, {0}},
      {"t", "", {x}, kind.key ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{}}};
  Stages stages(rows);
  for (int turn = 0; turn < kTurns; ++turn) {
    table::DatasetBuilder builder(schemas);
    for (std::uint64_t row = 0; row < 3000; ++row) {
      builder.table(1).set_number(row, 0, row, 0);
      builder.table(2).set_text(row, 0, kAscii.text(row));
      builder.table(2).set_text(3000 + row, 0, kChinese.text(row));
    }
    stages.begin();
    import_column(rows, kind, validity, builder.table(3));
    stages.end(std::string(kind.name) + ": take in");
    const auto built = builder.build();
    stages.end(std::string(kind.name) + ": link");
    if (!kind.nulls && !built.problems.empty()) std::abort();
  }
  stages.print();
}

}  // namespace

void time_columns(std::size_t rows) {
  std::printf(
      "%zu rows\n\n| column | ns a row | of processors | page faults a row |\n|---|---|---|---|\n",
      rows);
  std::vector<std::uint8_t> validity((rows + 7) / 8, 0xFF);
  for (std::size_t row = 0; row < rows; row += 10) {
    validity[row / 8] &= static_cast<std::uint8_t>(~(1u << row % 8));
  }
  for (const Kind& kind : kinds(rows)) time_column(rows, kind, validity);
  std::printf("\n");
}

}  // namespace remit::benchmarks
