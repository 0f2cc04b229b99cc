#include <set>
#include <string>
#include <vector>

#include "diagnostic/format.h"
#include "report/explanation.h"
#include "report/formula_text.h"
#include "report/value_text.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
using diagnostic::format_text;
using diagnostic::Text;
using row::TracedCell;
using row::TraceId;

/// Writes the paragraphs. Figures that are data as entered (or read from another row's data) are
/// told within the paragraph that uses them; all others get a number and a paragraph.
class Memo {
 public:
  Memo(const ComputedRun& run, const row::Trace& trace, Language language)
      : run_(run), plan_(run.plan()), trace_(trace), language_(language) {}

  std::string write() {
    number_paragraphs();
    const TracedCell& asked = trace_.cells[0];
    const plan::Origin& origin = plan_.columns[asked.column].origin;
    const std::string row =
        run_.row_title(plan_.columns[asked.column].entity, asked.row, language_);
    line(0, Text::explain_title, {column_title(plan_, asked.column, language_), row});
    line(0, Text::explain_policy, {plan_.title.empty() ? plan_.name : plan_.title});
    if (!origin.cite().empty()) line(0, Text::explain_clause, {origin.cite()});
    line(0, Text::explain_result, {value(asked)});
    out_ += '\n';
    for (const TraceId id : order_) write_paragraph(id);
    if (trace_.cut) line(0, Text::explain_cut, {});
    return std::move(out_);
  }

 private:
  bool is_input(TraceId id) const {
    return std::holds_alternative<plan::Input>(plan_.columns[trace_.cells[id].column].node);
  }

  /// Needs no paragraph: data as entered, checked or not, of this row or another one.
  bool is_inline(TraceId id) const {
    if (id == 0) return false;
    if (is_input(id)) return true;
    const TracedCell& cell = trace_.cells[id];
    if (!cell.detail) return true;
    const bool is_guard = plan_.columns[cell.column].origin.role == type::Role::guard;
    if (is_guard && !row::is_fault(cell.value)) return true;
    const auto* formula = std::get_if<row::FormulaTrace>(&*cell.detail);
    const bool is_constant = formula != nullptr && formula->steps.size() == 1 &&
                             formula->steps[0].cell == row::kNotTraced;
    if (is_constant) return true;
    const auto* lookup = std::get_if<row::LookupTrace>(&*cell.detail);
    return lookup != nullptr && lookup->target != row::kNotTraced && is_input(lookup->target);
  }

  /// Depth first from the cell asked about, in the order in which formulas mention figures.
  void number_paragraphs() {
    numbers_.assign(trace_.cells.size(), 0);
    std::vector<TraceId> stack{0};
    while (!stack.empty()) {
      const TraceId id = stack.back();
      stack.pop_back();
      if (numbers_[id] != 0) continue;
      if (!is_inline(id)) {
        order_.push_back(id);
        numbers_[id] = order_.size();
      }
      const std::vector<TraceId>& operands = trace_.cells[id].operands;
      if (is_inline(id)) continue;
      for (std::size_t i = operands.size(); i-- > 0;) stack.push_back(operands[i]);
    }
  }

  void line(int indent, Text text, const std::vector<Argument>& arguments) {
    out_.append(static_cast<std::size_t>(indent), ' ');
    out_ += format_text(text, language_, arguments);
    out_ += '\n';
  }
  void line(int indent, const std::string& text) {
    out_.append(static_cast<std::size_t>(indent), ' ');
    out_ += text;
    out_ += '\n';
  }

  std::string value(const TracedCell& cell) const {
    return value_text(run_, plan_.columns[cell.column].type, cell.value, language_);
  }
  /// Whether `a`, told in connection with `b`, needs no word on whose figure it is.
  bool is_same_row(const TracedCell& a, const TracedCell& b) const {
    if (plan_.columns[a.column].entity == plan::kWhole) return true;
    return a.row == b.row && plan_.columns[a.column].entity == plan_.columns[b.column].entity;
  }

  void write_paragraph(TraceId id) {
    const TracedCell& cell = trace_.cells[id];
    const plan::Column& column = plan_.columns[cell.column];
    write_heading(id, cell, column);
    const auto* formula = cell.detail ? std::get_if<row::FormulaTrace>(&*cell.detail) : nullptr;
    const row::FormulaTrace::Step* same = formula == nullptr ? nullptr : passed_on(*formula);
    if (same != nullptr && numbers_[same->cell] != 0) {
      line(5, Text::explain_same_as, {numbers_[same->cell]});
      return;
    }
    const std::string written = written_text(plan_, cell.column);
    const bool is_new = !is_input(id) && !written.empty() && quoted_.insert(written).second;
    if (is_new) line(5, Text::explain_written, {written});
    if (formula != nullptr) write_formula(cell, *formula);
    for (const std::string& sentence : detail_sentences(run_, cell, language_)) line(5, sentence);
    write_sources(cell);
  }

  void write_heading(TraceId id, const TracedCell& cell, const plan::Column& column) {
    const TracedCell& asked = trace_.cells[0];
    const std::string title = id == 0 ? column_title(plan_, cell.column, language_)
                                      : cell_title(plan_, cell.column, asked.column, language_);
    // Not a list in braces in each branch of a `?:`: of that, g++ 12 destroys too much when memory
    // runs out.
    const bool elsewhere = !is_same_row(cell, asked);
    std::vector<Argument> words{numbers_[id], title};
    if (elsewhere) words.emplace_back(run_.row_title(column.entity, cell.row, language_));
    words.emplace_back(value(cell));
    std::string heading = format_text(elsewhere ? Text::explain_item_elsewhere : Text::explain_item,
                                      language_, words);
    const std::string& cite = column.origin.cite();
    const bool other_clause = !cite.empty() && cite != plan_.columns[asked.column].origin.cite();
    if (other_clause) heading = format_text(Text::explain_item_clause, language_, {heading, cite});
    line(0, heading);
  }

  /// The single step of a formula that only passes another cell on.
  static const row::FormulaTrace::Step* passed_on(const row::FormulaTrace& formula) {
    const bool single = formula.steps.size() == 1 && formula.steps[0].cell != row::kNotTraced;
    return single ? &formula.steps[0] : nullptr;
  }

  void write_formula(const TracedCell& cell, const row::FormulaTrace& formula) {
    const std::string names = formula_names(run_, cell.column, language_);
    const std::string figures = formula_figures(run_, cell.column, formula, language_);
    const std::string result = value(cell);
    if (names != result) line(5, Text::explain_formula, {names});
    if (figures == names || figures == result || row::is_fault(cell.value)) return;
    if (const bool* holds = std::get_if<bool>(&cell.value)) {
      line(5, *holds ? Text::explain_holds : Text::explain_holds_not, {figures});
    } else {
      line(5, Text::explain_figures, {figures, result});
    }
  }

  /// One operand as its user mentions it: with its number, or its value.
  std::string mention(const TracedCell& user, TraceId id) const {
    const TracedCell& cell = trace_.cells[id];
    const plan::Column& column = plan_.columns[cell.column];
    const std::string title = cell_title(plan_, cell.column, user.column, language_);
    if (numbers_[id] != 0) {
      return format_text(Text::explain_reference, language_, {numbers_[id], title, value(cell)});
    }
    if (is_same_row(cell, user)) {
      return format_text(Text::explain_inline, language_, {title, value(cell)});
    }
    return format_text(Text::explain_inline_of, language_,
                       {title, run_.row_title(column.entity, cell.row, language_), value(cell)});
  }

  void write_sources(const TracedCell& cell) {
    const bool is_fold = cell.detail && std::holds_alternative<row::FoldTrace>(*cell.detail);
    if (is_fold) return;  // its contributions are told already
    std::string list;
    for (const TraceId operand : cell.operands) {
      if (!list.empty()) list += diagnostic::text_template(Text::explain_separator, language_);
      list += mention(cell, operand);
    }
    if (!list.empty()) line(5, Text::explain_from, {list});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  Language language_;
  std::vector<std::size_t> numbers_;  // of each cell's paragraph; 0: told where it is used
  std::vector<TraceId> order_;
  std::set<std::string> quoted_;  // texts of the policy already shown
  std::string out_;
};

}  // namespace

std::string explanation_text(const ComputedRun& run, const row::Trace& trace, Language language) {
  return Memo(run, trace, language).write();
}

}  // namespace remit::report
