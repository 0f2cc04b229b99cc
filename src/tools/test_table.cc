#include "tools/test_table.h"

#include <string>

#include "report/table_impl.h"

namespace remit::tools {
using report::make_text_table;
using report::TextTableColumn;

namespace {

/// One column of texts, a function of each entry.
template <typename Entry, typename Text>
TextTableColumn column_of(const char* name, const char* label_en, const char* label_zh,
                          const std::vector<Entry>& entries, Text text) {
  TextTableColumn column{name, label_en, label_zh, {}};
  for (const Entry& entry : entries) column.cells.push_back(text(entry));
  return column;
}

}  // namespace

Table test_table(const std::vector<TestOutcome>& outcomes) {
  return make_text_table(
      "tests",
      {column_of("title", "test", "测试", outcomes, [](const TestOutcome& o) { return o.title; }),
       column_of("passed", "passed", "通过", outcomes,
                 [](const TestOutcome& o) { return std::string(o.passed ? "true" : "false"); }),
       column_of("message", "message", "说明", outcomes,
                 [](const TestOutcome& o) { return o.message; }),
       column_of("file", "file", "文件", outcomes, [](const TestOutcome& o) { return o.file; }),
       column_of("line", "line", "行", outcomes,
                 [](const TestOutcome& o) { return std::to_string(o.begin.line); })});
}

Table note_table(const std::vector<DataNote>& notes) {
  return make_text_table(
      "notes",
      {column_of("entity", "entity", "数据表", notes, [](const DataNote& n) { return n.entity; }),
       column_of("column", "column", "列", notes, [](const DataNote& n) { return n.column; }),
       column_of("message", "message", "说明", notes,
                 [](const DataNote& n) { return n.message; })});
}

}  // namespace remit::tools
