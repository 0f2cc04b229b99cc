#include "report/input_words.h"

#include <vector>

#include "diagnostic/diagnostic.h"

namespace remit::report {
namespace {

using diagnostic::Argument;
using diagnostic::Code;
using diagnostic::Text;
using table::ProblemKind;
using type::TypeKind;

Argument expected(const table::Schemas& schemas, const table::FieldSchema& field) {
  switch (field.type.kind) {
    case TypeKind::boolean:
      return Text::type_boolean;
    case TypeKind::money:
    case TypeKind::number:
    case TypeKind::duration:
      return Text::type_number;
    case TypeKind::date:
      return Text::expected_date;
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
  return Text::type_text;
}

/// What a field is that takes no float.
Argument expected_of_float(const table::Schemas& schemas, const table::EntitySchema& schema,
                           std::size_t index) {
  const table::FieldSchema& field = schema.fields[index];
  if (schema.key == index || field.type.kind == TypeKind::reference) return Text::expected_key;
  return expected(schemas, field);
}

}  // namespace

std::string problem_text(const table::Schemas& schemas, const table::InputProblem& problem,
                         base::Language language) {
  const table::EntitySchema& schema = schemas[problem.entity];
  const table::FieldSchema& field = schema.fields[problem.field];
  const auto row = problem.row + 1;
  const auto word = [&](Code code, std::vector<Argument> arguments) {
    return diagnostic::Diagnostic{code, {}, std::move(arguments), {}, {}}.message(language);
  };
  const Argument& table = schema.name;
  switch (problem.kind) {
    case ProblemKind::bad_value:
    case ProblemKind::bad_text:
      return word(Code::bad_cell, {table, row, field.name, problem.text, expected(schemas, field)});
    case ProblemKind::too_many_decimals:
      return word(Code::too_many_decimals, {table, row, field.name, problem.text, field.decimals});
    case ProblemKind::inexact_float:
      return word(Code::inexact_float, {table, row, field.name, problem.text, field.decimals});
    case ProblemKind::misplaced_float:
      return word(Code::misplaced_float, {table, row, field.name, problem.text,
                                          expected_of_float(schemas, schema, problem.field)});
    case ProblemKind::large_float:
      return word(Code::large_float, {table, row, field.name, problem.text});
    case ProblemKind::too_large:
      return word(Code::number_too_large, {table, row, field.name, problem.text});
    case ProblemKind::blank:
      return word(Code::blank_input, {field.name});
    case ProblemKind::blank_key:
      return word(Code::blank_key, {table, row});
    case ProblemKind::duplicate_key:
      return word(Code::duplicate_key, {table, problem.key, problem.other_row + 1, row});
    case ProblemKind::unknown_reference:
      return word(Code::unknown_reference,
                  {table, row, field.name, problem.text, expected(schemas, field)});
    case ProblemKind::circular_reference:
      return word(Code::circular_reference, {table, row, field.name, problem.text});
    case ProblemKind::missing_column:
      return word(Code::missing_column, {table, field.name});
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
  const auto found = found_.find(std::make_pair(error.column, error.row));
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
