#include "compare/work_library.h"

#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "column/evaluate.h"
#include "hand_written.h"
#include "work_plan.h"

namespace remit::benchmarks {
namespace {

struct Best {
  const HandWritten* hand;
  column::Isa isa;
  const char* name;
};

Best best() {
  if (column::is_available(column::Isa::v4)) return {&kHandWrittenV4, column::Isa::v4, "x86-64-v4"};
  if (column::is_available(column::Isa::v3)) return {&kHandWrittenV3, column::Isa::v3, "x86-64-v3"};
  return {&kHandWrittenV2, column::Isa::v2, "x86-64-v2"};
}

/// The plan with or without R6, bound.
struct Engine {
  Engine(const table::Dataset& dataset, bool units)
      : plan(make_work_plan(units, &columns)), evaluator(plan, dataset, options()) {}

  static column::Options options() {
    column::Options options;
    options.isa = best().isa;
    return options;
  }

  WorkColumns columns;
  plan::Plan plan;
  column::Evaluator evaluator;
};

}  // namespace
}  // namespace remit::benchmarks

struct WorkRows {
  WorkRows(std::size_t size, std::uint64_t seed)
      : rows(remit::benchmarks::make_rows(size, seed)),
        out(remit::benchmarks::make_outputs(size)),
        units(remit::benchmarks::kUnits) {}

  remit::benchmarks::Rows rows;
  remit::benchmarks::Outputs out;
  std::vector<remit::benchmarks::Unit> units;
  std::optional<remit::table::Dataset> dataset;
  std::unique_ptr<remit::benchmarks::Engine> engines[2];
  bool with_units = false;
  std::optional<remit::table::Results> results;
};

namespace bench = remit::benchmarks;

WorkRows* work_new(std::size_t rows, std::uint64_t seed) try {
  return new WorkRows(rows, seed);
} catch (const std::bad_alloc&) {
  return nullptr;
}

void work_free(WorkRows* work) { delete work; }

std::size_t work_units() { return bench::kUnits; }

const char* work_isa() { return bench::best().name; }

const void* work_column(WorkRows* work, int column) {
  const bench::Rows& rows = work->rows;
  const bench::Outputs& out = work->out;
  switch (column) {
    case WORK_TAX_REVENUE:
      return rows.tax_revenue.data();
    case WORK_INCENTIVE_PAID:
      return rows.incentive_paid.data();
    case WORK_FIXED_ASSETS:
      return rows.fixed_assets.data();
    case WORK_TARGET_FIXED_ASSETS:
      return rows.target_fixed_assets.data();
    case WORK_FDI_USD:
      return rows.fdi_usd.data();
    case WORK_UNIT_ID:
      return rows.unit_id.data();
    case WORK_KIND:
      return rows.kind.data();
    case WORK_REGISTERED:
      return rows.registered.data();
    case WORK_BONUS:
      return out.bonus.data();
    case WORK_FINDER:
      return out.finder.data();
    case WORK_TIER:
      return out.tier.data();
    case WORK_MET:
      return out.met.data();
    case WORK_TOTAL:
      return out.total.data();
    default:
      return work->units.data();
  }
}

void work_by_hand(WorkRows* work, int loop, std::size_t rows, int units) {
  static_assert(sizeof(bench::Unit) == 4 * sizeof(std::int64_t));
  std::vector<bench::Unit> none;
  std::vector<bench::Unit>& at = units != 0 ? work->units : none;
  at.assign(at.size(), {});
  const bench::HandWritten& hand = *bench::best().hand;
  (loop == WORK_PLAIN ? hand.plain : hand.fused)(work->rows, work->out, 0, rows, at);
  if (units != 0) bench::rank_units(at);
}

int work_by_engine(WorkRows* work, int units) {
  if (!work->dataset) work->dataset = bench::make_work_dataset(work->rows);
  work->with_units = units != 0;
  std::unique_ptr<bench::Engine>& engine = work->engines[units != 0];
  if (!engine) engine = std::make_unique<bench::Engine>(*work->dataset, units != 0);
  work->results.reset();
  auto results = engine->evaluator.evaluate(bench::Engine::options());
  if (!results.ok()) return 0;
  work->results = *std::move(results);
  return 1;
}

void work_engine_results(WorkRows* work) {
  const bench::WorkColumns& columns = work->engines[work->with_units]->columns;
  bench::copy_outputs(*work->results, columns, work->out);
  if (work->with_units) work->units = bench::units_of(*work->results, columns);
}
