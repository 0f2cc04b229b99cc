#include "report/remarks.h"

#include <algorithm>
#include <iterator>

#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/formula_text.h"
#include "report/value_text.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
namespace text = diagnostic::text;

const plan::Remark* remark_at(const plan::Plan& plan, base::Span span) {
  if (span.empty()) return nullptr;
  const auto found = std::ranges::find_if(plan.remarks, [span](const plan::Remark& remark) {
    return remark.span.begin == span.begin && remark.span.end == span.end;
  });
  return found == plan.remarks.end() ? nullptr : &*found;
}

/// Whether the formula has what the use is about: the constant itself, or a conversion there.
bool is_in(const plan::Plan& plan, const plan::Remark& remark, base::Span use,
           const row::FormulaTrace& formula) {
  const auto is_meant = [&](const row::FormulaTrace::Step& step) {
    const base::Span span = plan.expressions[step.expression].span;
    if (remark.value != plan::kNoColumn) return step.expression == remark.value;
    return span.begin == use.begin && span.end == use.end;
  };
  return std::ranges::any_of(formula.steps, is_meant);
}

}  // namespace

std::string named_text(const std::string& name, const std::string& label, const std::string& cite,
                       Language language) {
  std::string text = format_text(text::explain_quoted, language, {name});
  if (!label.empty() && label != name)
    text = format_text(text::explain_labelled, language, {text, label});
  return cite.empty() ? text : format_text(text::explain_item_clause, language, {text, cite});
}

const plan::Basis* basis_of(const plan::Plan& plan, const plan::Column& column) {
  const base::Span span = column.origin.span;
  // A helper that several declarations share stands at the place of one of them.
  const bool is_shared = column.origin.role == type::Role::helper && column.name.empty();
  if (span.empty() || is_shared) return nullptr;
  const auto after = std::ranges::upper_bound(
      plan.bases, span.begin, {}, [](const plan::Basis& basis) { return basis.span.begin; });
  if (after == plan.bases.begin()) return nullptr;
  const plan::Basis& before = *std::prev(after);
  return span.end <= before.span.end ? &before : nullptr;
}

const std::string& clause_of(const plan::Plan& plan, const plan::Column& column) {
  const plan::Remark* remark = remark_at(plan, column.origin.span);
  return remark == nullptr || remark->cite.empty() ? column.origin.cite() : remark->cite;
}

std::vector<const plan::Remark*> remarks_in(const plan::Plan& plan, plan::ColumnId column,
                                            const row::FormulaTrace& formula) {
  const base::Span place = plan.columns[column].origin.span;
  std::vector<const plan::Remark*> found;
  for (const plan::RemarkUse& use : plan.remark_uses) {
    if (use.span.begin < place.begin || place.end < use.span.end) continue;
    const plan::Remark& remark = plan.remarks[use.remark];
    const bool is_new = std::ranges::find(found, &remark) == found.end();
    if (is_new && is_in(plan, remark, use.span, formula)) found.push_back(&remark);
  }
  return found;
}

std::vector<std::string> remark_sentences(const ComputedRun& run, plan::ColumnId column,
                                          const row::FormulaTrace& formula, Language language) {
  std::vector<std::string> sentences;
  for (const plan::Remark* remark : remarks_in(run.plan(), column, formula)) {
    const std::string name = named_text(remark->name, remark->label, remark->cite, language);
    const auto* step = formula.step(remark->value);
    sentences.push_back(
        step == nullptr
            ? format_text(text::explain_rate, language, {name})
            : format_text(text::explain_constant, language,
                          {name, operation_text(run, remark->value, step->value, language)}));
  }
  return sentences;
}

std::string check_text(const plan::Plan& plan, plan::ColumnId column) {
  const plan::Remark* remark = remark_at(plan, plan.columns[column].origin.span);
  return remark == nullptr ? written_text(plan, column, column) : remark->label;
}

}  // namespace remit::report
