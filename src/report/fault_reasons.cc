#include "report/fault_reasons.h"

#include <optional>
#include <variant>
#include <vector>

#include "diagnostic/format.h"
#include "diagnostic/text/common.h"
#include "diagnostic/text/report.h"
#include "report/formula_text.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
namespace text = diagnostic::text;
using type::CellFault;
using type::Payload;

/// Cells that are computed again for their reason; of the others only the table's name is told.
constexpr std::size_t kMostTraced = 10'000;
/// The same where a cell reads many rows.
constexpr std::size_t kMostFoldsTraced = 100;
/// So many steps below a formula the look-up is searched in which it failed.
constexpr std::uint32_t kDepthOfLookUps = 4;

Payload payload_of(CellFault fault) {
  return fault == CellFault::no_band         ? Payload::scale
         : fault == CellFault::out_of_period ? Payload::dated
                                             : Payload::none;
}

bool looks_up(const plan::Expression& e, Payload payload) {
  return payload != Payload::none && type::operation(e.op).payload == payload;
}

/// "from 2022-01-01 to 2022-01-31".
std::string held(const plan::Dated& dated, Language language) {
  const std::string from = date_text(row::Date{dated.days.front()}, language);
  if (!dated.ends) return format_text(text::days_from, language, {from});
  return format_text(text::days_from_to, language,
                     {from, date_text(row::Date{dated.last_day}, language)});
}

/// A bracket written in a clause has no name.
std::string no_band_words(const ComputedRun& run, const plan::Expression& e,
                          const number::Rational& value, Language language) {
  const type::Scale& scale = run.plan().scales[e.payload];
  const plan::ExpressionId asked = run.plan().operands[e.first_operand];
  return format_text(text::fault_no_band_for, language,
                     {scale.name, operation_text(run, asked, value, language),
                      edges_text(run, asked, scale.bands.front(), scale.bands.back(), language)});
}

std::string no_value_words(const plan::Plan& plan, const plan::Expression& e, row::Date day,
                           Language language) {
  const plan::Dated& dated = plan.dated[e.payload];
  return format_text(text::fault_no_value_on, language,
                     {dated.name, date_text(day, language), held(dated, language)});
}

/// The name of the only table of that kind that a formula asks; empty if there are several.
std::string only_table(const plan::Plan& plan, plan::ExpressionId root, Payload payload) {
  std::optional<std::uint32_t> found;
  std::vector<plan::ExpressionId> stack{root};
  while (!stack.empty()) {
    const plan::Expression& e = plan.expressions[stack.back()];
    stack.pop_back();
    if (looks_up(e, payload)) {
      if (found && *found != e.payload) return {};
      found = e.payload;
    }
    for (std::uint32_t i = 0; i < e.operand_count; ++i)
      stack.push_back(plan.operands[e.first_operand + i]);
  }
  if (!found) return {};
  return payload == Payload::scale ? plan.scales[*found].name : plan.dated[*found].name;
}

}  // namespace

std::string lookup_reason(const ComputedRun& run, const row::FormulaTrace& formula,
                          const type::Fault& fault, Language language) {
  const plan::Plan& plan = run.plan();
  const Payload payload = payload_of(fault.code);
  for (const row::FormulaTrace::Step& step : formula.steps) {
    const plan::Expression& e = plan.expressions[step.expression];
    if (!looks_up(e, payload) || !row::is_fault(step.value)) continue;
    const auto* asked = formula.step(plan.operands[e.first_operand]);
    if (asked == nullptr || row::is_fault(asked->value)) continue;
    if (payload == Payload::scale && !plan.scales[e.payload].name.empty())
      return no_band_words(run, e, row::number_of(asked->value), language);
    if (payload == Payload::dated)
      return no_value_words(plan, e, std::get<row::Date>(asked->value), language);
  }
  return {};
}

std::string several_reason(const ComputedRun& run, const row::FoldTrace& trace,
                           const type::Fault& fault, Language language) {
  if (fault.code != CellFault::several_found || trace.largest.size() < 2) return {};
  const auto& node = std::get<plan::Fold>(run.plan().columns[fault.column].node);
  std::string rows;
  for (const row::FoldTrace::Contribution& entry : trace.largest)
    append_item(rows, run.row_title(node.rows, entry.row, language), language);
  return format_text(text::fault_several_rows, language, {rows});
}

/// The rows of which a look-up below that cell does not know which is meant.
static std::string tied_reason(const ComputedRun& run, const row::Trace& trace, Language language) {
  for (const row::TracedCell& cell : trace.cells) {
    if (!cell.detail) continue;
    const auto* match = std::get_if<row::MatchTrace>(&*cell.detail);
    if (match == nullptr || match->tied.size() < 2) continue;
    const auto& node = std::get<plan::Match>(run.plan().columns[cell.column].node);
    std::string rows;
    for (const std::uint64_t row : match->tied)
      append_item(rows, run.row_title(node.entity, row, language), language);
    return format_text(text::fault_tied_rows, language, {rows});
  }
  return {};
}

row::Trace FaultReasons::traced(const type::Fault& fault, std::uint32_t depth) const {
  if (evaluator_ == nullptr) {
    row::Options options;
    options.known = &run_.results();
    evaluator_ = std::make_unique<row::Evaluator>(run_.plan(), run_.dataset(), std::move(options));
  }
  return row::trace(*evaluator_, fault.column, fault.row, {.depth = depth});
}

std::string FaultReasons::looked_up(const type::Fault& fault) const {
  const plan::Plan& plan = run_.plan();
  const bool worked_out = in_memory_ && known_.size() < kMostTraced;
  if (std::holds_alternative<plan::Fold>(plan.columns[fault.column].node)) {
    if (!worked_out || known_.size() >= kMostFoldsTraced) return {};
    const row::Trace trace = traced(fault);
    const auto* detail = std::get_if<row::FoldTrace>(&*trace.cells[0].detail);
    return detail == nullptr ? std::string() : several_reason(run_, *detail, fault, language_);
  }
  if (fault.code == CellFault::duplicate_key) {
    if (!worked_out || known_.size() >= kMostFoldsTraced) return {};
    return tied_reason(run_, traced(fault, kDepthOfLookUps), language_);
  }
  const auto* formula = std::get_if<plan::Map>(&plan.columns[fault.column].node);
  if (formula == nullptr) return {};
  if (worked_out) {
    const row::Trace trace = traced(fault);
    const auto* detail = std::get_if<row::FormulaTrace>(&*trace.cells[0].detail);
    if (detail != nullptr) {
      std::string words = lookup_reason(run_, *detail, fault, language_);
      if (!words.empty()) return words;
    }
  }
  const Payload payload = payload_of(fault.code);
  const std::string name = only_table(plan, formula->expression, payload);
  if (name.empty()) return {};
  return format_text(payload == Payload::scale ? text::fault_no_band_of : text::fault_no_value_of,
                     language_, {name});
}

std::string FaultReasons::reason(const type::Fault& fault) const {
  const bool tied = fault.code == CellFault::duplicate_key &&
                    !std::holds_alternative<plan::Input>(run_.plan().columns[fault.column].node);
  const bool says_more =
      payload_of(fault.code) != Payload::none || fault.code == CellFault::several_found || tied;
  if (!says_more) return fault_text(run_, fault, language_);
  const auto known = known_.find({fault.column, fault.row});
  if (known != known_.end()) return known->second;
  std::string words = looked_up(fault);
  if (words.empty()) words = fault_text(run_, fault, language_);
  if (known_.size() < kMostTraced) known_.try_emplace({fault.column, fault.row}, words);
  return words;
}

}  // namespace remit::report
