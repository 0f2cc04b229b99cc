// What a row costs from Arrow columns to Arrow results when nothing is kept ready: by stage, over
// the measured work R1-R5, and by kind of column. Least of several turns, one thread.
//
//   bench_arrow [rows]...
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

void run_stages(std::size_t rows, Amounts amounts, const char* name) {
  const WorkPolicy work(false);
  const Rows made = make_rows(rows, kSeed);
  const ArrowRows arrow(made, 0, amounts);
  Stages stages(rows);
  std::uint64_t link = 0, bind = 0, run = 0;
  for (int turn = 0; turn < kTurns; ++turn) {
    stages.begin();
    Data data = work.policy.new_data();
    value_of(give_units(data, work.unit));
    value_of(arrow.give(data, work.project));
    stages.end("take in");
    Profile profile;
    RunOptions options;
    options.profile = &profile;
    {
      const Results results = value_of(work.policy.evaluate(data, options));
      stages.end("link, bind, run");
      ArrowSchema schema{};
      ArrowArray array{};
      const Table table = results.entity(work.project);
      stages.end("table of results");
      value_of(table.export_arrow(&schema, &array));
      stages.end("export");
      array.release(&array);
      schema.release(&schema);
      stages.end("let go of the export");
    }
    stages.end("let go of the results");
    data = work.policy.new_data();
    stages.end("let go of the data");
    const auto least = [turn](std::uint64_t& so_far, std::uint64_t now) {
      so_far = turn == 0 ? now : std::min(so_far, now);
    };
    least(link, profile.link_nanoseconds);
    least(bind, profile.bind_nanoseconds);
    least(run, profile.run_nanoseconds);
  }
  std::printf("%zu rows, %s\n\n| stage | ns a row | page faults a row |\n|---|---|---|\n", rows,
              name);
  stages.print();
  const auto per_row = [rows](std::uint64_t time) {
    return static_cast<double>(time) / static_cast<double>(rows);
  };
  std::printf("| of it link | %.2f | |\n| bind | %.2f | |\n| run | %.2f | |\n\n", per_row(link),
              per_row(bind), per_row(run));
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
