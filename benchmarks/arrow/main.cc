// What a row costs from Arrow columns to Arrow results when nothing is kept ready: by stage, over
// the measured work R1-R5 on one thread and two, turn by turn with the loop by hand, and by kind of
// column on one. Least of several turns.
//
//   bench_arrow [rows]...
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "arrow/columns.h"
#include "arrow/stopwatch.h"
#include "column/kernels/isa.h"
#include "hand_written.h"
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
    stages_.end(kIn);
    Profile profile;
    RunOptions options;
    options.threads = threads_;
    options.profile = &profile;
    {
      const Results results = value_of(work_.policy.evaluate(data, options));
      stages_.end(kRun);
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

  /// Of taking in, linking, binding and evaluating.
  double elapsed() const { return stages_.elapsed(kIn) + stages_.elapsed(kRun); }
  double processor() const { return stages_.processor(kIn) + stages_.processor(kRun); }

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
  static constexpr const char* kIn = "take in";
  static constexpr const char* kRun = "link, bind, run";

  const WorkPolicy& work_;
  std::uint32_t threads_;
  std::size_t rows_;
  Stages stages_;
  std::uint64_t link_ = ~std::uint64_t{0}, bind_ = link_, run_ = link_;
};

/// H for the widest vectors that the processor has.
const HandWritten& best_hand_written() {
  if (column::is_available(column::Isa::v4)) return kHandWrittenV4;
  return column::is_available(column::Isa::v3) ? kHandWrittenV3 : kHandWrittenV2;
}

void run_stages(std::size_t rows, Amounts amounts, const char* name) {
  const WorkPolicy work(false);
  const Rows made = make_rows(rows, kSeed);
  const ArrowRows arrow(made, 0, amounts);
  OnThreads one(work, 1, rows), two(work, 2, rows);
  Outputs outputs = make_outputs(rows);
  std::vector<Unit> no_units;
  Stages hand(rows);
  for (int turn = 0; turn < kTurns; ++turn) {
    hand.begin();
    best_hand_written().fused(made, outputs, 0, rows, no_units);
    hand.end("H");
    one.take_turn(arrow);
    two.take_turn(arrow);
  }
  one.print(name);
  two.print(name);
  std::printf("| | ns a row | of processors | page faults a row |\n|---|---|---|---|\n");
  hand.print();
  std::printf(
      "\nArrow in, evaluated, on one thread: %.2f x H, %.2f in processor time; on two threads %.2f "
      "times as fast, with %.2f times the processor time.\n\n",
      one.elapsed() / hand.elapsed("H"), one.processor() / hand.processor("H"),
      one.elapsed() / two.elapsed(), two.processor() / one.processor());
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
