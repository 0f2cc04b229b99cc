#include "check/covered.h"

#include <algorithm>

#include "base/budget.h"
#include "check/ranges.h"
#include "check/same_value.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;

namespace {

/// Of more parts none is compared with all the others.
constexpr std::size_t kMostParts = 64;

/// The parts that `op` joins.
void flatten(const Model& model, Opcode op, ExprId id, std::vector<ExprId>& parts) {
  base::go_deeper();
  const Expr& expr = model.exprs[id];
  if (expr.kind != ExprKind::operation || expr.op != op) return parts.push_back(id);
  for (const ExprId arg : expr.args) flatten(model, op, arg, parts);
}

class Covered {
 public:
  Covered(Context& context, const Truth& truth, Unreachable& told)
      : c_(context), truth_(truth), told_(told) {}

  /// Parts of an `or`, of which one never decides.
  void alternatives(ExprId whole) {
    const Expr& expr = c_.model.exprs[whole];
    if (expr.kind != ExprKind::operation || expr.op != Opcode::disjunction) return;
    std::vector<ExprId> parts;
    flatten(c_.model, Opcode::disjunction, whole, parts);
    look_at(std::move(parts), false, code::covered_alternative);
  }

  /// Conditions that cannot all hold; false if they can, as far as is known.
  bool contradict(const std::vector<ExprId>& conditions) {
    const ExprId excluded = truth_.excluded(conditions);
    if (excluded == kNone) return false;
    told_.report(code::contradiction, span_of(excluded), {});
    return true;
  }

  /// Whether nothing can be said of conditions that all must hold: as a rule.
  bool independent(const std::vector<ExprId>& conditions) {
    parts_.clear();
    for (const ExprId each : conditions) flatten(c_.model, Opcode::conjunction, each, parts_);
    return truth_.independent(parts_);
  }

  /// Conditions that all must hold, of which one never refuses.
  void together(const std::vector<ExprId>& conditions) {
    std::vector<ExprId> parts;
    for (const ExprId each : conditions) flatten(c_.model, Opcode::conjunction, each, parts);
    look_at(std::move(parts), true, code::covered_condition);
  }

  void branch(const Claims::Asked& asked) {
    const auto decided = truth_.under(asked.known, asked.condition);
    const base::Span never = decided.holds == 1 ? asked.no : asked.yes;
    if (told_.told_within(span_of(asked.condition))) return;
    if (decided.holds >= 0 && !never.empty())
      note(told_.report(code::unreachable_branch, never, {}), decided.by);
  }

  void condition(const Claims::Asked& asked) {
    const auto decided = truth_.under(asked.known, asked.condition);
    const base::Span span = span_of(asked.condition);
    if (decided.holds < 0 || span.empty() || (decided.holds == 1 && asked.may_repeat)) return;
    note(told_.report(decided.holds == 1 ? code::always_holds : code::never_holds, span,
                      {c_.model.written(span)}),
         decided.by);
  }

 private:
  base::Span span_of(ExprId id) const { return c_.model.exprs[id].span; }

  void note(diagnostic::Diagnostic* found, ExprId by) {
    if (found == nullptr || by == kNone || span_of(by).empty()) return;
    found->note(span_of(by), diagnostic::text::note_decided_by, {c_.model.written(span_of(by))});
  }

  /// The last part first, so that of two that say the same the second is told. That some stand
  /// twice has been complained of: they count once.
  void look_at(std::vector<ExprId> parts, bool hold, Code code) {
    if (parts.size() < 2) return;
    std::erase_if(parts, [this](ExprId part) { return c_.claims.is_cut(part); });
    if (parts.size() < 2 || parts.size() > kMostParts) return;
    for (std::size_t i = parts.size(); i-- > 0;) {
      Claims::Known others;
      bool again = false;
      for (std::size_t j = 0; j < parts.size(); ++j) {
        if (j == i) continue;
        const bool same = same_value(c_.model, parts[j], parts[i]);
        again = again || (same && j < i);
        if (!same) others.emplace_back(parts[j], hold);
      }
      const base::Span span = span_of(parts[i]);
      if (again || span.empty() || (hold && reads_implied(c_, parts[i]))) continue;
      const auto decided = truth_.under(others, parts[i]);
      if (decided.holds != (hold ? 1 : 0)) continue;
      note(told_.report(code, span, {c_.model.written(span)}), decided.by);
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  Context& c_;
  const Truth& truth_;
  Unreachable& told_;
  std::vector<ExprId> parts_;  ///< of what is looked at
};

}  // namespace

diagnostic::Diagnostic* Unreachable::report(Code code, base::Span span,
                                            std::vector<diagnostic::Argument> words) {
  if (told_within(span)) return nullptr;
  told_.push_back(span);
  return &context_.sink.report(code, span, std::move(words));
}

bool Unreachable::told_within(base::Span span) const {
  return std::ranges::any_of(
      told_, [span](base::Span part) { return span.begin <= part.begin && part.end <= span.end; });
}

void report_covered(Context& context, const Truth& truth, Unreachable& told) {
  Covered covered(context, truth, told);
  std::vector<const std::vector<ExprId>*> possible;
  for (const auto& conditions : context.claims.conjunctions())
    if (!covered.independent(conditions) && !covered.contradict(conditions))
      possible.push_back(&conditions);
  for (const ExprId id : context.claims.conditions()) covered.alternatives(id);
  for (const auto* conditions : possible) covered.together(*conditions);
  for (const Claims::Asked& asked : context.claims.reached()) covered.condition(asked);
  for (const Claims::Asked& asked : context.claims.branches()) covered.branch(asked);
}

}  // namespace remit::check
