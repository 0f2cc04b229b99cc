#include "tools/test_table.h"

#include "diagnostic/text/api.h"
#include "report/assembler.h"

namespace remit::tools {

namespace text = diagnostic::text;
using report::Assembler;
using report::BooleanCells;
using report::NumberCells;
using report::TextCells;

Table test_table(const std::vector<TestOutcome>& outcomes) {
  TextCells title, message, file;
  BooleanCells passed;
  NumberCells line(type::kNumber, 0);
  for (const TestOutcome& outcome : outcomes) {
    title.add(outcome.title);
    passed.add(outcome.passed);
    message.add(outcome.message);
    file.add(outcome.file);
    line.add(number::Integer(std::int64_t{outcome.begin.line}));
  }
  Assembler table("tests", outcomes.size());
  table.add("title", text::tests_title, title);
  table.add("passed", text::tests_passed, passed);
  table.add("message", text::tests_message, message);
  table.add("file", text::tests_file, file);
  table.add("line", text::tests_line, line);
  return table.take();
}

Table note_table(const std::vector<DataNote>& notes) {
  TextCells entity, column, message;
  for (const DataNote& note : notes) {
    entity.add(note.entity);
    column.add(note.column);
    message.add(note.message);
  }
  Assembler table("notes", notes.size());
  table.add("entity", text::notes_entity, entity);
  table.add("column", text::errors_column, column);
  table.add("message", text::tests_message, message);
  return table.take();
}

Table note_table(const std::vector<RunNote>& notes) {
  TextCells code, entity, message;
  for (const RunNote& note : notes) {
    code.add(note.code);
    entity.add(note.entity);
    message.add(note.message);
  }
  Assembler table("notes", notes.size());
  table.add("code", text::notes_code, code);
  table.add("entity", text::notes_entity, entity);
  table.add("message", text::tests_message, message);
  return table.take();
}

}  // namespace remit::tools
