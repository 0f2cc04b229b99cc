#include "compare/parting_words.h"

#include "diagnostic/format.h"
#include "diagnostic/text/compare.h"
#include "plan/fault_origin.h"
#include "report/formula_text.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::compare {
namespace {

namespace text = diagnostic::text;
using base::Language;
using diagnostic::format_text;
using report::ComputedRun;

/// What a figure is called; one without a name by what it computes.
std::string title_of(const ComputedRun& run, plan::ColumnId column, Language language) {
  return plan::is_helper(run.plan().columns[column])
             ? report::cell_title(run, column, column, language)
             : report::column_title(run.plan(), column, language);
}

/// Why a cell is in error, and where that began, if elsewhere.
std::string unknown_words(const ComputedRun& run, plan::ColumnId column, std::uint64_t row,
                          const type::Fault& fault, Language language) {
  const std::string reason = report::fault_text(run, fault, language);
  const plan::EntityId entity = run.plan().columns[fault.column].entity;
  const bool whole = entity == plan::kWhole;
  if ((fault.column == column && (whole || fault.row == row)) ||
      report::is_day_of_run(run.plan(), fault.column))
    return format_text(text::parting_unknown, language, {reason});
  const std::string title = title_of(run, fault.column, language);
  if (whole) return format_text(text::parting_unknown_from_whole, language, {reason, title});
  return format_text(text::parting_unknown_from, language,
                     {reason, title, run.row_title(entity, fault.row, language)});
}

std::string value_words(const ComputedRun& run, plan::ColumnId column, std::uint64_t row,
                        const row::Value& value, Language language) {
  if (row::is_fault(value)) {
    const type::Fault& fault = row::fault_of(value);
    if (fault.code != type::CellFault::blank)
      return unknown_words(run, column, row, fault, language);
  }
  return report::cell_text(run, column, value, language);
}

/// The figure, and whose it is where that is another row than the one that is paid.
std::string figure_title(const ComputedRun& run, plan::ColumnId column, std::uint64_t row,
                         bool other_row, Language language) {
  std::string title = title_of(run, column, language);
  const plan::EntityId entity = run.plan().columns[column].entity;
  if (!other_row || entity == plan::kWhole) return title;
  return format_text(text::parting_of_row, language, {title, run.row_title(entity, row, language)});
}

std::string clause_sentence(const PartingWords& words, const diagnostic::Argument& before,
                            const diagnostic::Argument& after, bool has_values, Language language) {
  const bool added = words.before.empty(), removed = words.after.empty();
  if (!has_values) {
    if (added) return format_text(text::parting_text_added, language, {words.after});
    if (removed) return format_text(text::parting_text_removed, language, {words.before});
    return format_text(text::parting_text, language, {words.before, words.after});
  }
  if (added)
    return format_text(text::parting_clause_added, language,
                       {words.at, before, after, words.after});
  if (removed)
    return format_text(text::parting_clause_removed, language,
                       {words.at, before, after, words.before});
  return format_text(text::parting_clause, language,
                     {words.at, before, after, words.before, words.after});
}

}  // namespace

PartingWords words_of(const Parting& parting, const PartingFinder& finder,
                      const PartingFinder::Run& before, const PartingFinder::Run& after,
                      Language language) {
  PartingWords words;
  std::string value_before, value_after;
  bool has_values = parting.column_before != plan::kNoColumn;
  if (has_values) {
    const row::Value a = finder.value_before(parting), b = finder.value_after(parting);
    value_before = value_words(before.run, parting.column_before, parting.row_before, a, language);
    value_after = value_words(after.run, parting.column_after, parting.row_after, b, language);
    words.at = figure_title(before.run, parting.column_before, parting.row_before,
                            parting.other_row, language);
    has_values = value_before != value_after;
  }
  switch (parting.kind) {
    case Parting::Kind::clause:
      words.by = "clause";
      if (parting.text) {
        words.before = written_before(before.text, *parting.text);
        words.after = written_after(after.text, *parting.text);
      }
      words.sentence = clause_sentence(words, value_before, value_after, has_values, language);
      return words;
    case Parting::Kind::input: {
      words.by = "input";
      const bool day = report::is_day_of_run(before.run.plan(), parting.column_before);
      words.sentence =
          day ? format_text(text::parting_day, language, {value_before, value_after})
              : format_text(text::parting_input, language, {words.at, value_before, value_after});
      break;
    }
    case Parting::Kind::place:
      words.by = "place";
      words.sentence = has_values ? format_text(text::parting_place, language,
                                                {words.at, value_before, value_after})
                                  : format_text(text::parting_same, language, {words.at});
      break;
    case Parting::Kind::row: {
      words.by = "row";
      const bool gone = parting.row_before != kNoRow;
      const ComputedRun& run = gone ? before.run : after.run;
      words.at =
          run.row_title(parting.entity, gone ? parting.row_before : parting.row_after, language);
      words.sentence = format_text(gone ? text::parting_row_before : text::parting_row_after,
                                   language, {words.at});
      return words;
    }
  }
  words.before = std::move(value_before);
  words.after = std::move(value_after);
  return words;
}

}  // namespace remit::compare
