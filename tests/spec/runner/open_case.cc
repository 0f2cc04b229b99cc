#include "open_case.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string_view>

#include "case_file.h"

namespace remit::spec {

std::vector<TextColumn> columns_of(const std::vector<std::vector<std::string>>& rows,
                                   std::size_t first, std::size_t count) {
  std::vector<TextColumn> columns(rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = rows[0][i];
    for (std::size_t row = first + 1; row < first + 1 + count; ++row) {
      columns[i].cells.push_back(i < rows[row].size() ? std::string_view(rows[row][i]) : "");
    }
  }
  return columns;
}

Case open_case(const std::string& path) {
  CaseFile file = CaseFile::read(path);
  CompileOptions compiled;
  Date day;
  for (const auto& [name, options] : file.named("options")) {
    if (std::sscanf(options->c_str(), "as_of = %d-%d-%d", &day.year, &day.month, &day.day) == 3) {
      compiled.as_of = day;
    }
  }
  Policy policy = *compile(file.policies(), compiled);
  Case made{policy, policy.new_data(), {}, {}};
  made.run.as_of = compiled.as_of;
  for (const auto& [name, rows] : file.named("table")) made.tables[name] = parse_rows(*rows);
  for (const auto& [name, rows] : made.tables) {
    const auto columns = columns_of(rows, 0, rows.size() - 1);
    EXPECT_TRUE(made.data.set_table_text(*made.data.find_entity(name), columns).ok());
  }
  return made;
}

}  // namespace remit::spec
