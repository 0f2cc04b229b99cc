// Arrow columns as a host hands them over, and what becomes of them as the one field of a table.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "table/arrow_import.h"
#include "table/builder.h"
#include "table/format_value.h"

namespace remit::table::arrow_host {

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
  std::string metadata = {};            // as the interface encodes it
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

inline Column with_nulls(Column column, std::uint8_t validity) {
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
  ArrowSchema* schema() { return &root_->schema; }
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
    if (!own.metadata.empty()) result->schema.metadata = own.metadata.data();
    if (!own.dictionary.empty()) result->dictionary = node(own.dictionary[0]);
    finish(*result);
    // Released with the table: nobody calls these, and a null would say that it has happened.
    result->array.release = [](ArrowArray* a) { a->release = nullptr; };
    result->schema.release = [](ArrowSchema* s) { s->release = nullptr; };
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

inline FieldSchema field(std::string name, type::Type type, int decimals = 0) {
  FieldSchema schema;
  schema.name = std::move(name);
  schema.type = type;
  schema.decimals = decimals;
  return schema;
}

// One entity "t" with one field "x" of the given type, optional, beside the whole.
inline Schemas one_field(FieldSchema x) {
  x.optional = true;
  return {EntitySchema{}, EntitySchema{"t", "", {std::move(x)}, {}}};
}

struct Outcome {
  ArrowOutcome arrow;
  std::string cells;  // "!n" for a fault
  DatasetBuilder::Built built;
};

inline std::string print(const ColumnData& column, const Naming& naming) {
  std::string text;
  for (std::uint64_t row = 0; row < column.size(); ++row) {
    const type::Fault* fault = column.fault(row);
    absl::StrAppend(&text, row == 0 ? "" : " ",
                    fault == nullptr ? format_value(column, row, naming)
                                     : absl::StrCat("!", static_cast<int>(fault->code)));
  }
  return text;
}

inline Outcome read(const FieldSchema& x, Host& host, std::uint64_t row_limit = 100'000) {
  DatasetBuilder builder(one_field(x));
  Outcome outcome;
  outcome.arrow = import_arrow(host.schema(), host.array(), row_limit, builder.table(1));
  outcome.built = builder.build();
  const Naming naming{std::make_shared<Names>(Names{{{"甲", "乙"}}, {{}, {}}}), nullptr};
  outcome.cells = print(outcome.built.dataset.tables[1].columns[0], naming);
  return outcome;
}

inline std::string cells(const FieldSchema& x, Column column) {
  Host host({std::move(column)});
  const Outcome outcome = read(x, host);
  if (outcome.arrow.error) return "error";
  return outcome.cells;
}

}  // namespace remit::table::arrow_host
