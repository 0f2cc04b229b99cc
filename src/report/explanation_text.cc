#include <string>

#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/memo.h"
#include "report/words.h"

namespace remit::report {
namespace {

using diagnostic::format_text;
namespace text = diagnostic::text;

void add_line(std::string& out, std::size_t indent, std::string_view text) {
  out.append(indent, ' ');
  out += text;
  out += '\n';
}

/// "From: (2) need = CNY 5.00; (3) eligible = yes."
std::string from_line(const Memo::Step& step, base::Language language) {
  std::string list;
  for (const Memo::Mention& mention : step.from) append_item(list, mention.text, language);
  return format_text(text::explain_from, language, {list});
}

std::string inputs_line(const Memo::Inputs& inputs, base::Language language) {
  std::string list;
  for (const std::string& figure : inputs.figures) append_item(list, figure, language);
  return inputs.row.empty() ? list
                            : format_text(text::explain_row_inputs, language, {inputs.row, list});
}

}  // namespace

std::string explanation_text(const ComputedRun& run, const row::Trace& trace,
                             const ExplanationOptions& options) {
  constexpr std::size_t kIndent = 5;
  const base::Language language = options.language;
  const Memo memo = make_memo(run, trace, options);
  std::string out;
  add_line(out, 0, memo.title);
  for (const std::string& fact : memo.facts) add_line(out, 0, fact);
  out += '\n';
  add_line(out, 0, paragraph(memo.summary, language));
  if (!memo.steps.empty()) {
    out += '\n';
    add_line(out, 0, diagnostic::text_template(text::explain_steps, language));
  }
  for (const Memo::Step& step : memo.steps) {
    add_line(out, 0, step.heading);
    for (const std::string& line : step.lines) add_line(out, kIndent, line);
    if (!step.from.empty()) add_line(out, kIndent, from_line(step, language));
  }
  if (memo.cut) add_line(out, 0, diagnostic::text_template(text::explain_cut, language));
  if (memo.folded) add_line(out, 0, diagnostic::text_template(text::explain_folded, language));
  if (!memo.inputs.empty()) {
    out += '\n';
    add_line(out, 0, diagnostic::text_template(text::explain_inputs, language));
  }
  for (const Memo::Inputs& inputs : memo.inputs)
    add_line(out, kIndent, inputs_line(inputs, language));
  return out;
}

}  // namespace remit::report
