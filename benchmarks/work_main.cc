// The work R1-R5 and R1-R6: the engine beside the hand-written loops, interleaved in one process so
// that noise hits all alike; the least of many repetitions counts.
//
//   work_benchmark [rows] [repetitions] [threads] [batch] [5: without R6]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "column/evaluate.h"
#include "hand_written.h"
#include "machine.h"
#include "work_plan.h"

namespace remit::benchmarks {
namespace {

struct Contender {
  std::string name;
  std::function<void()> run;
  std::function<std::uint64_t()> digest;  ///< empty: computes something else
  bool one_thread = true;
  double best = 1e300;  ///< processor time on one thread, elapsed time on several
  double elapsed = 1e300;
};

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Processor time for work on one thread, so that what else runs on the machine counts less;
/// elapsed time for work on several.
double nanoseconds(const std::function<void()>& body, bool one_thread) {
  const clockid_t clock = one_thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
  const double start = seconds_of(clock);
  body();
  return 1e9 * (seconds_of(clock) - start);
}

/// Ratios are to the first contender.
bool compete(const char* title, std::vector<Contender> contenders, std::size_t rows,
             int repetitions) {
  bool agree = true;
  for (int i = 0; i < repetitions; ++i) {
    for (Contender& contender : contenders) {
      const double start = seconds_of(CLOCK_MONOTONIC);
      contender.best = std::min(contender.best, nanoseconds(contender.run, contender.one_thread));
      contender.elapsed = std::min(contender.elapsed, 1e9 * (seconds_of(CLOCK_MONOTONIC) - start));
    }
  }
  std::optional<std::uint64_t> expected;
  for (const Contender& contender : contenders) {
    const double per_row = contender.best / static_cast<double>(rows);
    const char* verdict = "";
    if (contender.digest) {
      contender.run();
      const std::uint64_t digest = contender.digest();
      if (!expected) expected = digest;
      verdict = digest == *expected ? "same results" : "RESULTS DIFFER";
      agree = agree && digest == *expected;
    }
    std::printf("%-28s %-22s %8.3f ns/row  x %6.3f  elapsed %8.3f  %s\n", title,
                contender.name.c_str(), per_row, contender.best / contenders[0].best,
                contender.elapsed / static_cast<double>(rows), verdict);
  }
  return agree;
}

class Bench {
 public:
  Bench(std::size_t rows, int repetitions, std::size_t threads, std::size_t batch)
      : repetitions_(repetitions),
        batch_(batch),
        pool_(threads),
        rows_(make_rows(rows, 20100101)),
        out_(make_outputs(rows)),
        dataset_(make_work_dataset(rows_)) {}

  bool run(const HandWritten& hand, column::Isa isa, bool with_units) {
    const std::string title = std::string(hand.isa) + (with_units ? " R1-R6" : " R1-R5");
    WorkColumns columns;
    const plan::Plan plan = make_work_plan(with_units, &columns);
    column::Options options;
    options.isa = isa;
    options.batch_rows = batch_;
    const column::Evaluator evaluator(plan, dataset_, options);
    column::Options as_wide = options;
    as_wide.narrow_rows = column::kNeverNarrow;
    const column::Evaluator wide_evaluator(plan, dataset_, as_wide);
    column::Options parallel = options;
    parallel.executor = &pool_;
    std::vector<Unit> units;
    std::optional<table::Results> results;
    const auto by_hand = [&](Body body) {
      return [&, body] {
        units.assign(with_units ? kUnits : 0, {});
        body(rows_, out_, 0, rows_.size, units);
        if (with_units) rank_units(units);
      };
    };
    const auto by_evaluator = [&](const column::Evaluator& bound, const column::Options& how) {
      return [&, how] {
        results.reset();
        results = *bound.evaluate(how);
      };
    };
    const auto by_engine = [&](const column::Options& how) { return by_evaluator(evaluator, how); };
    const auto hand_digest = [&] { return digest(out_, rows_.size) ^ digest(units); };
    const auto engine_digest = [&] {
      const Outputs out = outputs_of(*results, columns);
      const std::vector<Unit> found =
          with_units ? units_of(*results, columns) : std::vector<Unit>();
      return digest(out, rows_.size) ^ digest(found);
    };
    std::vector<Contender> contenders = {
        {"H, fused by hand", by_hand(hand.fused), hand_digest},
        {"read and write only", by_hand(hand.read_write), nullptr},
        {"plain C++", by_hand(hand.plain), hand_digest},
        {"engine, 1 thread", by_engine(options), engine_digest},
        {"engine, as wide as given", by_evaluator(wide_evaluator, as_wide), engine_digest},
    };
    if (pool_.workers() > 1) {
      contenders.push_back({"H, " + std::to_string(pool_.workers()) + " threads",
                            [&] { run_in_parallel(hand.fused, &units); }, hand_digest, false});
      contenders.push_back({"engine, " + std::to_string(pool_.workers()) + " threads",
                            by_engine(parallel), engine_digest, false});
    }
    return compete(title.c_str(), std::move(contenders), rows_.size, repetitions_);
  }

 private:
  /// The hand-written loop over equal shares of the rows: what the memory allows several threads.
  void run_in_parallel(Body body, std::vector<Unit>* units) {
    const std::size_t tasks = pool_.workers();
    std::vector<std::vector<Unit>> parts(tasks, std::vector<Unit>(units->size()));
    pool_.run(tasks, [&](std::size_t task, std::size_t) {
      body(rows_, out_, task * rows_.size / tasks, (task + 1) * rows_.size / tasks, parts[task]);
    });
    units->assign(units->size(), {});
    for (const std::vector<Unit>& part : parts) {
      for (std::size_t i = 0; i < part.size(); ++i) {
        (*units)[i].sum += part[i].sum;
        (*units)[i].met += part[i].met;
      }
    }
    if (!units->empty()) rank_units(*units);
  }

  int repetitions_;
  std::size_t batch_;
  base::ThreadPool pool_;
  Rows rows_;
  Outputs out_;
  table::Dataset dataset_;
};

int main_of(int argc, char** argv) {
  const auto argument = [&](int i, std::size_t fallback) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : fallback;
  };
  const std::size_t rows = argument(1, 1'000'000);
  print_machine(stdout);
  Bench bench(rows, static_cast<int>(argument(2, 20)), argument(3, 2), argument(4, 0));
  const std::pair<const HandWritten*, column::Isa> sets[] = {{&kHandWrittenV4, column::Isa::v4},
                                                             {&kHandWrittenV3, column::Isa::v3},
                                                             {&kHandWrittenV2, column::Isa::v2}};
  bool agree = true;
  for (const auto& [hand, isa] : sets) {
    if (!column::is_available(isa)) continue;
    agree = bench.run(*hand, isa, false) && agree;
    if (argument(5, 6) > 5) agree = bench.run(*hand, isa, true) && agree;
  }
  return agree ? 0 : 1;
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) { return remit::benchmarks::main_of(argc, argv); }
