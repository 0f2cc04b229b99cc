#include "report/memo_summary.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/budget.h"
#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/ledger.h"
#include "report/remarks.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
using diagnostic::format_text;
namespace text = diagnostic::text;
using diagnostic::Text;
using row::kNotTraced;
using row::TracedCell;
using row::TraceId;

/// A sentence of the paragraph that is longer is left to the steps, in code points.
constexpr std::size_t kLongestSentence = 400;

/// How it is said that something declared is so, or is not; a role of all forms where none is
/// named.
struct TruthLead {
  std::string_view form;
  type::Role role;
  Text holds, fails;
};
constexpr TruthLead kTruthLeads[] = {
    {"finding", type::Role::condition, text::explain_lead_found, text::explain_lead_not_found},
    {"sanction", type::Role::condition, text::explain_lead_sanction,
     text::explain_lead_no_sanction},
    {"honour", type::Role::condition, text::explain_lead_honour, text::explain_lead_no_honour},
    {"eligibility", type::Role::condition, text::explain_lead_may, text::explain_lead_may_not},
    {"target", type::Role::met, text::explain_lead_meets, text::explain_lead_misses},
    {"", type::Role::eligible, text::explain_lead_fulfils, text::explain_lead_fulfils_not},
};

Text truth_lead(const plan::Column& column, bool holds) {
  if (column.entity == plan::kWhole)
    return holds ? text::explain_lead_true_whole : text::explain_lead_false_whole;
  const plan::Origin& origin = column.origin;
  for (const TruthLead& lead : kTruthLeads) {
    const bool is_it =
        lead.role == origin.role && (lead.form.empty() || lead.form == origin.form());
    if (is_it) return holds ? lead.holds : lead.fails;
  }
  return holds ? text::explain_lead_true : text::explain_lead_false;
}

/// What is so or is not: of a declaration's own truth its title or name, else that of the column.
std::string truth_title(const plan::Plan& plan, plan::ColumnId id, Language language) {
  const plan::Origin& origin = plan.columns[id].origin;
  const bool of_declaration = origin.role == type::Role::met || origin.role == type::Role::eligible;
  if (!of_declaration || origin.name().empty()) return column_title(plan, id, language);
  return origin.label().empty() ? origin.name() : origin.label();
}

class Summary {
 public:
  Summary(const ComputedRun& run, const row::Trace& trace, const QuietCells& quiet,
          Language language)
      : run_(run), plan_(run.plan()), trace_(trace), quiet_(quiet), language_(language) {}

  std::vector<std::string> sentences() {
    tell_figure();
    tell_payment();
    std::vector<TraceId> way{0};
    for (;;) {
      const StepBefore before = step_before(plan_, trace_, way.back());
      if (before.cell == kNotTraced) break;
      way.push_back(before.cell);
    }
    for (std::size_t i = way.size(); i-- > 0;) tell_step(way[i], i + 1 == way.size());
    tell_reason();
    return std::move(sentences_);
  }

 private:
  void say(Text text, const std::vector<Argument>& arguments) {
    add(format_text(text, language_, arguments));
  }
  void add(std::string sentence) {
    if (base::count_code_points(sentence) > kLongestSentence) return;
    if (std::ranges::find(sentences_, sentence) != sentences_.end()) return;
    sentences_.push_back(std::move(sentence));
  }
  std::string value(const TracedCell& cell) const {
    return cell_text(run_, cell.column, cell.value, language_);
  }

  /// "grant of stall “a” is CNY 1.00 under clause 1."
  void tell_figure() {
    const TracedCell& asked = trace_.cells[0];
    const plan::Column& column = plan_.columns[asked.column];
    const bool is_whole = column.entity == plan::kWhole;
    const bool is_blank = row::is_blank(asked.value);
    std::vector<Argument> words{column_title(plan_, asked.column, language_)};
    if (!is_whole) words.emplace_back(run_.row_title(column.entity, asked.row, language_));
    words.emplace_back(value(asked));
    Text text = is_whole ? text::explain_lead_whole : text::explain_lead;
    if (const bool* holds = std::get_if<bool>(&asked.value)) {
      words.pop_back();  // the value is in the sentence
      words[0] = truth_title(plan_, asked.column, language_);
      text = truth_lead(column, *holds);
    } else if (is_blank) {
      text = is_whole ? text::explain_lead_blank_whole : text::explain_lead_blank;
    } else if (row::is_fault(asked.value)) {
      text = is_whole ? text::explain_lead_fault_whole : text::explain_lead_fault;
    }
    std::string lead = format_text(text, language_, words);
    const std::string& cite = clause_of(plan_, column);
    if (!cite.empty()) lead = format_text(text::explain_lead_clause, language_, {lead, cite});
    say(text::explain_lead_end, {lead});
  }

  /// Who pays it to whom, if something is paid.
  void tell_payment() {
    const TracedCell& asked = trace_.cells[0];
    const auto* amount = std::get_if<number::Rational>(&asked.value);
    if (amount == nullptr || amount->is_zero()) return;
    for (const plan::Payment& payment : plan_.payments) {
      if (payment.amount != asked.column) continue;
      const bool back = payment.kind == plan::Payment::Kind::back;
      if (!back && payment.kind != plan::Payment::Kind::paid) continue;
      const std::string payer = who(payment.payer, payment.entity, asked.row);
      const std::string payee = who(payment.payee, payment.entity, asked.row);
      if (payer.empty() || payee.empty()) continue;
      if (back) return say(text::explain_lead_paid, {payee, payer});
      return say(text::explain_lead_paid, {payer, payee});
    }
  }

  /// Why nothing is paid: the condition that is not met, if the figure does not rest on it alone;
  /// else what the ledger says.
  void tell_reason() {
    const TracedCell& asked = trace_.cells[0];
    const auto* amount = std::get_if<number::Rational>(&asked.value);
    if (amount == nullptr || !amount->is_zero() || told_condition_) return;
    for (TraceId id = 1; id < trace_.cells.size(); ++id) {
      const TracedCell& cell = trace_.cells[id];
      const bool* holds = std::get_if<bool>(&cell.value);
      const bool fails = holds != nullptr && !*holds &&
                         plan_.columns[cell.column].origin.role == type::Role::eligible;
      if (fails && is_same_declaration(plan_, cell, asked)) return tell_condition(id);
    }
    if (!told_ladder_) return;
    for (const plan::Payment& payment : plan_.payments) {
      if (payment.amount != asked.column || payment.reason == plan::kNoColumn) continue;
      if (run_.stored(payment.reason) == nullptr) return;
      const row::Value reason = run_.at(payment.reason, asked.row);
      if (row::is_fault(reason)) return;
      const std::string words =
          value_text(run_, plan_.columns[payment.reason].type, reason, language_);
      return say(text::explain_lead_reason, {words});
    }
  }

  std::string who(const plan::Payer& who, plan::EntityId entity, std::uint64_t row) const {
    switch (who.kind) {
      case plan::Payer::Kind::party: {
        const type::Party& party = plan_.parties[who.party];
        return party.label.empty() ? party.name : party.label;
      }
      case plan::Payer::Kind::row:
        return run_.row_title(entity, row, language_);
      case plan::Payer::Kind::column:
        return run_.stored(who.column) == nullptr ? std::string()
                                                  : payer_text(run_, who, entity, row);
      case plan::Payer::Kind::none:
        break;
    }
    return {};
  }

  /// One step of the form, `first` being that which the others change.
  void tell_step(TraceId id, bool first) {
    const TracedCell& cell = trace_.cells[id];
    const auto* formula = cell.detail ? std::get_if<row::FormulaTrace>(&*cell.detail) : nullptr;
    const StepBefore before = step_before(plan_, trace_, id);
    if (before.settled) {
      tell_condition(before.condition);
    } else if (first && formula != nullptr && !row::is_fault(cell.value)) {
      tell_formula(id, *formula);
    }
    for (std::string& sentence : detail_sentences(run_, trace_, id, language_, Told::of_asked)) {
      add(std::move(sentence));
    }
  }

  void tell_formula(TraceId id, const row::FormulaTrace& formula) {
    const TracedCell& cell = trace_.cells[id];
    const FormulaWords words{run_, cell.column, language_, &quiet_.columns(), 0, true};
    const std::string figures = words.figures(formula.root, formula);
    const std::string result = value(cell);
    // Of a ladder of conditions that a form is made of the step shows all; it is no short answer.
    const bool is_ladder = plan_.expressions[formula.root].op == plan::Opcode::choose;
    if (is_ladder && plan_.columns[cell.column].origin.role != type::Role::value) {
      told_ladder_ = true;
      return;
    }
    if (figures == result) return;
    if (const bool* holds = std::get_if<bool>(&cell.value)) {
      // "yes and yes" tells nobody anything.
      const std::string said = tells_only_truths(formula) ? words.names(formula.root) : figures;
      return say(*holds ? text::explain_lead_holds : text::explain_lead_holds_not, {said});
    }
    if (id == 0) return say(text::explain_lead_formula, {figures});
    const std::string title = cell_title(run_, cell.column, trace_.cells[0].column, language_);
    say(text::explain_lead_figures, {title, figures, result});
  }

  std::span<const plan::ExpressionId> operands(const plan::Expression& e) const {
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }
  /// Of `if x then yes else no` what decides.
  plan::ExpressionId condition_of(plan::ExpressionId id) const {
    base::go_deeper();
    const plan::Expression& e = plan_.expressions[id];
    if (e.op != plan::Opcode::choose) return id;
    const plan::Expression& yes = plan_.expressions[operands(e)[1]];
    const plan::Expression& no = plan_.expressions[operands(e)[2]];
    const bool tells = yes.op == plan::Opcode::boolean && yes.payload != 0 &&
                       no.op == plan::Opcode::boolean && no.payload == 0;
    return tells ? condition_of(operands(e)[0]) : id;
  }
  /// `not stop`: of something that is just true or false.
  bool is_fact(const plan::Expression& e) const {
    return plan_.expressions[operands(e)[0]].op == plan::Opcode::column;
  }

  /// Why nothing is due: of a condition of several parts those that fail.
  void tell_condition(TraceId id) {
    const TracedCell* cell = &trace_.cells[id];
    if (row::is_fault(cell->value)) return;
    told_condition_ = true;
    const std::string title = cell_title(run_, cell->column, trace_.cells[0].column, language_);
    const auto* formula = cell->detail ? std::get_if<row::FormulaTrace>(&*cell->detail) : nullptr;
    if (row::truth_of(cell->value)) return say(text::explain_lead_holds, {title});
    if (formula == nullptr) return say(text::explain_lead_because_named, {title});
    const FormulaWords words{run_, cell->column, language_, &quiet_.columns(), 0, true};
    const plan::Expression& e = plan_.expressions[condition_of(formula->root)];
    std::string list;
    if (e.op == plan::Opcode::column) {
      list = words.names(formula->root);
    } else if (e.op == plan::Opcode::negation && is_fact(e)) {
      list = words.names(formula->root);
    } else if (e.op != plan::Opcode::conjunction) {
      list = tells_only_truths(*formula) ? words.names(formula->root)
                                         : words.figures(formula->root, *formula);
    } else {
      for (const plan::ExpressionId operand :
           std::span(plan_.operands).subspan(e.first_operand, e.operand_count)) {
        if (formula->step(operand) == nullptr) continue;
        // "not stop" says more than "not yes".
        const bool compares = type::operation(plan_.expressions[operand].op).reading.binding ==
                              type::Binding::comparison;
        append_item(list, compares ? words.figures(operand, *formula) : words.names(operand),
                    language_);
      }
    }
    say(text::explain_lead_because, {title, list});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  const QuietCells& quiet_;
  Language language_;
  std::vector<std::string> sentences_;
  bool told_condition_ = false;
  bool told_ladder_ = false;  ///< the figure is a ladder of conditions, left to its step
};

}  // namespace

bool tells_only_truths(const row::FormulaTrace& formula) {
  return std::ranges::all_of(formula.steps, [](const row::FormulaTrace::Step& step) {
    return std::holds_alternative<bool>(step.value);
  });
}

std::vector<std::string> memo_summary(const ComputedRun& run, const row::Trace& trace,
                                      const QuietCells& quiet, Language language) {
  return Summary(run, trace, quiet, language).sentences();
}

}  // namespace remit::report
