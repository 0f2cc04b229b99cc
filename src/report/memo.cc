#include "report/memo.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/budget.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/carried.h"
#include "report/memo_summary.h"
#include "report/notation.h"
#include "report/quiet.h"
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
using row::FormulaTrace;
using row::kNotTraced;
using row::TracedCell;
using row::TraceId;

/// Figures that are data as entered (or read from another row's data) are listed as such; those
/// that only pass another one on are told with it; all others get a number and a step.
class MemoMaker {
 public:
  MemoMaker(const ComputedRun& run, const row::Trace& trace, const ExplanationOptions& options)
      : run_(run),
        plan_(run.plan()),
        trace_(trace),
        options_(options),
        language_(options.language),
        quiet_(run.plan(), trace),
        order_columns_(columns_of_order(run.plan())) {}

  Memo make() {
    memo_.cut = trace_.cut;
    tell_facts();
    memo_.summary = memo_summary(run_, trace_, quiet_, language_);
    number_steps();
    for (const TraceId id : order_) add_step(id);
    notations_ = notations_in_use(plan_, trace_);
    add_inputs();
    return std::move(memo_);
  }

 private:
  const plan::Column& column_of(TraceId id) const { return plan_.columns[trace_.cells[id].column]; }
  bool is_input(TraceId id) const {
    return std::holds_alternative<plan::Input>(column_of(id).node);
  }

  void tell_facts() {
    const TracedCell& asked = trace_.cells[0];
    const plan::Column& column = plan_.columns[asked.column];
    const auto fact = [this](Text text, std::vector<Argument> words) {
      memo_.facts.push_back(format_text(text, language_, words));
    };
    memo_.title = format_text(text::explain_title, language_,
                              {column_title(plan_, asked.column, language_),
                               run_.row_title(column.entity, asked.row, language_)});
    fact(text::explain_policy, {plan_.title.empty() ? plan_.name : plan_.title});
    const std::string& clause = clause_of(plan_, column);
    if (!clause.empty()) fact(text::explain_clause, {clause});
    fact(text::explain_result, {value(asked)});
  }

  /// Needs no step: data as entered, checked or not, of this row or another one.
  bool is_inline(TraceId id) const {
    base::go_deeper();
    if (id == 0) return is_input(id);
    if (is_input(id)) return true;
    const TracedCell& cell = trace_.cells[id];
    if (!cell.detail) return true;
    const bool of_rows_before =
        order_columns_.contains(cell.column) || reads_carried(plan_, cell.column);
    if (order_columns_.contains(cell.column) && !row::is_fault(cell.value)) return true;
    if (of_rows_before && row::is_blank(cell.value)) return true;
    const bool is_guard = column_of(id).origin.role == type::Role::guard;
    if (is_guard && !row::is_fault(cell.value)) return true;
    const auto* formula = std::get_if<FormulaTrace>(&*cell.detail);
    const bool is_constant =
        formula != nullptr && formula->steps.size() == 1 && formula->steps[0].cell == kNotTraced;
    if (is_constant) return true;
    const auto* lookup = std::get_if<row::LookupTrace>(&*cell.detail);
    return lookup != nullptr && lookup->target != kNotTraced && is_inline(lookup->target);
  }

  /// The conditions passed on the way to what a cell says.
  std::vector<TraceId> conditions(TraceId id) const {
    std::vector<TraceId> found;
    for (const TraceId passed : quiet_.passed(id)) {
      const TraceId condition = quiet_.condition(passed);
      if (condition != kNotTraced) found.push_back(condition);
    }
    return found;
  }

  /// What the step of a cell is made from: its conditions, then the figures of what it says. The
  /// rows that a fold reads are its own sentence's affair, unless there is one alone or an error
  /// comes from there.
  std::vector<TraceId> made_from(TraceId id) {
    std::vector<TraceId> from = conditions(id);
    const TracedCell& cell = trace_.cells[quiet_.speaker(id)];
    const auto* fold = cell.detail ? std::get_if<row::FoldTrace>(&*cell.detail) : nullptr;
    const bool folds =
        fold != nullptr && fold->counted > 1 && !row::is_fault(cell.value) && !options_.unfolded;
    if (folds) {
      for (const TraceId operand : cell.operands) {
        if (!is_inline(operand)) memo_.folded = true;
      }
      return from;
    }
    const auto* share = cell.detail ? std::get_if<row::ShareTrace>(&*cell.detail) : nullptr;
    // Who takes no part is told why, not what the others share and in which order.
    const bool is_out = share != nullptr && !share->share && !row::is_fault(cell.value);
    const std::vector<TraceId>& read = is_out ? share->cells : cell.operands;
    from.insert(from.end(), read.begin(), read.end());
    return from;
  }

  /// Depth first from the cell asked about, in the order in which formulas mention figures.
  void number_steps() {
    numbers_.assign(trace_.cells.size(), 0);
    struct Open {
      TraceId id;
      std::size_t level;
    };
    std::vector<Open> stack{{0, 1}};
    while (!stack.empty()) {
      const Open next = stack.back();
      stack.pop_back();
      const TraceId speaker = quiet_.speaker(next.id);
      // A fixed amount says nothing, but why it is due does.
      if (is_inline(speaker) && conditions(next.id).empty()) {
        use_inputs(speaker);
        continue;
      }
      if (numbers_[speaker] != 0) continue;
      if (options_.depth != 0 && next.level > options_.depth) {
        memo_.cut = true;
        continue;
      }
      order_.push_back(next.id);
      numbers_[speaker] = order_.size();
      levels_.push_back(next.level);
      const std::vector<TraceId> from = made_from(next.id);
      for (std::size_t i = from.size(); i-- > 0;) stack.push_back({from[i], next.level + 1});
    }
  }

  /// The data behind a figure that has no step.
  void use_inputs(TraceId id) {
    base::go_deeper();
    if (is_input(id)) {
      if (std::ranges::find(inputs_, id) == inputs_.end()) inputs_.push_back(id);
      return;
    }
    const TracedCell& cell = trace_.cells[id];
    const auto* lookup = cell.detail ? std::get_if<row::LookupTrace>(&*cell.detail) : nullptr;
    if (lookup != nullptr) {
      if (lookup->target != kNotTraced) use_inputs(lookup->target);
      return;
    }
    if (column_of(id).origin.role != type::Role::guard) return;
    for (const TraceId operand : cell.operands) {
      if (is_input(operand)) use_inputs(operand);
    }
  }

  std::string value(const TracedCell& cell) const {
    return cell_text(run_, cell.column, cell.value, language_);
  }
  /// Whether `a`, told in connection with `b`, needs no word on whose figure it is.
  bool is_same_row(const TracedCell& a, const TracedCell& b) const {
    if (plan_.columns[a.column].entity == plan::kWhole) return true;
    return a.row == b.row && plan_.columns[a.column].entity == plan_.columns[b.column].entity;
  }

  void add_step(TraceId id) {
    const TraceId speaker = quiet_.speaker(id);
    const TracedCell& cell = trace_.cells[speaker];
    Memo::Step step;
    step.number = numbers_[speaker];
    step.level = levels_[step.number - 1];
    step.cell = id;
    step.heading = heading(step.number, id);
    const std::string written = written_for(id);
    const bool is_new = !written.empty() && quoted_.insert(written).second;
    if (is_new) step.lines.push_back(format_text(text::explain_written, language_, {written}));
    tell_basis(step, id);
    if (cell.detail) {
      if (const auto* formula = std::get_if<FormulaTrace>(&*cell.detail))
        add_formula(step, speaker, *formula);
    }
    add_sentences(step, speaker);
    for (const TraceId passed : quiet_.passed(id))
      if (!reads_carried(plan_, trace_.cells[passed].column)) add_sentences(step, passed);
    for (const TraceId operand : made_from(id)) add_mention(step, id, operand);
    memo_.steps.push_back(std::move(step));
  }

  /// What the clause says and how it was read, at the first figure of each declaration.
  void tell_basis(Memo::Step& step, TraceId id) {
    const plan::Basis* basis = basis_of(plan_, column_of(id));
    if (basis == nullptr || !told_.insert(basis).second) return;
    if (!basis->says.empty())
      step.lines.push_back(format_text(text::explain_says, language_, {basis->says}));
    if (!basis->reading.empty())
      step.lines.push_back(format_text(text::explain_reading, language_, {basis->reading}));
  }

  /// Of the figure asked about the declaration, else what the policy says where the step is made.
  std::string written_for(TraceId id) const {
    std::string written;
    if (id == 0) {
      for (const TraceId passed : quiet_.passed(id)) {
        const plan::ColumnId column = trace_.cells[passed].column;
        if (written.empty()) written = written_text(plan_, column, column);
      }
    }
    if (!written.empty()) return written;
    const bool is_helper = column_of(id).origin.role == type::Role::helper;
    return written_text(plan_, trace_.cells[quiet_.speaker(id)].column,
                        trace_.cells[is_helper ? 0 : id].column);
  }

  void add_sentences(Memo::Step& step, TraceId id) const {
    for (std::string& sentence : detail_sentences(run_, trace_, id, language_)) {
      if (std::ranges::find(step.lines, sentence) == step.lines.end())
        step.lines.push_back(std::move(sentence));
    }
  }

  /// The cell by whose name a step goes: the one asked about, or the one that speaks.
  TraceId face(TraceId id) const {
    const TraceId speaker = quiet_.speaker(id);
    const bool is_helper = column_of(speaker).origin.role == type::Role::helper &&
                           !reads_carried(plan_, trace_.cells[id].column);
    return id == 0 || is_helper ? id : speaker;
  }

  std::string heading(std::size_t number, TraceId of) const {
    const TraceId id = face(of);
    const TracedCell& cell = trace_.cells[id];
    const TracedCell& asked = trace_.cells[0];
    const plan::Column& column = plan_.columns[cell.column];
    // Not a list in braces in each branch of a `?:`: of that, g++ 12 destroys too much when memory
    // runs out.
    const bool elsewhere = !is_same_row(cell, asked);
    std::vector<Argument> words{number, title_of(id)};
    if (elsewhere) words.emplace_back(run_.row_title(column.entity, cell.row, language_));
    words.emplace_back(value(cell));
    std::string text = format_text(elsewhere ? text::explain_item_elsewhere : text::explain_item,
                                   language_, words);
    const std::string& cite = clause_of(plan_, column);
    // A helper has the clause of what it serves, unless something else is declared at its place.
    const bool is_served = column.origin.role == type::Role::helper && cite == column.origin.cite();
    const bool other_clause =
        !is_served && !cite.empty() && cite != clause_of(plan_, plan_.columns[asked.column]);
    return other_clause ? format_text(text::explain_item_clause, language_, {text, cite}) : text;
  }

  /// The name, with the title that the policy gives the declaration behind it.
  std::string title_of(TraceId id) const {
    const TracedCell& cell = trace_.cells[id];
    const plan::Origin& origin = plan_.columns[cell.column].origin;
    std::string name = cell_title(run_, cell.column, trace_.cells[0].column, language_);
    const bool is_named = name == origin.name() && origin.role != type::Role::field &&
                          origin.role != type::Role::guard;
    if (!is_named || origin.label().empty() || origin.label() == name) return name;
    return format_text(text::report_row_key, language_, {name, origin.label()});
  }

  void add_formula(Memo::Step& step, TraceId id, const FormulaTrace& formula) const {
    const TracedCell& cell = trace_.cells[id];
    const auto add = [&](Text text, const std::vector<Argument>& arguments) {
      step.lines.push_back(format_text(text, language_, arguments));
    };
    const bool is_own_row = is_same_row(cell, trace_.cells[0]);
    const FormulaWords words{run_, cell.column, language_,
                             is_own_row ? &quiet_.columns() : nullptr};
    const StepBefore before = step_before(plan_, trace_, id);
    const std::string result = value(cell);
    if (before.settled && !row::is_fault(cell.value)) {
      const TracedCell& condition = trace_.cells[before.condition];
      return add(row::truth_of(condition.value) ? text::explain_met : text::explain_not_met,
                 {cell_title(run_, condition.column, cell.column, language_), result});
    }
    const std::string names = words.names(formula.root);
    const std::string figures = words.figures(formula.root, formula);
    const bool is_title = step.number != 1 &&
                          names == cell_title(run_, cell.column, trace_.cells[0].column, language_);
    // Of the rows before the sentence below says what there is to say.
    const bool is_carried_on = std::ranges::any_of(cell.operands, [this](TraceId operand) {
      return reads_carried(plan_, trace_.cells[operand].column);
    });
    const bool is_written = is_carried_on && names == written_for(id) && figures == result;
    if (names != result && !is_title && !is_written) add(text::explain_formula, {names});
    if (figures == names || figures == result || row::is_fault(cell.value)) return;
    if (const bool* holds = std::get_if<bool>(&cell.value)) {
      // "yes and yes" says no more than the names above it and the figures they come from.
      if (tells_only_truths(formula)) return;
      add(*holds ? text::explain_holds : text::explain_holds_not, {figures});
    } else {
      add(text::explain_figures, {figures, result});
    }
  }

  /// One operand as its user mentions it: with its number, or its value. Data of the row is listed
  /// at the end.
  void add_mention(Memo::Step& step, TraceId user, TraceId id) const {
    const TraceId speaker = quiet_.speaker(id);
    const std::size_t number = numbers_[speaker];
    if (number == 0 && is_inline(speaker) && trace_.cells[speaker].detail) return;
    const TracedCell& cell = trace_.cells[number == 0 ? id : face(order_[number - 1])];
    const plan::Column& column = plan_.columns[cell.column];
    const std::string title = cell_title(run_, cell.column, trace_.cells[user].column, language_);
    std::vector<Argument> words;
    Text text = text::explain_inline;
    if (number != 0) {
      text = text::explain_reference;
      words.emplace_back(number);
    }
    words.emplace_back(title);
    if (number == 0 && !is_same_row(cell, trace_.cells[user])) {
      text = text::explain_inline_of;
      words.emplace_back(run_.row_title(column.entity, cell.row, language_));
    }
    words.emplace_back(value(cell));
    Memo::Mention mention{number, format_text(text, language_, words)};
    const auto known = std::ranges::find(step.from, mention.text, &Memo::Mention::text);
    if (known == step.from.end()) step.from.push_back(std::move(mention));
  }

  /// Row by row, in the order of first use; the row asked about first.
  void add_inputs() {
    std::vector<std::pair<plan::EntityId, std::uint64_t>> rows;
    std::map<std::pair<plan::EntityId, std::uint64_t>, std::vector<TraceId>> by_row;
    rows.emplace_back(column_of(0).entity, trace_.cells[0].row);
    for (const TraceId id : inputs_) {
      const std::pair row(column_of(id).entity, trace_.cells[id].row);
      if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
      by_row[row].push_back(id);
    }
    for (const auto& row : rows) {
      if (!by_row.contains(row)) continue;
      Memo::Inputs inputs;
      if (row.first != plan::kWhole) inputs.row = run_.row_title(row.first, row.second, language_);
      for (const TraceId id : by_row[row]) inputs.figures.push_back(input_text(id));
      memo_.inputs.push_back(std::move(inputs));
    }
  }

  /// As the formulas that use it write it.
  std::string input_value(const TracedCell& cell) const {
    const auto found = notations_.find(cell.column);
    const auto* number = std::get_if<number::Rational>(&cell.value);
    if (found == notations_.end() || number == nullptr) return value(cell);
    return quantity_text(*number, plan_, plan_.columns[cell.column].type, found->second, language_);
  }

  std::string input_text(TraceId id) const {
    const TracedCell& cell = trace_.cells[id];
    const std::string figure = format_text(
        text::explain_inline, language_,
        {cell_title(run_, cell.column, trace_.cells[0].column, language_), input_value(cell)});
    const plan::Field& field = plan_.entities[column_of(id).entity]
                                   .fields[std::get<plan::Input>(column_of(id).node).field];
    // The day of the run is nobody's decision.
    const bool is_remarkable = (field.decision || field.hole) && !is_day_of_run(plan_, cell.column);
    if (row::is_fault(cell.value) || !is_remarkable) return figure;
    const Text remark = field.hole ? text::explain_remark_hole : text::explain_remark_decision;
    return format_text(text::explain_remark, language_, {figure, remark});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  const ExplanationOptions& options_;
  Language language_;
  QuietCells quiet_;
  std::set<plan::ColumnId> order_columns_;
  Memo memo_;
  std::vector<std::size_t> numbers_;  // of each speaking cell's step; 0: none
  std::vector<TraceId> order_;        // the cells as their users mention them
  std::vector<std::size_t> levels_;   // as order_
  std::vector<TraceId> inputs_;
  base::HashMap<plan::ColumnId, type::Notation> notations_;
  std::set<std::string> quoted_;       // texts of the policy already shown
  std::set<const plan::Basis*> told_;  // whose clause was told
};

}  // namespace

Memo make_memo(const ComputedRun& run, const row::Trace& trace, const ExplanationOptions& options) {
  return MemoMaker(run, trace, options).make();
}

std::string paragraph(const std::vector<std::string>& sentences, Language language) {
  std::string text;
  for (const std::string& sentence : sentences) {
    if (!text.empty() && language == Language::en) text += ' ';
    text += sentence;
  }
  return text;
}

}  // namespace remit::report
