// What a row costs from Arrow columns to Arrow results when nothing is kept ready: by stage, over
// the measured work R1-R5 on one thread and two, turn by turn, and by kind of column on one. Least
// of several turns.
//
//   bench_arrow [rows]...
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "arrow/columns.h"
#include "arrow/stopwatch.h"
#include "machine.h"
#include "remit/profile.h"
#include "table/arrow_abi.h"
#include "work_policy.h"

namespace remit::benchmarks {
namespace {

constexpr std::uint64_t kSeed = 20'100'101;
constexpr int kTurns = 7;

/// The stages on so many threads, over all turns.
class OnThreads {
 public:
  OnThreads(const WorkPolicy& work, std::uint32_t threads, std::size_t rows)
      : work_(work), threads_(threads), rows_(rows), stages_(rows) {}

  void take_turn(const ArrowRows& arrow) {
    stages_.begin();
    Data data = work_.policy.new_data();
    data.set_threads(threads_);
    value_of(give_units(data, work_.unit));
    value_of(arrow.give(data, work_.project));
    stages_.end("take in");
    Profile profile;
    RunOptions options;
    options.threads = threads_;
    options.profile = &profile;
    {
      const Results results = value_of(work_.policy.evaluate(data, options));
      stages_.end("link, bind, run");
      ArrowSchema schema{};
      ArrowArray array{};
      const Table table = results.entity(work_.project);
      stages_.end("table of results");
      value_of(table.export_arrow(&schema, &array));
      stages_.end("export");
      array.release(&array);
      schema.release(&schema);
      stages_.end("let go of the export");
    }
    stages_.end("let go of the results");
    data = work_.policy.new_data();
    stages_.end("let go of the data");
    link_ = std::min(link_, profile.link_nanoseconds);
    bind_ = std::min(bind_, profile.bind_nanoseconds);
    run_ = std::min(run_, profile.run_nanoseconds);
  }

  void print(const char* name) const {
    std::printf(
        "%zu rows, %s, threads: %u\n\n| stage | ns a row | of processors | page faults a row |\n"
        "|---|---|---|---|\n",
        rows_, name, threads_);
    stages_.print();
    const auto per_row = [this](std::uint64_t time) {
      return static_cast<double>(time) / static_cast<double>(rows_);
    };
    std::printf("| of it link | %.2f | | |\n| bind | %.2f | | |\n| run | %.2f | | |\n\n",
                per_row(link_), per_row(bind_), per_row(run_));
  }

 private:
  const WorkPolicy& work_;
  std::uint32_t threads_;
  std::size_t rows_;
  Stages stages_;
  std::uint64_t link_ = ~std::uint64_t{0}, bind_ = link_, run_ = link_;
};

void run_stages(std::size_t rows, Amounts amounts, const char* name) {
  const WorkPolicy work(false);
  const Rows made = make_rows(rows, kSeed);
  const ArrowRows arrow(made, 0, amounts);
  OnThreads one(work, 1, rows), two(work, 2, rows);
  for (int turn = 0; turn < kTurns; ++turn) {
    one.take_turn(arrow);
    two.take_turn(arrow);
  }
  one.print(name);
  two.print(name);
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) {
  using namespace remit::benchmarks;
  std::vector<std::size_t> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
  if (sizes.empty()) sizes = {1'000'000, 10'000'000};
  print_machine(stdout);
  for (const std::size_t rows : sizes) {
    run_stages(rows, Amounts::decimal128, "amounts as decimal128");
    run_stages(rows, Amounts::decimal64, "amounts as decimal64");
    time_columns(rows);
  }
  return 0;
}
