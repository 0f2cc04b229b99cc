#include "report/input_words.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "diagnostic/code/data.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "table/header.h"

namespace remit::report {
namespace {

using diagnostic::Argument;
namespace code = diagnostic::code;
using diagnostic::Code;
namespace text = diagnostic::text;
using diagnostic::Text;
using table::ProblemKind;
using type::TypeKind;

Argument expected(const table::Schemas& schemas, const table::FieldSchema& field) {
  switch (field.type.kind) {
    case TypeKind::boolean:
      return text::type_boolean;
    case TypeKind::money:
    case TypeKind::number:
    case TypeKind::duration:
      return text::type_number;
    case TypeKind::date:
      return text::expected_date;
    case TypeKind::category: {
      std::vector<Argument> words;
      for (const std::string& word : field.categories) words.emplace_back(word);
      return diagnostic::any_of(words);
    }
    case TypeKind::reference:
      return Argument(schemas[field.type.ref].name);
    case TypeKind::text:
    case TypeKind::unknown:
      break;
  }
  return text::type_text;
}

/// What a field is that takes no float.
Argument expected_of_float(const table::Schemas& schemas, const table::EntitySchema& schema,
                           std::size_t index) {
  const table::FieldSchema& field = schema.fields[index];
  if (schema.is_key(index) || field.type.kind == TypeKind::reference) return text::expected_key;
  return expected(schemas, field);
}

/// How a row is said of which the number alone is known, its line in a file, its cell in a sheet.
struct RowWords {
  Text alone, in_file, in_sheet;
};
constexpr RowWords kPlace = {text::place_row, text::place_line, text::place_cell};
constexpr RowWords kNumber = {text::place_number, text::place_number_line, text::place_number_cell};

/// "row 3"; "line 7 (row 3)" of a table that came from a file; "cell sheet!C7 (row 3)". `sheet` is
/// what the column is called in its spreadsheet, empty where it is in none.
Argument place(std::uint64_t row, std::uint64_t line, std::string_view sheet = {},
               const RowWords& words = kPlace) {
  if (line == 0) return diagnostic::worded(words.alone, {row + 1});
  if (sheet.empty()) return diagnostic::worded(words.in_file, {row + 1, line});
  return diagnostic::worded(words.in_sheet, {row + 1, std::string(sheet) + std::to_string(line)});
}

/// Keys that look the same, with what makes them two written out.
Argument with_marks(const std::string& key) { return base::show_hidden(key, false, true); }

std::string with_advice(const diagnostic::Diagnostic& words, base::Language language) {
  return diagnostic::format_text(text::with_advice, language,
                                 {words.message(language), words.help(language)});
}

std::string duplicate_text(const Argument& table, const table::InputProblem& problem,
                           base::Language language) {
  const bool look_alike = !problem.hint.empty();
  const auto at = [&](std::uint64_t row, std::uint64_t line) {
    return place(row, line, problem.place, look_alike ? kPlace : kNumber);
  };
  const bool is_second = problem.other_row < problem.row;
  const Argument own = at(problem.row, problem.line);
  const Argument others = at(problem.other_row, problem.other_line);
  const Argument& first = is_second ? others : own;
  const Argument& second = is_second ? own : others;
  const std::string& first_key = is_second ? problem.hint : problem.text;
  const std::string& second_key = is_second ? problem.text : problem.hint;
  const diagnostic::Diagnostic words =
      look_alike ? diagnostic::Diagnostic{code::look_alike_keys,
                                          {},
                                          {table, with_marks(first_key), first,
                                           with_marks(second_key), second},
                                          {},
                                          {}}
                 : diagnostic::Diagnostic{
                       code::duplicate_key, {}, {table, problem.key, first, second}, {}, {}};
  return words.message(language);
}

}  // namespace

Argument place_of_row(std::uint64_t row, std::uint64_t line) { return place(row, line); }

std::string problem_text(const table::Schemas& schemas, const table::InputProblem& problem,
                         base::Language language) {
  const table::EntitySchema& schema = schemas[problem.entity];
  const table::FieldSchema& field = schema.fields[problem.field];
  const Argument row = place(problem.row, problem.line, problem.place);
  const auto word = [&](Code code, std::vector<Argument> arguments) {
    return diagnostic::Diagnostic{code, {}, std::move(arguments), {}, {}}.message(language);
  };
  const Argument& table = schema.name;
  const Argument& column = table::title_of(field);
  // Table, row, column and text of the cell, and what else is to be said.
  const auto filled = [&](std::vector<Argument> more) {
    std::vector<Argument> arguments{table, row, column, problem.text};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  const auto cell = [&](Code code, std::vector<Argument> more = {}) {
    return word(code, filled(std::move(more)));
  };
  // Where it is known what to do.
  const auto advised = [&](Code code, std::vector<Argument> more = {}) {
    return with_advice({code, {}, filled(std::move(more)), {}, {}}, language);
  };
  switch (problem.kind) {
    case ProblemKind::bad_value:
    case ProblemKind::bad_text:
      return cell(code::bad_cell, {expected(schemas, field)});
    case ProblemKind::percent_twice:
      return advised(code::percent_twice);
    case ProblemKind::misplaced_percent:
      return advised(code::misplaced_percent);
    case ProblemKind::beyond_whole:
      return advised(code::beyond_whole, {problem.hint});
    case ProblemKind::spreadsheet_error:
      return advised(code::spreadsheet_error);
    case ProblemKind::lost_digits:
      return advised(code::lost_digits);
    case ProblemKind::day_number:
      return advised(code::day_number, {problem.hint});
    case ProblemKind::grouped_number:
      return advised(code::grouped_number);
    case ProblemKind::wide_digits:
      return advised(code::wide_digits, {problem.hint});
    case ProblemKind::formula:
      return advised(code::formula_in_cell);
    case ProblemKind::unit_in_cell:
      return advised(code::unit_in_cell);
    case ProblemKind::total_row:
      return with_advice({code::total_row, {}, {table, row, problem.text}, {}, {}}, language);
    case ProblemKind::note_row:
      return with_advice({code::note_row, {}, {table, row, problem.text}, {}, {}}, language);
    case ProblemKind::total_word:
      return with_advice({code::total_word, {}, {table, row, problem.text, problem.hint}, {}, {}},
                         language);
    case ProblemKind::accounting_sign:
      return advised(code::accounting_sign, {problem.hint});
    case ProblemKind::text_mark:
      return advised(code::text_mark, {problem.hint});
    case ProblemKind::word_for_nothing:
      return advised(code::word_for_nothing);
    case ProblemKind::covered:
      return advised(code::covered_cell);
    case ProblemKind::too_many_decimals:
      return cell(code::too_many_decimals, {field.decimals});
    case ProblemKind::inexact_float:
      return cell(code::inexact_float, {field.decimals});
    case ProblemKind::misplaced_float:
      return cell(code::misplaced_float, {expected_of_float(schemas, schema, problem.field)});
    case ProblemKind::large_float:
      return cell(code::large_float);
    case ProblemKind::too_large:
      return cell(code::number_too_large);
    case ProblemKind::blank:
      if (problem.entity == 0)
        return word(code::blank_input, {column});  // the one row of the whole
      return with_advice({code::blank_cell, {}, {table, row, column}, {}, {}}, language);
    case ProblemKind::blank_key:
      return word(code::blank_key, {table, row});
    case ProblemKind::duplicate_key:
      return duplicate_text(table, problem, language);
    case ProblemKind::unknown_reference:
      if (problem.hint.empty()) return cell(code::unknown_reference, {expected(schemas, field)});
      return word(code::look_alike_reference, {table, row, column, with_marks(problem.text),
                                               expected(schemas, field), with_marks(problem.hint)});
    case ProblemKind::circular_reference:
      return cell(code::circular_reference);
    case ProblemKind::missing_column:
      return word(code::missing_column, {table, diagnostic::worded(text::quoted, {column})});
    case ProblemKind::not_applicable:
      break;  // none
  }
  return {};
}

InputWords::InputWords(const ComputedRun& run, const table::Schemas& schemas,
                       const std::vector<table::InputProblem>& problems, bool in_memory,
                       base::Language language)
    : run_(run), schemas_(schemas), language_(language), reasons_(run, in_memory, language) {
  for (const table::InputProblem& problem : problems) {
    const plan::ColumnId column = schemas[problem.entity].fields[problem.field].column;
    found_.try_emplace({column, problem.row}, &problem);
  }
}

std::string InputWords::explain(const CellError& error) const {
  auto found = found_.find(std::make_pair(error.column, error.row));
  // What is wrong with a key says of itself where it stands.
  if (found == found_.end() && run_.is_of_key(error.fault))
    found = found_.find(std::make_pair(error.fault.column, error.fault.row));
  if (found == found_.end())
    return error_text(run_, error, reasons_.reason(error.fault), language_);
  table::InputProblem problem = *found->second;
  // Rows of a batch count from the first one of the run.
  const std::uint64_t first = run_.first_row(problem.entity);
  problem.row += first;
  problem.other_row += first;
  return problem_text(schemas_, problem, language_);
}

}  // namespace remit::report
