// Columns by chance go out as Arrow with the same bytes on any number of threads.
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/executor.h"
#include "gtest/gtest.h"
#include "table/arrow_export.h"

namespace remit::table::arrow_export_threads_test {
namespace {

constexpr std::size_t kUnits = 1'000;

/// What the bytes of a buffer of `rows` cells, or the bits, must be.
std::string bytes_of(const ArrowArray& array, std::size_t buffer, std::size_t bytes) {
  if (array.buffers[buffer] == nullptr) return "none";
  return {static_cast<const char*>(array.buffers[buffer]), bytes};
}

/// Everything that stands in the array of a column.
std::string content(const ArrowSchema& schema, const ArrowArray& array) {
  const std::string format = schema.format;
  const auto rows = static_cast<std::size_t>(array.length);
  std::string all = format + " " + std::to_string(rows) + " " + std::to_string(array.null_count) +
                    bytes_of(array, 0, (rows + 7) / 8);
  if (format == "b") return all + bytes_of(array, 1, (rows + 7) / 8);
  if (format == "U") {
    const auto* const offsets = static_cast<const std::int64_t*>(array.buffers[1]);
    return all + bytes_of(array, 1, 8 * (rows + 1)) +
           bytes_of(array, 2, static_cast<std::size_t>(offsets[rows]));
  }
  const std::size_t width = format[0] == 'd' ? 16 : format == "l" ? 8 : 4;
  return all + bytes_of(array, 1, width * rows);
}

std::vector<std::string> exported(const std::vector<NamedColumn>& columns, std::uint64_t rows,
                                  const Naming& naming, base::Executor* executor) {
  ArrowSchema schema;
  ArrowArray array;
  export_arrow(columns, rows, naming, &schema, &array, executor);
  std::vector<std::string> all;
  for (std::int64_t i = 0; i < array.n_children; ++i)
    all.push_back(content(*schema.children[i], *array.children[i]));
  array.release(&array);
  schema.release(&schema);
  return all;
}

TextData texts_of(std::size_t count, std::mt19937& random) {
  std::vector<std::int64_t> offsets = {0};
  std::vector<char> bytes;
  for (std::size_t i = 0; i < count; ++i) {
    bytes.insert(bytes.end(), random() % 12, static_cast<char>('a' + random() % 26));
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

/// Keys of each storage that a key may have, which the columns below refer to.
Dataset key_tables(std::mt19937& random) {
  const auto drawn = [&]<typename T>(T /*zero*/) {
    std::vector<T> values(kUnits);
    for (T& value : values) value = static_cast<T>(static_cast<std::int32_t>(random()));
    return Buffer<T>(std::move(values));
  };
  std::vector<number::Rational> thirds;
  for (std::size_t i = 0; i < kUnits; ++i)
    thirds.emplace_back(number::Rational(static_cast<std::int64_t>(random() % 99)) / 3);
  Dataset dataset;
  dataset.tables.resize(7);
  const std::vector<ColumnData> keys = {{type::kNumber, 0, drawn(std::int64_t{}), {}},
                                        {type::kNumber, 2, drawn(Int128{}), {}},
                                        {type::kDate, 0, drawn(std::int32_t{}), {}},
                                        {type::kText, 0, texts_of(kUnits, random), {}},
                                        {type::kNumber, 0, Buffer<number::Rational>(thirds), {}}};
  for (std::size_t i = 0; i < keys.size(); ++i) dataset.tables[i + 1].columns = {keys[i]};
  dataset.tables[6].columns = {keys[0], keys[3]};
  for (Table& table : dataset.tables) table.rows = kUnits;
  return dataset;
}

Faults faults_by_chance(std::size_t rows, unsigned one_in, std::mt19937& random) {
  Faults faults;
  for (std::uint64_t row = random() % one_in; row < rows; row += 1 + random() % (2 * one_in))
    faults.push_back({row, {type::CellFault::blank, 0, row}});
  return faults;
}

template <typename T>
Buffer<T> values_by_chance(std::size_t rows, std::uint32_t below, std::mt19937& random) {
  std::vector<T> values(rows);
  for (T& value : values) value = static_cast<T>(random() % below);
  return Buffer<T>(std::move(values));
}

/// A column of each kind and width, and references to each table.
std::vector<NamedColumn> columns_by_chance(std::size_t rows, std::mt19937& random) {
  const auto money = type::money(0);
  constexpr std::uint32_t kAny = 1u << 31;
  std::vector<ColumnData> all = {
      {money, 2, values_by_chance<std::int32_t>(rows, kAny, random), {}},
      {money, 2, values_by_chance<std::int64_t>(rows, kAny, random), {}},
      {money, 2, values_by_chance<Int128>(rows, kAny, random), {}},
      {type::kBoolean, 0, values_by_chance<std::uint8_t>(rows, 2, random), {}},
      {type::kDate, 0, values_by_chance<std::int32_t>(rows, 40'000, random), {}},
      {type::kText, 0, texts_of(rows, random), {}}};
  for (std::uint32_t entity = 1; entity <= 6; ++entity) {
    all.push_back(
        {type::reference(entity), 0, values_by_chance<std::int32_t>(rows, kUnits, random), {}});
    all.push_back(
        {type::reference(entity), 0, values_by_chance<std::int64_t>(rows, kUnits, random), {}});
  }
  std::vector<NamedColumn> named;
  for (ColumnData& column : all) {
    named.push_back({"clean", column});
    column.faults = faults_by_chance(rows, 3 + static_cast<unsigned>(random() % 900), random);
    named.push_back({"with faults", column});
  }
  return named;
}

TEST(ArrowExportThreads, TheSameBytes) {
  std::mt19937 random(22);
  const Dataset dataset = key_tables(random);
  const Names names{{}, {{}, {0}, {0}, {0}, {0}, {0}, {0, 1}}};
  const Naming with_keys{std::make_shared<Names>(names), &dataset};
  const Naming without_keys{std::make_shared<Names>(names), nullptr};
  base::ThreadPool two(2), three(3), sixteen(16);
  // One task, some, and rows that end within a byte of bits and within a task.
  for (const std::size_t rows :
       {std::size_t{0}, std::size_t{77}, std::size_t{131'072}, std::size_t{150'003}}) {
    const std::vector<NamedColumn> columns = columns_by_chance(rows, random);
    for (const Naming* naming : {&with_keys, &without_keys}) {
      const std::vector<std::string> alone = exported(columns, rows, *naming, nullptr);
      for (base::Executor* executor :
           std::initializer_list<base::Executor*>{&two, &three, &sixteen}) {
        const std::vector<std::string> shared = exported(columns, rows, *naming, executor);
        ASSERT_EQ(alone.size(), shared.size());
        for (std::size_t i = 0; i < alone.size(); ++i)
          EXPECT_TRUE(alone[i] == shared[i])
              << rows << " rows, column " << i << ", threads " << executor->workers();
      }
    }
  }
}

}  // namespace
}  // namespace remit::table::arrow_export_threads_test
