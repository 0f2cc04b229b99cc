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

/// Words what was traced of one cell, sentence by sentence.
class Details {
 public:
  Details(const ComputedRun& run, const TracedCell& cell, Language language)
      : run_(run),
        plan_(run.plan()),
        cell_(cell),
        column_(plan_.columns[cell.column]),
        language_(language) {}

  std::vector<std::string> sentences() {
    if (cell_.detail) std::visit(*this, *cell_.detail);
    if (row::is_fault(cell_.value)) tell_fault(row::fault_of(cell_.value));
    return std::move(sentences_);
  }

  void operator()(const row::InputTrace& input) {
    const plan::Field& field = plan_.entities[column_.entity].fields[input.field];
    if (row::is_fault(cell_.value)) return;
    if (field.hole) return say(Text::explain_hole, {});
    say(field.decision ? Text::explain_decision : Text::explain_input, {});
  }

  void operator()(const row::FormulaTrace& formula) {
    for (const row::DatedTaken& taken : formula.dated) tell_dated(taken);
    for (const row::BandTaken& taken : formula.bands) tell_band(taken);
    for (const row::LimitTaken& taken : formula.limits) tell_limit(taken);
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
    if (rank.tied_count == 0) return;
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
      say(Text::explain_share_order, {total, share.recipients, share.place + 1, amount(own.exact)});
    } else if (share.weights.is_zero()) {
      say(Text::explain_share_plain, {total, share.recipients, amount(own.exact)});
    } else {
      say(Text::explain_share_weight,
          {total, share.recipients, plain(share.weight), plain(share.weights), amount(own.exact)});
    }
    if (own.bound == number::ShareBound::cap) say(Text::explain_share_cap, {amount(*share.cap)});
    if (own.bound == number::ShareBound::floor) {
      say(Text::explain_share_floor, {amount(*share.floor)});
    }
    if (own.gained.sign() > 0) say(Text::explain_share_gained, {amount(own.gained)});
    if (own.gained.sign() < 0) say(Text::explain_share_lost, {amount(-own.gained)});
    if (!share.left.is_zero()) say(Text::explain_share_left, {amount(share.left)});
  }

 private:
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
    return quantity_text(value, plan_, plan_.expressions[id].type, language_);
  }
  std::string row_title(plan::EntityId entity, std::uint64_t row) const {
    return run_.row_title(entity, row, language_);
  }
  void append(std::string& list, const std::string& item) const {
    if (!list.empty()) list += diagnostic::text_template(Text::explain_separator, language_);
    list += item;
  }

  void tell_fault(const type::Fault& fault) {
    if (fault.code == type::CellFault::blank || fault.code == type::CellFault::none) return;
    std::string reason = fault_text(plan_, fault, language_);
    if (cell_.detail && std::holds_alternative<row::FormulaTrace>(*cell_.detail)) {
      std::string more =
          lookup_reason(plan_, std::get<row::FormulaTrace>(*cell_.detail), fault, language_);
      if (!more.empty()) reason = std::move(more);
    }
    const bool here = fault.column == cell_.column && fault.row == cell_.row;
    if (here) return say(Text::explain_fault, {reason});
    const std::string title = column_title(plan_, fault.column, language_);
    const plan::EntityId entity = plan_.columns[fault.column].entity;
    if (entity == plan::kWhole) return say(Text::explain_fault_cause_whole, {reason, title});
    say(Text::explain_fault_cause, {reason, title, row_title(entity, fault.row)});
  }

  void tell_dated(const row::DatedTaken& taken) {
    const std::string& name = plan_.dated[taken.dated].name;
    const std::string asked = date_text(taken.asked, language_);
    const std::string since = date_text(taken.since, language_);
    if (!taken.until) return say(Text::explain_dated, {name, asked, since});
    say(Text::explain_dated_until, {name, asked, since, date_text(*taken.until, language_)});
  }

  /// "over 1,000,000, up to 5,000,000".
  std::string edges(const type::Band& band, plan::ExpressionId operand) const {
    std::string lower, upper;
    if (band.lower) {
      lower = format_text(band.lower_closed ? Text::edge_from : Text::edge_over, language_,
                          {of_type(operand, *band.lower)});
    }
    if (band.upper) {
      upper = format_text(band.upper_closed ? Text::edge_up_to : Text::edge_below, language_,
                          {of_type(operand, *band.upper)});
    }
    if (lower.empty() && upper.empty()) {
      return std::string(diagnostic::text_template(Text::edge_any, language_));
    }
    if (lower.empty() || upper.empty()) return lower + upper;
    return format_text(Text::edge_both, language_, {lower, upper});
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

  void tell_limit(const row::LimitTaken& taken) {
    const plan::Expression& e = plan_.expressions[taken.expression];
    const bool is_cap = e.op == plan::Opcode::minimum;
    const std::string without = of_type(taken.expression, taken.without);
    if (taken.binds()) {
      return say(is_cap ? Text::explain_cap_binds : Text::explain_floor_binds,
                 {of_type(taken.expression, taken.result), without});
    }
    const auto& formula = std::get<row::FormulaTrace>(*cell_.detail);
    if (e.operand_count != 2) return;
    const row::FormulaTrace::Step* limit = formula.step(plan_.operands[e.first_operand + 1]);
    if (limit == nullptr || row::is_fault(limit->value)) return;
    say(is_cap ? Text::explain_cap_free : Text::explain_floor_free,
        {of_type(taken.expression, row::number_of(limit->value))});
  }

  void tell_rounding(const row::RoundingDone& done) {
    const std::string exact = of_type(done.expression, done.exact);
    const std::string rounded = of_type(done.expression, done.rounded);
    if (!done.rounding) return say(Text::explain_whole_number, {exact, rounded});
    const std::string_view mode = mode_text(done.rounding->mode, language_);
    const std::string grid = plain(done.rounding->increment.to_rational());
    const Rational gained = done.gained();
    if (gained.is_zero()) return say(Text::explain_rounded_exact, {mode, grid});
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
      const std::string value =
          value_text(run_, plan_.columns[node.value].type, entry.value, language_);
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
  const TracedCell& cell_;
  const plan::Column& column_;
  Language language_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> detail_sentences(const ComputedRun& run, const TracedCell& cell,
                                          Language language) {
  return Details(run, cell, language).sentences();
}

}  // namespace remit::report
