// From the plan's expressions to operands: exact integer arithmetic with proved ranges. Patterns
// (affine, clamp, round, guard, masked sums, scales) stay formulas as long as one kernel can
// compute them; everything else has a step of its own at any width.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "column/compile/demand.h"
#include "column/compile/emitter.h"
#include "column/compile/environment.h"

namespace remit::column {

/// The formulas of one pass over one entity. Not thread-safe.
class FormulaCompiler {
 public:
  FormulaCompiler(Environment& environment, plan::EntityId entity)
      : environment_(environment),
        plan_(environment.plan),
        entity_(entity),
        emitter_([this] { return selected_rows(); }) {}
  FormulaCompiler(const FormulaCompiler&) = delete;
  FormulaCompiler& operator=(const FormulaCompiler&) = delete;

  /// The column's value for the rows of the pass: computed earlier in it, or complete.
  Operand& column(plan::ColumnId id);
  /// Computes a map, lookup or party share in this pass. With `keep` its value is put into a
  /// register at once; otherwise it may remain a formula within its reader's. `where` says in which
  /// rows anybody looks at it.
  void define(plan::ColumnId id, bool keep, const Premises& where);
  /// A register for the condition under which rows take part in a node; `where` may be none. In
  /// rows that are in error as a whole it has their fault. kNoRegister: every row does.
  RegisterId condition(plan::ColumnId where);
  /// A register for group numbers that are no column of the plan.
  RegisterId load_groups(std::shared_ptr<const ColumnStore> groups);
  StepEmitter& emitter() { return emitter_; }

 private:
  // One file each: formula_compiler.cc, arithmetic.cc, ratios.cc, digit_limit.cc, logic.cc,
  // tables.cc, dates.cc, texts.cc.
  Operand load(plan::ColumnId id);
  RegisterId load_values(const ColumnStore& store, const Values& values);
  /// The register that has the faults of the rows in error as a whole; kNoRegister: there are none.
  RegisterId refused();
  Operand load_whole(const ColumnStore& store);
  Operand lookup(const plan::Lookup& node);
  Operand lookup_earlier(Operand& via, std::shared_ptr<const EarlierColumn> column);
  Operand map(plan::ColumnId id, const plan::Map& node);
  void check_overflow(plan::ColumnId id, Operand* x);
  /// What an operation came to, in error (overflow) where it has too many digits
  /// (number::kMaxRatioDigits), and shortened where it would have without being in lowest terms.
  Operand within_digits(Operand x);
  Operand& lower(plan::ExpressionId id);
  Operand compute(const plan::Expression& e);
  Operand always_faulty(type::Type type, type::CellFault fault);
  std::vector<Operand*> operands_of(const plan::Expression& e);
  /// What a truth value is in every row, where the columns as they are bound say so: nothing of it
  /// has to be read then.
  std::optional<bool> told_by_columns(const plan::Expression& e) const;
  void count_uses(plan::ExpressionId id);
  /// Adds to `branches_` what has to hold for the operand at `index` to count; takes back what held
  /// for the one before it only.
  void enter_operand(const plan::Expression& e, std::uint32_t index);
  /// The rows at which somebody looks: by `where_` and `branches_`.
  SelectionId selected_rows();

  Operand number(const number::Rational& value);
  Operand integer(const Integer& value);
  Operand truth(bool value);

  // Decimals. The results' faults are those of the operands, in order; a strict operation has
  // already turned the operands' blanks into CellFault::missing.
  Operand times(Operand x, const Integer& factor);
  Operand scaled(Operand x, int decimals);
  Operand sum(Operand x, Operand y, int sign);
  Operand product(Operand x, Operand y);
  Operand extreme(Operand x, Operand y, bool most);
  Operand absolute(Operand x);
  /// x * numerator / denominator rounded to an integer coefficient at `decimals`.
  Operand rounded(Operand x, const Integer& numerator, const Integer& denominator,
                  number::RoundingMode mode, int decimals);
  Operand round_to(Operand x, const number::Rounding& rounding);
  /// The operand as a formula that can still be added to.
  FusedFormula& open_formula(Operand* x);
  FusedFormula clamped(Operand* x, const Integer& bound, bool most);
  bool joins_masked_sum(const Operand& x) const;
  Operand masked_sum(Operand x, Operand y);

  // Ratios.
  Operand as_ratio(Operand x);
  Operand quotient(Operand x, Operand y);
  Operand ratio_sum(Operand x, Operand y, int sign);
  Operand ratio_product(Operand x, Operand y);
  Operand ratio_of(Operand numerator, Operand denominator);
  Operand ratio_rounded(Operand x, const Integer& numerator, const Integer& denominator,
                        number::RoundingMode mode, int decimals);

  // Truth values.
  Operand compare_values(Operand x, Operand y, plan::Opcode op);
  Operand compared(const plan::Expression& e, std::span<Operand> v);
  Operand negation(Operand x);
  Operand connective(std::span<Operand> v, bool decisive);
  Operand at_least(std::span<Operand> v, std::uint32_t k);
  Operand fails(Operand x);
  Operand choose(Operand condition, Operand yes, Operand no);
  Operand choose_value(Operand& condition, Operand yes, Operand no);
  Operand guarded(Operand& condition, Operand x);
  Operand is_given(Operand x);
  Operand is_applicable(Operand x);
  Operand otherwise(Operand x, Operand y);

  // Tables and dates.
  Operand scale_by_pieces(const plan::Scale& scale, Operand x);
  Operand scale_by_comparison(const plan::Scale& scale, Operand x);
  Operand outside_bands(const plan::Scale& scale, const Operand& x);
  Operand table_values(Operand index, std::span<const plan::ExpressionId> values);
  Operand whole_count(Operand x);
  Operand held_count(Operand x);
  Operand map_dates(const plan::Expression& e, std::span<Operand> v, BinaryFunction function);
  std::shared_ptr<const table::WorkCalendar> calendar(std::uint32_t index);
  using TextFunction = std::function<IntResult(std::string_view, std::string_view)>;
  /// Of one text (twice) or two.
  Operand map_texts(std::span<Operand> v, TextFunction function, const Interval& range);
  /// The same where the function says 1 or 0.
  Operand test_texts(std::span<Operand> v, TextFunction function);
  Operand map_rows(Operand* a, Operand* b, BinaryFunction function, const Interval& range);

  // What each row of operations.def becomes, under its name. The operands of a strict one (see
  // type::Evaluation) have only faults that are needed.
#define REMIT_OPERATION(name, ...) \
  Operand lower_##name(const plan::Expression& e, std::span<Operand> v);
#include "type/operations.def"
#undef REMIT_OPERATION

  /// Appends the rows where `mask` holds to the operand's faults.
  void add_fault(Operand* x, Operand mask, type::CellFault code);
  void add_faults_of(Operand* x, RegisterId reg);
  /// Says what the register's step already does: that its faults follow these.
  void set_faults(Operand* x, FaultRulePtr faults);
  /// Both with equally many decimals.
  void align_decimals(Operand* x, Operand* y);
  Width common_width(const Operand& x, const Operand& y, const Interval& result) const;

  std::vector<std::shared_ptr<const ColumnStore>> groups_;  ///< kept alive
  Environment& environment_;
  const plan::Plan& plan_;
  plan::EntityId entity_;
  StepEmitter emitter_;
  RegisterId refused_ = kNoRegister;
  base::HashMap<plan::ColumnId, OperandPtr> columns_;
  plan::ColumnId at_ = 0;       ///< the column being defined
  Premises where_;              ///< and where somebody looks at it
  bool reads_helpers_ = false;  ///< a helper's faults may be among its own
  /// Truth values of the formula which have to hold (or not) for the operand at hand to count.
  std::vector<std::pair<plan::ExpressionId, bool>> branches_;
  bool selecting_ = false;  ///< the steps at hand find out which rows to select
  base::HashMap<plan::ExpressionId, OperandPtr> known_;
  base::HashMap<plan::ExpressionId, int> uses_;
};

}  // namespace remit::column
