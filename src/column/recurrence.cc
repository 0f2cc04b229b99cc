#include "column/recurrence.h"

#include <algorithm>
#include <utility>

#include "column/bind/bind.h"
#include "column/compile/formula_compiler.h"
#include "column/compile/schedule.h"
#include "column/compile/store_column.h"
#include "column/nodes/cell_reader.h"
#include "column/nodes/waves.h"
#include "column/run/earlier.h"
#include "plan/recurrence.h"

namespace remit::column {
namespace {

using type::TypeKind;

/// How much is taken for granted of what rows before hold.
enum class Assumption : std::uint8_t { common, nothing };

/// Coefficients up to 2^50 (eleven billion with five decimals), days of some 400 years.
constexpr std::int64_t kCommonNumber = std::int64_t{1} << 50;
constexpr std::int64_t kCommonDay = 150'000;

Interval around_zero(const Integer& bound) { return {-bound, bound}; }

Interval assumed_range(const Environment& environment, const type::Type& type,
                       Assumption assumption) {
  const bool common = assumption == Assumption::common;
  switch (type.kind) {
    case TypeKind::number:
    case TypeKind::money:
      return around_zero(common ? Integer(kCommonNumber) : Integer::pow10(plan::kMaxDigits) - 1);
    case TypeKind::duration:
      if (common) return around_zero(kCommonNumber);
      return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    case TypeKind::date:
      if (common) return around_zero(kCommonDay);
      return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
    case TypeKind::text:
      return {0, std::max(environment.texts.size() - 1, 0)};
    case TypeKind::unknown:
    case TypeKind::boolean:
    case TypeKind::category:
    case TypeKind::reference:
      break;
  }
  return domain_of(environment.plan, type, environment.row_counts);
}

/// One run over all waves.
class WavePass {
 public:
  WavePass(const Environment& environment, const plan::Recurrence& recurrence, const Waves& waves,
           Assumption assumption)
      : environment_(environment),
        recurrence_(recurrence),
        waves_(waves),
        entity_(environment.plan.columns[recurrence.first].entity) {
    environment_.earlier.resize(environment.plan.columns.size());
    for (plan::ColumnId id = recurrence.first; id < recurrence.end; ++id)
      environment_.earlier[id] = make_earlier(id, assumption);
  }

  /// False where something was assumed that does not hold.
  absl::StatusOr<bool> run(const RunOptions& options) {
    compile();
    frame_ = make_frame(pass_, pass_.stored, options, std::max<std::size_t>(options.batch_rows, 1));
    frame_->stream = false;
    if (!waves_.in_place) frame_->row_names = waves_.order.data();
    for (std::size_t wave = 0; wave + 1 < waves_.begin.size(); ++wave) {
      if (wave % kWavesPerLook == 0 && options.stop && options.stop())
        return absl::CancelledError("stopped by the host");
      for (std::uint64_t at = waves_.begin[wave]; at < waves_.begin[wave + 1];) {
        const std::uint64_t end = std::min(at + frame_->capacity, waves_.begin[wave + 1]);
        frame_->move_to(at, static_cast<std::size_t>(end - at));
        for (const ActionPtr& action : frame_->actions) action->run(*frame_);
        at = end;
      }
      if (frame_->escaped) return false;
    }
    return true;
  }

  std::vector<ColumnPtr> take(const RunOptions& options) {
    std::vector<ColumnPtr> columns;
    for (std::size_t slot = 0; slot < pass_.stored.size(); ++slot) {
      ColumnStore& store = *pass_.stored[slot].store;
      if (!frame_->stored_faults[slot].empty())
        store.faults = std::make_shared<table::Faults>(std::move(frame_->stored_faults[slot]));
      tighten(store, options);
      if (waves_.in_place)
        columns.push_back(pass_.stored[slot].store);
      else
        columns.push_back(in_rows(store, is_row(store.type), waves_, environment_.memory));
    }
    return columns;
  }

 private:
  static constexpr std::size_t kWavesPerLook = 4096;

  bool is_row(const type::Type& type) const {
    return type.kind == TypeKind::reference && type.ref == entity_;
  }

  std::shared_ptr<EarlierColumn> make_earlier(plan::ColumnId id, Assumption assumption) const {
    const plan::Column& column = environment_.plan.columns[id];
    auto earlier = std::make_shared<EarlierColumn>();
    earlier->type = column.type;
    earlier->decimals = column.type.is_numeric() ? column.form.decimals : 0;
    earlier->assumed = with_zero(assumed_range(environment_, column.type, assumption));
    earlier->width = stored_width(column.type, earlier->assumed);
    return earlier;
  }

  void compile() {
    pass_.rows = environment_.row_counts[entity_];
    FormulaCompiler formulas(environment_, entity_);
    for (plan::ColumnId id = recurrence_.first; id < recurrence_.end; ++id) {
      formulas.define(id, true, {});
      const std::size_t slot = pass_.stored.size();
      store_column(environment_, id, formulas, &pass_);
      environment_.earlier[id]->slot = slot;
      environment_.earlier[id]->values = pass_.stored[slot].store->values;
      clear_first(pass_.stored[slot].store->values);
    }
    finish_pass(formulas, &pass_);
  }

  /// Rows before which none stands read the first one.
  void clear_first(const Values& values) const {
    if (pass_.rows == 0) return;
    with_stored_type(values.width, [&](auto zero) {
      *static_cast<decltype(zero)*>(const_cast<void*>(values.data)) = zero;
    });
  }

  /// What the column really lies between.
  static void tighten(ColumnStore& store, const RunOptions& options) {
    if (store.rows == 0) return;
    const auto rows = static_cast<std::size_t>(store.rows);
    with_stored_type(store.values.width, [&](auto zero) {
      using T = decltype(zero);
      const T* const values = store.values.as<T>();
      if constexpr (std::is_same_v<T, std::int64_t>) {
        T low = values[0], high = values[0];
        options.kernels->range_int64(values, rows, &low, &high);
        store.values.range = {low, high};
      } else {
        const auto [low, high] = std::minmax_element(values, values + rows);
        store.values.range = {Integer(*low), Integer(*high)};
      }
    });
    if (!store.is_clean()) store.values.range = with_zero(store.values.range);
  }

  Environment environment_;
  const plan::Recurrence& recurrence_;
  const Waves& waves_;
  plan::EntityId entity_;
  Pass pass_;
  std::unique_ptr<Frame> frame_;
};

/// The references by which the columns read rows before.
std::vector<ColumnPtr> steps_of(const Environment& environment,
                                const plan::Recurrence& recurrence) {
  std::vector<plan::ColumnId> found;
  for (plan::ColumnId id = recurrence.first; id < recurrence.end; ++id) {
    if (!plan::reads_back(environment.plan, id)) continue;
    const plan::ColumnId via = std::get<plan::Lookup>(environment.plan.columns[id].node).via;
    if (std::find(found.begin(), found.end(), via) == found.end()) found.push_back(via);
  }
  std::vector<ColumnPtr> steps;
  for (const plan::ColumnId id : found) steps.push_back(environment.stores[id]);
  return steps;
}

/// The same columns, those of the entity in the order of the waves.
Environment in_order(const Environment& environment, const plan::Recurrence& recurrence,
                     const Waves& waves) {
  Environment ordered = environment;
  if (waves.in_place) return ordered;
  const plan::EntityId entity = environment.plan.columns[recurrence.first].entity;
  const auto move = [&](std::shared_ptr<const ColumnStore>& store) {
    if (store == nullptr) return;
    const bool is_row = store->type.kind == TypeKind::reference && store->type.ref == entity;
    store = in_waves(*store, is_row, waves, environment.memory);
  };
  for (const plan::ColumnId id : read_outside(environment.plan, recurrence))
    if (environment.plan.columns[id].entity == entity) move(ordered.stores[id]);
  move(ordered.refused[entity]);
  return ordered;
}

}  // namespace

absl::StatusOr<std::vector<ColumnPtr>> compute_recurrence(const Environment& environment,
                                                          const plan::Recurrence& recurrence,
                                                          const RunOptions& options) {
  const plan::EntityId entity = environment.plan.columns[recurrence.first].entity;
  const Waves waves = waves_of(steps_of(environment, recurrence), environment.row_counts[entity]);
  const Environment ordered = in_order(environment, recurrence, waves);
  for (const Assumption assumption : {Assumption::common, Assumption::nothing}) {
    WavePass pass(ordered, recurrence, waves, assumption);
    const absl::StatusOr<bool> holds = pass.run(options);
    if (!holds.ok()) return holds.status();
    if (*holds) return pass.take(options);
  }
  return absl::InternalError("a recurrence beyond all bounds");
}

}  // namespace remit::column
