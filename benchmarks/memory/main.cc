// What the bound tables of the measured work R1 to R6 take a row, by how they came in: all memory
// of the process that was not there before them and the host has let go of, with the tables linked
// and bound by a run whose results are gone. Bytes, which other work on the machine does not
// change.
//
//   bench_memory [rows]     from the top of the project
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrow_rows.h"
#include "work_policy.h"

namespace remit::benchmarks {
namespace {

constexpr std::uint64_t kSeed = 20'100'101;
constexpr std::string_view kKinds[] = {"township", "department", "introducer"};

double bytes_in_use() {
  const struct mallinfo2 now = mallinfo2();
  return static_cast<double>(now.uordblks) + static_cast<double>(now.hblkhd);
}

std::string amount(std::int64_t fen) { return Decimal::from_int64(fen, 2).to_string(); }

/// The columns of the entity, in the order of Texts and of the fields.
struct Fields {
  const Rows& rows;

  std::string text(std::size_t field, std::size_t row) const {
    switch (field) {
      case 0:
        return std::to_string(row);
      case 6:
        return std::string(kKinds[rows.kind[row]]);
      case 7:
        return rows.registered[row] != 0 ? "true" : "false";
      case 8:
        return std::to_string(rows.unit_id[row]);
      default:
        return amount((*amounts[field - 1])[row]);
    }
  }
  const Array<std::int64_t>* amounts[5] = {&rows.tax_revenue, &rows.incentive_paid,
                                           &rows.fixed_assets, &rows.target_fixed_assets,
                                           &rows.fdi_usd};
};
constexpr const char* kNames[] = {"id",           "tax_revenue",         "incentive_paid",
                                  "fixed_assets", "target_fixed_assets", "actual_fdi_usd",
                                  "kind",         "registered",          "unit"};
constexpr std::size_t kFields = std::size(kNames);

void give_texts(const Rows& rows, Data& data, std::size_t entity) {
  const Fields fields{rows};
  std::vector<std::vector<std::string>> texts(kFields);
  std::vector<std::vector<std::string_view>> cells(kFields);
  std::vector<TextColumn> columns(kFields);
  for (std::size_t field = 0; field < kFields; ++field) {
    for (std::size_t row = 0; row < rows.size; ++row)
      texts[field].push_back(fields.text(field, row));
    cells[field].assign(texts[field].begin(), texts[field].end());
    columns[field].header = kNames[field];
    columns[field].cells = cells[field];
  }
  value_of(data.set_table_text(entity, columns));
}

void give_cells(const Rows& rows, Data& data, std::size_t entity) {
  const Fields fields{rows};
  for (std::size_t row = 0; row < rows.size; ++row) {
    value_of(data.add_row(entity));
    for (std::size_t field = 0; field < kFields; ++field) {
      const bool is_amount = field > 0 && field < 6;
      value_of(is_amount
                   ? data.set_decimal(entity, row, field,
                                      Decimal::from_int64((*fields.amounts[field - 1])[row], 2))
                   : data.set_text(entity, row, field, fields.text(field, row)));
    }
  }
}

using Give = std::function<void(const Rows&, Data&, std::size_t)>;

double bytes_a_row(const WorkPolicy& work, const Rows& rows, const Give& give) {
  RunOptions options;
  options.threads = 1;
  options.evaluator = Evaluator::columnar;
  malloc_trim(0);
  const double before = bytes_in_use();
  Data data = work.policy.new_data();
  value_of(give_units(data, work.unit));
  give(rows, data, work.project);
  value_of(work.policy.evaluate(data, options));
  malloc_trim(0);
  return (bytes_in_use() - before) / static_cast<double>(rows.size);
}

/// 1, 2, 4 or 8.
template <typename T>
int narrowest(const Array<T>& values) {
  const auto [least, most] = std::minmax_element(values.data(), values.data() + values.size());
  for (const int bytes : {1, 2, 4}) {
    const std::int64_t bound = std::int64_t{1} << (8 * bytes - 1);
    if (*least >= -bound && *most < bound) return bytes;
  }
  return 8;
}

int main_of(std::size_t size) {
  const WorkPolicy work(true);
  const Rows rows = make_rows(size, kSeed);
  const Fields fields{rows};
  int figures = narrowest(rows.kind) + narrowest(rows.registered) + narrowest(rows.unit_id);
  for (const Array<std::int64_t>* each : fields.amounts) figures += narrowest(*each);
  std::printf("%zu rows; bytes a row, with key, unit and what a run keeps\n", size);
  std::printf("as narrow as the values, without the key  %6d\n", figures);
  const std::pair<const char*, Give> ways[] = {
      {"texts of a file", give_texts},
      {"Arrow, decimal128",
       [](const Rows& from, Data& data, std::size_t entity) {
         value_of(ArrowRows(from, 0, Amounts::decimal128).give(data, entity));
       }},
      {"Arrow, decimal64, let go by the host",
       [](const Rows& from, Data& data, std::size_t entity) {
         value_of(ArrowRows(from, 0, Amounts::decimal64).give(data, entity));
       }},
      {"cell by cell", give_cells}};
  for (const auto& [name, give] : ways)
    std::printf("%-40s  %6.1f\n", name, bytes_a_row(work, rows, give));
  return 0;
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) {
  return remit::benchmarks::main_of(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000);
}
