#include "table/arrow_export.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/raw_vector.h"
#include "table/arrow_node.h"
#include "table/export_loops.h"
#include "table/narrow_column.h"
#include "table/ranges.h"

namespace remit::table {
namespace {

using type::TypeKind;

// A column as Arrow has it.
struct Exported {
  std::unique_ptr<SchemaNode> schema = std::make_unique<SchemaNode>();
  std::unique_ptr<ArrayNode> array = std::make_unique<ArrayNode>();
};

// Arrow forbids null pointers for buffers of some libraries even when they are empty.
constexpr std::int64_t kNothing[2] = {0, 0};

template <typename T>
void add_buffer(ArrayNode& array, const Buffer<T>& values) {
  array.buffers.push_back(values.size() == 0 ? static_cast<const void*>(kNothing) : values.data());
  array.owners.push_back(std::make_shared<Buffer<T>>(values));
}

template <typename T, typename Allocator>
void add_buffer(ArrayNode& array, std::vector<T, Allocator> values) {
  add_buffer(array, Buffer<T>(std::move(values)));
}

void add_validity(ArrayNode& array, const Faults& faults, std::uint64_t rows,
                  base::Executor* executor) {
  array.length = static_cast<std::int64_t>(rows);
  array.null_count = static_cast<std::int64_t>(faults.size());
  if (faults.empty()) {
    array.buffers.push_back(nullptr);
    return;
  }
  base::RawVector<std::uint8_t> bits((rows + 7) / 8);
  by_ranges(executor, rows, [&](std::size_t begin, std::size_t end) {
    std::fill(bits.begin() + static_cast<std::ptrdiff_t>(begin / 8),
              bits.begin() + static_cast<std::ptrdiff_t>((end + 7) / 8), std::uint8_t{0xFF});
    auto fault =
        std::ranges::lower_bound(faults, begin, {}, [](const auto& at) { return at.first; });
    for (; fault != faults.end() && fault->first < end; ++fault)
      bits[fault->first / 8] &= static_cast<std::uint8_t>(~(1u << (fault->first % 8)));
  });
  add_buffer(array, std::move(bits));
}

void add_texts(ArrayNode& array, const TextData& texts) {
  add_buffer(array, texts.offsets);
  add_buffer(array, texts.bytes);
}

// Texts of 32-bit offsets, for short lists such as the names of categories.
std::unique_ptr<ArrayNode> name_list(const std::vector<std::string>& names) {
  auto array = std::make_unique<ArrayNode>();
  std::vector<std::int32_t> offsets = {0};
  std::vector<char> bytes;
  for (const std::string& name : names) {
    bytes.insert(bytes.end(), name.begin(), name.end());
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  add_validity(*array, {}, names.size(), nullptr);
  add_buffer(*array, std::move(offsets));
  add_buffer(*array, std::move(bytes));
  return array;
}

// The keys of the rows that a reference column refers to, as a column like the key column.
ColumnData gather_keys(const ColumnData& references, const Naming& naming,
                       base::Executor* executor);

class Exporter {
 public:
  Exporter(const ColumnData& column, const Naming& naming, base::Executor* executor, Exported& out)
      : column_(column), naming_(naming), executor_(executor), out_(out) {}

  void operator()(const Buffer<std::uint8_t>& values) {
    out_.schema->format = "b";
    base::RawVector<std::uint8_t> bits((values.size() + 7) / 8);
    by_ranges(executor_, values.size(), [&](std::size_t begin, std::size_t end) {
      gather(values.data() + begin, end - begin, bits.data() + begin / 8);
    });
    add_buffer(*out_.array, std::move(bits));
  }
  void operator()(const Buffer<std::int32_t>& values) {
    if (column_.type.is_numeric()) {
      export_decimals(values);
      return;
    }
    if (column_.type.kind == TypeKind::reference) {
      base::RawVector<std::int64_t> rows(values.size());
      by_ranges(executor_, values.size(), [&](std::size_t begin, std::size_t end) {
        std::copy(values.begin() + begin, values.begin() + end, rows.data() + begin);
      });
      (*this)(Buffer<std::int64_t>(std::move(rows)));
      return;
    }
    if (column_.type.kind == TypeKind::date) {
      out_.schema->format = "tdD";
    } else {
      out_.schema->format = "i";
      out_.schema->dictionary = std::make_unique<SchemaNode>();
      out_.schema->dictionary->format = "u";
      out_.array->dictionary = name_list(naming_.names->categories[column_.type.ref]);
    }
    add_buffer(*out_.array, values);
  }
  void operator()(const Buffer<std::int64_t>& values) {
    if (!column_.type.is_numeric()) {  // durations, and references whose keys nobody knows
      out_.schema->format = "l";
      add_buffer(*out_.array, values);
      return;
    }
    export_decimals(values);
  }
  void operator()(const Buffer<Int128>& values) {
    out_.schema->format = absl::StrCat("d:38,", column_.decimals);
    add_buffer(*out_.array, values);
  }
  void operator()(const Buffer<number::Rational>& values) {
    std::vector<std::int64_t> offsets = {0};
    std::vector<char> bytes;
    std::size_t next_fault = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (next_fault < column_.faults.size() && column_.faults[next_fault].first == row) {
        ++next_fault;
      } else {
        const std::string text = values[row].to_string();
        bytes.insert(bytes.end(), text.begin(), text.end());
      }
      offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    (*this)(TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))});
  }
  void operator()(const TextData& texts) {
    out_.schema->format = "U";
    add_texts(*out_.array, texts);
  }

 private:
  template <typename T>
  void export_decimals(const Buffer<T>& values) {
    base::RawVector<Int128> wide(values.size());
    by_ranges(executor_, values.size(), [&](std::size_t begin, std::size_t end) {
      widen(values.data() + begin, end - begin, wide.data() + begin);
    });
    (*this)(Buffer<Int128>(std::move(wide)));
  }

  const ColumnData& column_;
  const Naming& naming_;
  base::Executor* executor_;
  Exported& out_;
};

Exported export_column(const NamedColumn& named, const Naming& naming, base::Executor* executor) {
  const ColumnData& column = named.column;
  if (column.type.kind == TypeKind::reference && naming.dataset != nullptr &&
      !naming.names->keys[column.type.ref].empty()) {
    return export_column({named.name, gather_keys(column, naming, executor)}, naming, executor);
  }
  Exported out;
  out.schema->name = named.name;
  add_validity(*out.array, column.faults, column.size(), executor);
  std::visit(Exporter(column, naming, executor, out), column.storage);
  return out;
}

template <typename T>
ColumnData::Storage gather(const Buffer<T>& from, const ColumnData& references,
                           base::Executor* executor) {
  std::vector<T> values(references.size());
  by_ranges(executor, values.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint64_t row = referred_row(references, i);
      if (row < from.size()) values[i] = from[row];  // a fault's row means nothing
    }
  });
  return Buffer<T>(std::move(values));
}

// A fraction has memory of its own, which may run out: no work for a thread that may not throw.
ColumnData::Storage gather(const Buffer<number::Rational>& from, const ColumnData& references,
                           base::Executor* /*executor*/) {
  return gather<number::Rational>(from, references, nullptr);
}

// Twice over the rows: where the texts end, then the texts.
ColumnData::Storage gather(const TextData& from, const ColumnData& references,
                           base::Executor* executor) {
  const std::size_t rows = references.size();
  const auto text = [&](std::size_t i) {
    const std::uint64_t row = referred_row(references, i);
    return row < from.size() ? from[row] : std::string_view();
  };
  base::RawVector<std::int64_t> offsets(rows + 1);
  std::vector<std::int64_t> begins(task_count(rows) + 1);  // of the texts of a task
  by_ranges(executor, rows, [&](std::size_t begin, std::size_t end) {
    std::int64_t size = 0;
    for (std::size_t i = begin; i < end; ++i)
      offsets[i + 1] = size += static_cast<std::int64_t>(text(i).size());
    begins[begin / kRowsPerTask + 1] = size;
  });
  for (std::size_t task = 1; task < begins.size(); ++task) begins[task] += begins[task - 1];
  offsets[0] = 0;
  base::RawVector<char> bytes(static_cast<std::size_t>(begins.back()));
  by_ranges(executor, rows, [&](std::size_t begin, std::size_t end) {
    std::int64_t at = begins[begin / kRowsPerTask];
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view one = text(i);
      std::copy(one.begin(), one.end(), bytes.data() + at);
      offsets[i + 1] = at += static_cast<std::int64_t>(one.size());
    }
  });
  return TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

// Keys of several fields as one text each.
TextData gather_texts(const ColumnData& references, const Naming& naming) {
  std::vector<std::int64_t> offsets = {0};
  std::vector<char> bytes;
  for (std::uint64_t row = 0; row < references.size(); ++row) {
    std::string text;
    append_value(references, row, naming, text);
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

ColumnData gather_keys(const ColumnData& references, const Naming& naming,
                       base::Executor* executor) {
  const std::uint32_t entity = references.type.ref;
  ColumnData gathered;
  if (naming.names->keys[entity].size() > 1) {
    gathered.type = type::kText;
    gathered.faults = references.faults;
    gathered.storage = gather_texts(references, naming);
    return gathered;
  }
  const ColumnData& keys =
      naming.dataset->tables[entity].columns[naming.names->keys[entity].front()];
  gathered.type = keys.type;
  gathered.decimals = keys.decimals;
  gathered.faults = references.faults;
  gathered.storage = std::visit(
      [&](const auto& values) -> ColumnData::Storage {
        return gather(values, references, executor);
      },
      keys.storage);
  return gathered;
}

Exported export_table(std::span<const NamedColumn> columns, std::uint64_t rows,
                      const Naming& naming, base::Executor* executor) {
  Exported table;
  table.schema->format = "+s";
  table.schema->nullable = false;
  table.array->length = static_cast<std::int64_t>(rows);
  table.array->buffers.push_back(nullptr);
  for (const NamedColumn& column : columns) {
    Exported child = export_column(column, naming, executor);
    table.schema->children.push_back(std::move(child.schema));
    table.array->children.push_back(std::move(child.array));
  }
  return table;
}

// A stream that hands out one array and then ends.
struct OneArray {
  Released<ArrowSchema> schema;
  Released<ArrowArray> array;
};

OneArray& one_array(ArrowArrayStream* stream) {
  return *static_cast<OneArray*>(stream->private_data);
}

std::unique_ptr<SchemaNode> copy_schema(const ArrowSchema& schema) {
  auto copy = std::make_unique<SchemaNode>();
  copy->format = schema.format;
  copy->name = schema.name;
  copy->nullable = (schema.flags & ARROW_FLAG_NULLABLE) != 0;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    copy->children.push_back(copy_schema(*schema.children[i]));
  }
  if (schema.dictionary != nullptr) copy->dictionary = copy_schema(*schema.dictionary);
  return copy;
}

// May be asked for more than once; every answer is the caller's own.
int get_schema(ArrowArrayStream* stream, ArrowSchema* out) try {
  SchemaNode::hand_over(copy_schema(one_array(stream).schema), out);
  return 0;
} catch (const std::bad_alloc&) {
  return ENOMEM;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  one_array(stream).array.give(*out);
  return 0;
}

const char* get_last_error(ArrowArrayStream* /*stream*/) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<OneArray*>(stream->private_data);
  stream->release = nullptr;
  stream->private_data = nullptr;
}

}  // namespace

void export_arrow(std::span<const NamedColumn> columns, std::uint64_t rows, const Naming& naming,
                  ArrowSchema* schema, ArrowArray* array, base::Executor* executor) {
  Exported table = export_table(columns, rows, naming, executor);
  Released<ArrowSchema> whole_schema;
  Released<ArrowArray> whole_array;
  SchemaNode::hand_over(std::move(table.schema), &whole_schema);
  ArrayNode::hand_over(std::move(table.array), &whole_array);
  whole_schema.give(*schema);
  whole_array.give(*array);
}

void export_arrow(std::span<const NamedColumn> columns, std::uint64_t rows, const Naming& naming,
                  ArrowArrayStream* stream, base::Executor* executor) {
  auto one = std::make_unique<OneArray>();
  export_arrow(columns, rows, naming, &one->schema, &one->array, executor);
  *stream = {get_schema, get_next, get_last_error, release_stream, one.release()};
}

}  // namespace remit::table
