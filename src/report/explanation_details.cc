#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/carried.h"
#include "report/explanation.h"
#include "report/fault_reasons.h"
#include "report/formula_details.h"
#include "report/formula_text.h"
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
using number::Rational;
using plan::FoldOp;
using row::TracedCell;

/// Words what was traced of one cell, sentence by sentence.
class Details {
 public:
  Details(const ComputedRun& run, const row::Trace& trace, row::TraceId cell, Language language,
          Told told)
      : run_(run),
        plan_(run.plan()),
        trace_(trace),
        id_(cell),
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
    if (field.hole) return say(text::explain_hole, {});
    say(field.decision ? text::explain_decision : text::explain_input, {});
  }

  void operator()(const row::FormulaTrace& formula) {
    sentences_ = formula_sentences(run_, trace_, id_, formula, language_, told_);
    for (const row::TraceId operand : cell_.operands) tell_carried(operand);
  }

  void operator()(const row::LookupTrace& lookup) {
    if (reads_carried(plan_, cell_.column) && !lookup.first) return tell_carried(id_);
    if (!lookup.row) return say(text::explain_no_row, {});
    const auto& node = std::get<plan::Lookup>(column_.node);
    const plan::EntityId entity = plan_.columns[node.target].entity;
    say(text::explain_lookup, {row_title(entity, *lookup.row)});
    if (!lookup.first) return;
    const std::string first = row_title(entity, *lookup.first);
    if (lookup.between == 0) return say(text::explain_chain_next, {first});
    say(text::explain_chain, {lookup.between, first});
  }

  void operator()(const row::MatchTrace& match) {
    const auto& node = std::get<plan::Match>(column_.node);
    if (!match.tied.empty()) {
      std::string rows;
      for (const std::uint64_t row : match.tied)
        append_item(rows, row_title(node.entity, row), language_);
      return say(text::explain_tied, {rows});
    }
    if (!match.row) return say(text::explain_no_match, {});
    say(text::explain_match, {row_title(node.entity, *match.row)});
  }

  void operator()(const row::FoldTrace& fold) {
    const auto& node = std::get<plan::Fold>(column_.node);
    const std::string entity = entity_title(plan_, node.rows, language_);
    tell_window(node, fold);
    if (fold.counted == 0) {
      if (!row::is_fault(cell_.value)) say(text::explain_fold_none, {});
      return;
    }
    if (fold.members == 1) {
      say(text::explain_fold_one, {entity});
    } else if (fold.counted == fold.members) {
      say(text::explain_fold_all, {fold.counted, entity});
    } else {
      say(text::explain_fold_some, {fold.counted, entity, fold.members});
    }
    if (node.kept) tell_kept(node, *node.kept);
    if (!fold.largest.empty()) tell_contributions(node, fold);
  }

  void operator()(const row::RankTrace& rank) {
    if (row::is_fault(cell_.value) && !row::is_blank(cell_.value)) return;
    if (!rank.competes) return say(text::explain_rank_out, {});
    if (!rank.group.empty()) say(text::explain_rank_group, {listed(rank.group)});
    const auto& node = std::get<plan::Rank>(column_.node);
    if (!rank.order.empty()) say(text::explain_rank_by, {in_order(node.keys, rank.order)});
    say(text::explain_rank, {rank.competitors, rank.better});
    tell_tie(rank.broken);
    const bool by_position = node.output == plan::RankOutput::position;
    if (rank.tied_count == 0 || by_position) return;
    say(text::explain_rank_ties, {rank.tied_count, named(rank.tied, rank.tied_count)});
  }

  void operator()(const row::ShareTrace& share) {
    if (row::is_fault(cell_.value)) return;
    if (!share.share) return say(text::explain_share_none, {});
    const number::Share& own = *share.share;
    const std::string total = amount(share.total);
    tell_fund(share);
    if (!share.group.empty()) say(text::explain_share_group, {listed(share.group)});
    if (method() == number::ShareMethod::in_order) {
      tell_turn(share, own);
    } else if (share.weights.is_zero()) {
      say(text::explain_share_plain, {total, share.recipients, amount(own.exact)});
    } else if (own.bound != number::ShareBound::none) {
      // In proportion it would be another amount than the one it is held to.
      say(text::explain_share_held,
          {total, share.recipients, plain(share.weight), plain(share.weights)});
    } else {
      say(text::explain_share_weight,
          {total, share.recipients, plain(share.weight), plain(share.weights), amount(own.exact)});
    }
    const bool by_cap = own.bound == number::ShareBound::cap;
    if (by_cap && method() != number::ShareMethod::in_order) {
      say(text::explain_share_cap, {amount(*share.cap)});
    }
    tell_tie(share.tie);
    if (own.bound == number::ShareBound::floor) {
      say(text::explain_share_floor, {amount(*share.floor)});
    }
    if (own.gained.sign() > 0) say(text::explain_share_gained, {amount(own.gained)});
    if (own.gained.sign() < 0) say(text::explain_share_lost, {amount(-own.gained)});
    if (!share.left.is_zero()) say(text::explain_share_left, {amount(share.left)});
  }

 private:
  /// What a fold over the rows before has come to in the last of them.
  void tell_carried(row::TraceId id) {
    const TracedCell& read = trace_.cells[id];
    const auto* lookup = read.detail ? std::get_if<row::LookupTrace>(&*read.detail) : nullptr;
    if (lookup == nullptr || !reads_carried(plan_, read.column)) return;
    // At a bound before which no row stands nothing is taken off.
    const bool bound = reads_up_to_bound(plan_, read.column);
    if (!lookup->row) return bound ? void() : say(text::explain_carried_none, {});
    if (row::is_fault(read.value)) return;
    say(text::explain_carried, {row_title(column_.entity, *lookup->row), value_of(id)});
  }

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
      append_item(list,
                  format_text(text::explain_inline, language_,
                              {title(trace_.cells[id].column), value_of(id)}),
                  language_);
    }
    return list;
  }

  /// "score = 85, from the highest; came = 2021-01-02, from the earliest": keys and this row's
  /// cells.
  std::string in_order(std::span<const plan::SortKey> keys,
                       const std::vector<row::TraceId>& cells) const {
    std::string list;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string said =
          format_text(direction(keys[i]), language_,
                      {title(trace_.cells[cells[i]].column), value_of(cells[i])});
      append_item(list, said, language_);
    }
    return list;
  }

  /// How a key and its value read in an order.
  Text direction(const plan::SortKey& key) const {
    switch (plan_.columns[key.value].type.kind) {
      case type::TypeKind::date:
        return key.descending ? text::explain_order_latest : text::explain_order_earliest;
      case type::TypeKind::boolean:
        return key.descending ? text::explain_order_yes : text::explain_order_no;
      case type::TypeKind::number:
      case type::TypeKind::money:
      case type::TypeKind::duration:
        return key.descending ? text::explain_order_falling : text::explain_order_rising;
      case type::TypeKind::unknown:
      case type::TypeKind::text:
      case type::TypeKind::category:
      case type::TypeKind::reference:
        break;
    }
    return key.descending ? text::explain_order_last : text::explain_order_first;
  }

  /// First come, first served: the order, what was given before and what was left.
  void tell_turn(const row::ShareTrace& share, const number::Share& own) {
    if (!share.order.empty()) {
      const auto& node = std::get<plan::Apportion>(column_.node);
      say(text::explain_share_by_order, {in_order(node.order, share.order)});
    }
    const Rational left = share.total - share.before;
    if (share.place == 0)
      say(text::explain_share_first, {amount(share.total), share.recipients});
    else
      say(text::explain_share_order, {amount(share.total), share.recipients, share.place + 1,
                                      amount(share.before), amount(left), share.place});
    if (share.cap && *share.cap > own.part) {
      return say(text::explain_share_cut, {amount(*share.cap), amount(own.part)});
    }
    say(text::explain_share_whole, {amount(own.part)});
  }

  /// Of which fund it is a share.
  void tell_fund(const row::ShareTrace& share) {
    row::TraceId total = share.total_cell;
    if (total == row::kNotTraced) return;
    const StepBefore before = step_before(plan_, trace_, total);
    if (before.cell != row::kNotTraced && !before.changed) total = before.cell;
    const plan::Origin& of = plan_.columns[trace_.cells[total].column].origin;
    if (of.role != type::Role::total || of.form() != "fund") return;
    say(text::explain_share_fund, {named_text(of.name(), of.label(), of.cite(), language_)});
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
  std::string row_title(plan::EntityId entity, std::uint64_t row) const {
    return run_.row_title(entity, row, language_);
  }

  /// "unit “A”; unit “C” …": the first of so many rows of the cell's entity.
  std::string named(const std::vector<std::uint64_t>& rows, std::uint64_t count) const {
    std::string list;
    for (const std::uint64_t row : rows) {
      append_item(list, row_title(column_.entity, row), language_);
    }
    return rows.size() < count ? list + " …" : list;
  }

  void tell_tie(const row::TieTrace& tie) {
    if (tie.count == 0) return;
    const std::string rows = named(tie.rows, tie.count);
    if (tie.decided_by == plan::kNoColumn) return say(text::explain_tie_of_table, {rows});
    say(text::explain_tie, {rows, title(tie.decided_by)});
  }

  void tell_fault(const type::Fault& fault) {
    if (fault.code == type::CellFault::blank || fault.code == type::CellFault::none) return;
    std::string reason = fault_text(run_, fault, language_);
    if (cell_.detail && std::holds_alternative<row::FormulaTrace>(*cell_.detail)) {
      std::string more =
          lookup_reason(run_, std::get<row::FormulaTrace>(*cell_.detail), fault, language_);
      if (!more.empty()) reason = std::move(more);
    }
    if (cell_.detail && std::holds_alternative<row::FoldTrace>(*cell_.detail) &&
        fault.column == cell_.column && fault.row == cell_.row) {
      std::string more =
          several_reason(run_, std::get<row::FoldTrace>(*cell_.detail), fault, language_);
      if (!more.empty()) reason = std::move(more);
    }
    const bool here = fault.column == cell_.column && fault.row == cell_.row;
    if (here) return say(text::explain_fault, {reason});
    const std::string title = this->title(fault.column);
    const plan::EntityId entity = plan_.columns[fault.column].entity;
    if (entity == plan::kWhole) return say(text::explain_fault_cause_whole, {reason, title});
    say(text::explain_fault_cause, {reason, title, row_title(entity, fault.row)});
  }

  /// By which of this row's values the rows are found.
  void tell_window(const plan::Fold& node, const row::FoldTrace& fold) {
    std::string list;
    const auto add = [&](Text text, plan::ColumnId theirs, row::TraceId ours) {
      if (ours == row::kNotTraced) return;
      const std::string said = format_text(text, language_, {title(theirs), value_of(ours)});
      append_item(list, said, language_);
    };
    for (std::size_t i = 0; i < fold.own.size(); ++i)
      add(text::explain_fold_same, node.partition[i], fold.own[i]);
    if (node.partitioned && node.ours.empty()) {
      for (const plan::ColumnId shared : node.partition) {
        if (run_.stored(shared) == nullptr || plan_.columns[shared].entity != column_.entity)
          continue;
        const std::string value = cell_text(run_, shared, run_.at(shared, cell_.row), language_);
        append_item(list, format_text(text::explain_fold_same, language_, {title(shared), value}),
                    language_);
      }
    }
    if (node.window) {
      const plan::Window& window = *node.window;
      add(window.lower_open ? text::explain_fold_above : text::explain_fold_from, window.key,
          fold.lower);
      // Of the rows before it is their order that counts, not the number of a place.
      const std::set<plan::ColumnId> order = columns_of_order(plan_);
      const bool by_place = order.contains(window.key);
      if (!by_place)
        add(window.upper_open ? text::explain_fold_below : text::explain_fold_to, window.key,
            fold.upper);
      if (by_place || window.place != plan::kNoColumn) {
        const std::string said(diagnostic::text_template(text::explain_fold_earlier, language_));
        append_item(list, said, language_);
      }
    }
    if (!list.empty()) say(text::explain_fold_by, {list});
  }

  /// Which of the rows that count are kept.
  void tell_kept(const plan::Fold& node, const type::Kept& kept) {
    if (kept.most != type::Kept::kAll) {
      std::string order;
      for (const plan::SortKey& key : node.order) {
        const Text text = key.descending ? text::explain_key_falling : text::explain_key_rising;
        append_item(order, format_text(text, language_, {title(key.value)}), language_);
      }
      return say(text::explain_fold_top, {kept.most, order});
    }
    if (kept.passed > 0 && kept.left > 0)
      return say(text::explain_fold_inner, {kept.passed, kept.left});
    if (kept.passed > 0) return say(text::explain_fold_without_high, {kept.passed});
    say(text::explain_fold_without_low, {kept.left});
  }

  Text lead(const plan::Fold& node, const row::FoldTrace& fold) const {
    const bool fault = row::is_fault(cell_.value);
    if (fault && row::fault_of(cell_.value).code == type::CellFault::several_found)
      return text::explain_fold_several;
    if (fault && !row::is_blank(cell_.value)) return text::explain_fold_deciding;
    if (fold.members == 1) return text::explain_fold_taken;
    if (plan::Fold::takes_one(node.op)) return text::explain_fold_taken;
    if (plan::Fold::halves(node.op)) return text::explain_fold_middle;
    if (node.op != FoldOp::sum && node.op != FoldOp::count) return text::explain_fold_deciding;
    if (node.kept) return text::explain_fold_first;  // in the order of the rule
    const bool some = node.op == FoldOp::sum && fold.largest.size() < fold.kept;
    return some ? text::explain_fold_largest : text::explain_fold_first;
  }

  void tell_contributions(const plan::Fold& node, const row::FoldTrace& fold) {
    std::string list;
    for (const row::FoldTrace::Contribution& entry : fold.largest) {
      const std::string row = row_title(node.rows, entry.row);
      if (node.op == FoldOp::count || node.value == plan::kNoColumn) {
        append_item(list, row, language_);
        continue;
      }
      const std::string value = cell_text(run_, node.value, entry.value, language_);
      append_item(list, format_text(text::explain_inline, language_, {row, value}), language_);
    }
    say(lead(node, fold), {list});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  row::TraceId id_;
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
