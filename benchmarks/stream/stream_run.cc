// More rows than one would keep in memory: the measured work R1-R6 over rows that are generated,
// evaluated, compared with the hand-written loop figure by figure, and thrown away.
//
//   stream_run [rows] [rows of a batch] [threads]
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "hand_written.h"
#include "machine.h"
#include "work_policy.h"

namespace remit::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kSeed = 20'100'101;

/// Fen, of a column of two decimals.
std::int64_t fen(const Table& table, std::uint64_t row, std::size_t column) {
  const std::optional<Decimal> value = table.decimal(row, column);
  if (!value) stop("a figure is missing");
  std::int64_t coefficient = static_cast<std::int64_t>(value->low);
  for (int scale = value->scale; scale < 2; ++scale) coefficient *= 10;
  return coefficient;
}

std::size_t column_of(const Table& table, const char* name) {
  const std::optional<std::size_t> column = table.find_column(name);
  if (!column) stop(std::string("no column ") + name);
  return *column;
}

struct Times {
  double generating = 0, checking = 0, all = 0;
};

class Stopwatch {
 public:
  explicit Stopwatch(double& sum) : sum_(sum) {}
  ~Stopwatch() { sum_ += std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
  double& sum_;
  Clock::time_point start_ = Clock::now();
};

class StreamRun {
 public:
  StreamRun(std::uint64_t rows, std::uint64_t batch) : all_(rows), batch_(batch), units_(kUnits) {}

  void run(std::uint32_t threads) {
    const WorkPolicy work(true);
    const Policy& policy = work.policy;
    const std::size_t project = work.project, unit = work.unit;
    Data data = policy.new_data();
    value_of(give_units(data, unit));

    StreamSource source;
    source.rewind = [&]() -> Status {
      at_ = 0;
      return Done{};
    };
    source.next = [&](Data& batch) { return next(batch, project); };
    StreamOptions options;
    options.run.threads = threads;
    options.ascending_keys = true;
    const auto check = [&](const StreamBatch& batch) { return check_batch(batch, project); };
    {
      const Stopwatch watch(times_.all);
      const Results results =
          value_of(policy.evaluate_stream(data, project, source, check, options));
      check_units(results.entity(unit));
    }
    report(value_of(policy.stream_traversals(project)));
  }

 private:
  Result<bool> next(Data& batch, std::size_t entity) {
    if (at_ == all_) return false;
    const Stopwatch watch(times_.generating);
    const std::uint64_t size = std::min(batch_, all_ - at_);
    rows_ = make_rows(static_cast<std::size_t>(size), kSeed + at_);
    const ArrowRows columns(rows_, at_, Amounts::decimal64);
    if (Status done = columns.give(batch, entity); !done.ok()) return done.error();
    at_ += size;
    return true;
  }

  /// Every figure of the batch against the plain loop.
  Status check_batch(const StreamBatch& batch, std::size_t entity) {
    const Stopwatch watch(times_.checking);
    if (out_.total.size() != rows_.size) out_ = make_outputs(rows_.size);
    kHandWrittenV2.plain(rows_, out_, 0, rows_.size, units_);
    const Table table = batch.results.entity(entity);
    if (table.row_count() != rows_.size) stop("rows are missing");
    const std::size_t bonus = column_of(table, "bonus"), finder = column_of(table, "finder"),
                      tier = column_of(table, "tier"), met = column_of(table, "met"),
                      total = column_of(table, "total");
    for (std::size_t i = 0; i < rows_.size; ++i) {
      const bool same =
          fen(table, i, bonus) == out_.bonus[i] && fen(table, i, finder) == out_.finder[i] &&
          fen(table, i, tier) == out_.tier[i] && fen(table, i, total) == out_.total[i] &&
          table.boolean(i, met) == (out_.met[i] != 0);
      if (!same) stop("row " + std::to_string(batch.first_row + i) + " differs");
    }
    return Done{};
  }

  void check_units(const Table& table) {
    rank_units(units_);
    const std::size_t sum = column_of(table, "sum_total"), met = column_of(table, "met_count"),
                      place = column_of(table, "place"), prize = column_of(table, "prize");
    for (std::size_t i = 0; i < kUnits; ++i) {
      const bool same = fen(table, i, sum) == units_[i].sum &&
                        fen(table, i, prize) == units_[i].prize &&
                        table.text(i, met) == std::to_string(units_[i].met) &&
                        table.text(i, place) == std::to_string(units_[i].rank);
      if (!same) stop("unit " + std::to_string(i) + " differs");
    }
  }

  void report(int traversals) const {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double engine = times_.all - times_.generating - times_.checking;
    const auto per_row = [&](double seconds) { return 1e9 * seconds / static_cast<double>(all_); };
    std::printf("%llu rows in batches of %llu, traversals: %d; every figure equals the loop's\n",
                static_cast<unsigned long long>(all_), static_cast<unsigned long long>(batch_),
                traversals);
    std::printf("%-34s %8.2f s %8.2f ns a row\n", "all", times_.all, per_row(times_.all));
    std::printf("%-34s %8.2f s %8.2f ns a row\n", "generating, and handing over as Arrow",
                times_.generating, per_row(times_.generating));
    std::printf("%-34s %8.2f s %8.2f ns a row\n", "comparing with the loop", times_.checking,
                per_row(times_.checking));
    std::printf("%-34s %8.2f s %8.2f ns a row\n", "Remit: linking, binding, evaluating", engine,
                per_row(engine));
    std::printf("peak resident memory: %ld MiB\n", usage.ru_maxrss / 1024);
  }

  std::uint64_t all_, batch_;
  std::uint64_t at_ = 0;
  Rows rows_;
  Outputs out_;
  std::vector<Unit> units_;
  Times times_;
};

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) {
  const auto argument = [&](int i, std::uint64_t fallback) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : fallback;
  };
  remit::benchmarks::StreamRun(argument(1, 100'000'000), argument(2, 1 << 18))
      .run(static_cast<std::uint32_t>(argument(3, 1)));
  remit::benchmarks::print_machine(
      stdout);  // when its columns no longer count as memory of the run
  return 0;
}
