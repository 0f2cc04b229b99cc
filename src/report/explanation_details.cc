#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "diagnostic/format.h"
#include "report/explanation.h"
#include "report/fault_reasons.h"
#include "report/formula_text.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
using diagnostic::format_text;
using diagnostic::Text;
using number::Rational;
using plan::FoldOp;
using row::TracedCell;

/// Longest way in which a limit came about that its sentence spells out, in code points.
constexpr std::size_t kLongestHow = 60;

/// Words what was traced of one cell, sentence by sentence.
class Details {
 public:
  Details(const ComputedRun& run, const row::Trace& trace, row::TraceId cell, Language language,
          Told told)
      : run_(run),
        plan_(run.plan()),
        trace_(trace),
        is_asked_(cell == 0),
        cell_(trace.cells[cell]),
        column_(plan_.columns[cell_.column]),
        language_(language),
        told_(told) {}

  std::vector<std::string> sentences() {
    if (cell_.detail) std::visit(*this, *cell_.detail);
    if (row::is_fault(cell_.value)) tell_fault(row::fault_of(cell_.value));
    return std::move(sentences_);
  }

  void operator()(const row::InputTrace& input) {
    const plan::Field& field = plan_.entities[column_.entity].fields[input.field];
    if (row::is_fault(cell_.value) || is_day_of_run(plan_, cell_.column)) return;
    if (field.hole) return say(Text::explain_hole, {});
    say(field.decision ? Text::explain_decision : Text::explain_input, {});
  }

  void operator()(const row::FormulaTrace& formula) {
    for (const row::FormulaTrace::Step& step : formula.steps) tell_table(formula, step);
    for (const row::DatedTaken& taken : formula.dated) tell_dated(formula, taken);
    for (const row::BandTaken& taken : formula.bands) tell_band(taken);
    for (const row::FormulaTrace::Step& step : formula.steps) tell_choice(formula, step);
    for (const row::LimitTaken& taken : formula.limits) tell_limit(formula, taken);
    for (const row::RoundingDone& done : formula.roundings) tell_rounding(done);
  }

  void operator()(const row::LookupTrace& lookup) {
    if (!lookup.row) return say(Text::explain_no_row, {});
    const auto& node = std::get<plan::Lookup>(column_.node);
    say(Text::explain_lookup, {row_title(plan_.columns[node.target].entity, *lookup.row)});
  }

  void operator()(const row::MatchTrace& match) {
    if (!match.row) return say(Text::explain_no_match, {});
    const auto& node = std::get<plan::Match>(column_.node);
    say(Text::explain_match, {row_title(node.entity, *match.row)});
  }

  void operator()(const row::FoldTrace& fold) {
    const auto& node = std::get<plan::Fold>(column_.node);
    const std::string entity = entity_title(plan_, node.rows, language_);
    if (fold.counted == 0) {
      if (!row::is_fault(cell_.value)) say(Text::explain_fold_none, {});
      return;
    }
    if (fold.counted == fold.members) {
      say(Text::explain_fold_all, {fold.counted, entity});
    } else {
      say(Text::explain_fold_some, {fold.counted, entity, fold.members});
    }
    if (!fold.largest.empty()) tell_contributions(node, fold);
  }

  void operator()(const row::RankTrace& rank) {
    if (row::is_fault(cell_.value) && !row::is_blank(cell_.value)) return;
    if (!rank.competes) return say(Text::explain_rank_out, {});
    say(Text::explain_rank, {rank.competitors, rank.better});
    tell_tie(rank.broken);
    const bool by_position =
        std::get<plan::Rank>(column_.node).output == plan::RankOutput::position;
    if (rank.tied_count == 0 || by_position) return;
    std::string tied;
    for (const std::uint64_t other : rank.tied) append(tied, row_title(column_.entity, other));
    if (rank.tied.size() < rank.tied_count) tied += " …";
    say(Text::explain_rank_ties, {rank.tied_count, tied});
  }

  void operator()(const row::ShareTrace& share) {
    if (row::is_fault(cell_.value)) return;
    if (!share.share) return say(Text::explain_share_none, {});
    const number::Share& own = *share.share;
    const std::string total = amount(share.total);
    if (method() == number::ShareMethod::in_order) {
      tell_turn(share, own);
    } else if (share.weights.is_zero()) {
      say(Text::explain_share_plain, {total, share.recipients, amount(own.exact)});
    } else {
      say(Text::explain_share_weight,
          {total, share.recipients, plain(share.weight), plain(share.weights), amount(own.exact)});
    }
    const bool by_cap = own.bound == number::ShareBound::cap;
    if (by_cap && method() != number::ShareMethod::in_order) {
      say(Text::explain_share_cap, {amount(*share.cap)});
    }
    tell_tie(share.tie);
    if (own.bound == number::ShareBound::floor) {
      say(Text::explain_share_floor, {amount(*share.floor)});
    }
    if (own.gained.sign() > 0) say(Text::explain_share_gained, {amount(own.gained)});
    if (own.gained.sign() < 0) say(Text::explain_share_lost, {amount(-own.gained)});
    if (!share.left.is_zero()) say(Text::explain_share_left, {amount(share.left)});
  }

 private:
  std::string title(plan::ColumnId column) const {
    return cell_title(run_, column, cell_.column, language_);
  }
  std::string value_of(row::TraceId id) const {
    const TracedCell& cell = trace_.cells[id];
    return cell_text(run_, cell.column, cell.value, language_);
  }
  /// "came = 2021-01-02; number = 3".
  std::string listed(const std::vector<row::TraceId>& cells) const {
    std::string list;
    for (const row::TraceId id : cells) {
      append(list, format_text(Text::explain_inline, language_,
                               {title(trace_.cells[id].column), value_of(id)}));
    }
    return list;
  }

  /// First come, first served: the group, the order, what was given before and what was left.
  void tell_turn(const row::ShareTrace& share, const number::Share& own) {
    if (!share.group.empty()) say(Text::explain_share_group, {listed(share.group)});
    if (!share.order.empty()) say(Text::explain_share_by_order, {listed(share.order)});
    const Rational left = share.total - share.before;
    say(Text::explain_share_order, {amount(share.total), share.recipients, share.place + 1,
                                    amount(share.before), amount(left)});
    if (share.cap && *share.cap > own.part) {
      return say(Text::explain_share_cut, {amount(*share.cap), amount(own.part)});
    }
    say(Text::explain_share_whole, {amount(own.part)});
  }

  /// Of a share.
  number::ShareMethod method() const {
    if (const auto* node = std::get_if<plan::Apportion>(&column_.node)) return node->method;
    return plan_.party_splits[std::get<plan::PartyShare>(column_.node).split].method;
  }

  void say(Text text, const std::vector<Argument>& arguments) {
    sentences_.push_back(format_text(text, language_, arguments));
  }
  std::string plain(const Rational& value) const { return number_text(value, 0, language_); }
  /// A number of the kind that the cell itself holds.
  std::string amount(const Rational& value) const {
    return quantity_text(value, plan_, column_.type, language_);
  }
  std::string of_type(plan::ExpressionId id, const Rational& value) const {
    return operation_text(run_, id, value, language_);
  }
  FormulaWords words() const { return {run_, cell_.column, language_}; }
  std::span<const plan::ExpressionId> operands(plan::ExpressionId id) const {
    const plan::Expression& e = plan_.expressions[id];
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }
  std::string row_title(plan::EntityId entity, std::uint64_t row) const {
    return run_.row_title(entity, row, language_);
  }
  void append(std::string& list, const std::string& item) const {
    append_item(list, item, language_);
  }

  void tell_tie(const row::TieTrace& tie) {
    if (tie.count == 0) return;
    std::string rows;
    for (const std::uint64_t other : tie.rows) append(rows, row_title(column_.entity, other));
    if (tie.rows.size() < tie.count) rows += " …";
    if (tie.decided_by == plan::kNoColumn) return say(Text::explain_tie_of_table, {rows});
    say(Text::explain_tie, {rows, column_title(plan_, tie.decided_by, language_)});
  }

  void tell_fault(const type::Fault& fault) {
    if (fault.code == type::CellFault::blank || fault.code == type::CellFault::none) return;
    std::string reason(fault_text(run_, fault, language_));
    if (cell_.detail && std::holds_alternative<row::FormulaTrace>(*cell_.detail)) {
      std::string more =
          lookup_reason(run_, std::get<row::FormulaTrace>(*cell_.detail), fault, language_);
      if (!more.empty()) reason = std::move(more);
    }
    const bool here = fault.column == cell_.column && fault.row == cell_.row;
    if (here) return say(Text::explain_fault, {reason});
    const std::string title = this->title(fault.column);
    const plan::EntityId entity = plan_.columns[fault.column].entity;
    if (entity == plan::kWhole) return say(Text::explain_fault_cause_whole, {reason, title});
    say(Text::explain_fault_cause, {reason, title, row_title(entity, fault.row)});
  }

  std::string with_clause(const std::string& what, const std::string& cite) const {
    return cite.empty() ? what : format_text(Text::explain_item_clause, language_, {what, cite});
  }

  /// What a parameter gave, unless the formula says so as the side of a comparison.
  void tell_table(const row::FormulaTrace& formula, const row::FormulaTrace::Step& step) {
    const plan::Expression& e = plan_.expressions[step.expression];
    if (e.op != plan::Opcode::matrix || row::is_fault(step.value)) return;
    for (const row::FormulaTrace::Step& user : formula.steps) {
      const auto all = operands(user.expression);
      const bool compares = type::operation(plan_.expressions[user.expression].op).comparison &&
                            std::find(all.begin(), all.end(), step.expression) != all.end();
      if (compares) return;
    }
    const std::string how = words().how(step.expression, formula);
    say(Text::explain_table, {operation_text(run_, step.expression, step.value, language_), how});
  }

  void tell_dated(const row::FormulaTrace& formula, const row::DatedTaken& taken) {
    const plan::Dated& dated = plan_.dated[taken.dated];
    const std::string name =
        with_clause(format_text(Text::explain_quoted, language_, {dated.name}), dated.cite);
    const std::string asked = date_text(taken.asked, language_);
    const std::string since = date_text(taken.since, language_);
    const row::FormulaTrace::Step* step = formula.step(taken.expression);
    const std::string value = operation_text(run_, taken.expression, step->value, language_);
    if (!taken.until) return say(Text::explain_dated, {name, asked, since, value});
    say(Text::explain_dated_until, {name, asked, since, value, date_text(*taken.until, language_)});
  }

  std::string edges(const type::Band& band, plan::ExpressionId operand) const {
    return edges_text(run_, operand, band, band, language_);
  }

  void tell_band(const row::BandTaken& taken) {
    const type::Scale& scale = plan_.scales[taken.scale];
    const plan::ExpressionId operand =
        plan_.operands[plan_.expressions[taken.expression].first_operand];
    const std::string value = of_type(operand, taken.value);
    const row::BandPart& last = taken.parts.back();
    const std::string bracket = edges(scale.bands[last.band], operand);
    const std::string rate =
        rate_text(scale.bands[last.band].value, scale.bands[last.band].notation, language_);
    const std::string result = of_type(taken.expression, last.amount);
    if (scale.kind == type::ScaleKind::step) {
      return say(Text::explain_band_step, {value, bracket, scale.name, result});
    }
    if (scale.kind == type::ScaleKind::slab) {
      return say(Text::explain_band_slab, {value, bracket, scale.name, rate, result});
    }
    std::string parts;
    Rational sum;
    for (const row::BandPart& part : taken.parts) {
      sum += part.amount;
      append(parts,
             format_text(Text::explain_band_part, language_,
                         {edges(scale.bands[part.band], operand),
                          rate_text(scale.bands[part.band].value, scale.bands[part.band].notation,
                                    language_),
                          of_type(operand, part.part), of_type(taken.expression, part.amount)}));
    }
    say(Text::explain_band_marginal, {scale.name, parts, of_type(taken.expression, sum)});
  }

  /// A `min` or `max` none of whose operands is a limit: the formula shows what they were computed
  /// from, this what they are.
  void tell_choice(const row::FormulaTrace& formula, const row::FormulaTrace::Step& step) {
    const plan::Expression& e = plan_.expressions[step.expression];
    const bool chooses = e.op == plan::Opcode::minimum || e.op == plan::Opcode::maximum;
    if (!chooses || row::is_fault(step.value)) return;
    for (const row::LimitTaken& limit : formula.limits) {
      if (limit.expression == step.expression) return;
    }
    std::string list;
    bool all_are_plain = true;
    for (const plan::ExpressionId operand : operands(step.expression)) {
      all_are_plain = all_are_plain && type::operation(plan_.expressions[operand].op).leaf;
      const row::FormulaTrace::Step* known = formula.step(operand);
      if (known == nullptr) return;
      append(list, operation_text(run_, operand, known->value, language_));
    }
    if (all_are_plain) return;
    say(e.op == plan::Opcode::minimum ? Text::explain_least_of : Text::explain_largest_of, {list});
  }

  /// The limit with what gave it: "CNY 500,000.00 (CNY 600,000.00 - CNY 100,000.00)".
  std::string bound_text(const row::FormulaTrace& formula, const row::LimitTaken& taken) const {
    const plan::ExpressionId limit = operands(taken.expression)[taken.limit];
    const std::string value = of_type(taken.expression, taken.bound);
    const std::string how = words().how(limit, formula);
    const bool is_long = how.empty() || how == value || base::count_code_points(how) > kLongestHow;
    return is_long ? value : format_text(Text::formula_side, language_, {value, how});
  }

  /// What the limit limits, by its names.
  std::string limited_text(const row::LimitTaken& taken) const {
    const auto all = operands(taken.expression);
    std::string list;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i != taken.limit) append(list, words().names(all[i]));
    }
    return list;
  }

  void tell_limit(const row::FormulaTrace& formula, const row::LimitTaken& taken) {
    const bool is_cap = plan_.expressions[taken.expression].op == plan::Opcode::minimum;
    const std::string bound = bound_text(formula, taken);
    const bool is_root = taken.expression == formula.root;
    if (taken.binds()) {
      return is_root ? tell_root_limit(taken, is_cap, bound)
                     : tell_inner_limit(taken, is_cap, bound);
    }
    if (!is_cap && taken.bound.is_zero()) return;
    if (taken.result == taken.bound) {
      return say(is_cap ? Text::explain_cap_met : Text::explain_floor_met, {bound});
    }
    if (is_root) return say(is_cap ? Text::explain_cap_free : Text::explain_floor_free, {bound});
    say(is_cap ? Text::explain_cap_free_of : Text::explain_floor_free_of,
        {bound, limited_text(taken)});
  }

  /// The figure is the limit: what it would be without it.
  void tell_root_limit(const row::LimitTaken& taken, bool is_cap, const std::string& bound) {
    const bool of_asked = told_ == Told::of_asked && !is_asked_;
    if (!of_asked) {
      return say(is_cap ? Text::explain_cap_binds : Text::explain_floor_binds,
                 {bound, of_type(taken.expression, taken.without)});
    }
    const Rational* asked = taken.asked ? std::get_if<Rational>(&*taken.asked) : nullptr;
    if (asked != nullptr) {
      return say(is_cap ? Text::explain_cap_binds : Text::explain_floor_binds,
                 {bound, of_asked_cell(*asked)});
    }
    say(is_cap ? Text::explain_cap_binds_of : Text::explain_floor_binds_of,
        {bound, of_type(taken.expression, taken.without), title(cell_.column)});
  }

  /// The limit is of a part of the formula.
  void tell_inner_limit(const row::LimitTaken& taken, bool is_cap, const std::string& bound) {
    say(is_cap ? Text::explain_cap_inner : Text::explain_floor_inner,
        {bound, limited_text(taken), of_type(taken.expression, taken.without)});
    const bool of_asked = told_ == Told::of_asked;
    const std::optional<row::Value>& figure = of_asked ? taken.asked : taken.figure;
    const Rational* number = figure ? std::get_if<Rational>(&*figure) : nullptr;
    if (number == nullptr) return;
    say(Text::explain_inner_without,
        {of_asked ? of_asked_cell(*number) : cell_text(run_, cell_.column, *number, language_)});
  }

  std::string of_asked_cell(const Rational& value) const {
    return cell_text(run_, trace_.cells[0].column, value, language_);
  }

  void tell_rounding(const row::RoundingDone& done) {
    const Rational gained = done.gained();
    if (gained.is_zero()) return;
    const std::string exact = of_type(done.expression, done.exact);
    const std::string rounded = of_type(done.expression, done.rounded);
    if (!done.rounding) return say(Text::explain_whole_number, {exact, rounded});
    const std::string_view mode = mode_text(done.rounding->mode, language_);
    const std::string grid = plain(done.rounding->increment.to_rational());
    // What rounding changed has more digits than the money; it is shown as a plain number.
    say(gained.sign() > 0 ? Text::explain_rounded_up : Text::explain_rounded_down,
        {mode, grid, plain(done.exact), plain(done.rounded), plain(gained.abs())});
  }

  void tell_contributions(const plan::Fold& node, const row::FoldTrace& fold) {
    std::string list;
    for (const row::FoldTrace::Contribution& entry : fold.largest) {
      const std::string row = row_title(node.rows, entry.row);
      if (node.op == FoldOp::count || node.value == plan::kNoColumn) {
        append(list, row);
        continue;
      }
      const std::string value = cell_text(run_, node.value, entry.value, language_);
      append(list, format_text(Text::explain_inline, language_, {row, value}));
    }
    const bool deciding = node.op != FoldOp::sum && node.op != FoldOp::count;
    const Text lead = deciding || row::is_fault(cell_.value) ? Text::explain_fold_deciding
                      : node.op == FoldOp::sum && fold.largest.size() < fold.counted
                          ? Text::explain_fold_largest
                          : Text::explain_fold_first;
    say(lead, {list});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  bool is_asked_;
  const TracedCell& cell_;
  const plan::Column& column_;
  Language language_;
  Told told_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> detail_sentences(const ComputedRun& run, const row::Trace& trace,
                                          row::TraceId cell, Language language, Told told) {
  return Details(run, trace, cell, language, told).sentences();
}

}  // namespace remit::report
