// What one what-if among many costs a row: totals of the measured work R1-R5 for a hundred sets of
// parameters, beside the hand-written loop H, taking turns in one process. One thread, processor
// time.
//
//   bench_sweep [rows]
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "arrow_rows.h"
#include "column/kernels/isa.h"
#include "contest.h"
#include "hand_written.h"
#include "machine.h"
#include "work_policy.h"

namespace remit::benchmarks {
namespace {

constexpr std::uint64_t kSeed = 20'100'101;
constexpr int kTurns = 7;
/// H's rows stay in the caches: there it computes, and does not wait for memory.
constexpr std::size_t kNearRows = 10'000;
constexpr int kNearRuns = 100;

/// The work with its figures as parameters.
Policy with_parameters() {
  std::string text = work_text();
  const auto replace = [&text](const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) stop("the work has no " + from);
    text.replace(at, from.size(), to);
  };
  replace("* 20%)", "* rate)");
  replace("500_000 CNY)", "most)");
  replace("fixed_assets * 1%", "fixed_assets * finding");
  replace("80% * target", "goal * target");
  replace("  entity unit {",
          "  param rate = 20%\n  param most = 500_000 CNY\n  param finding = 1%\n"
          "  param goal = 80%\n  entity unit {");
  return value_of(compile({{"work.remit", text}}));
}

const HandWritten& best() {
  if (column::is_available(column::Isa::v4)) return kHandWrittenV4;
  return column::is_available(column::Isa::v3) ? kHandWrittenV3 : kHandWrittenV2;
}

struct Grid {
  const char* name;
  std::vector<std::string> set;
};

void run(std::size_t rows) {
  const Policy policy = with_parameters();
  Data data = policy.new_data();
  const ArrowRows arrow(make_rows(rows, kSeed), 0, Amounts::decimal64);
  value_of(give_units(data, *policy.find_entity("unit")));
  value_of(arrow.give(data, *policy.find_entity("project")));
  const std::vector<Grid> grids = {
      {"R1 by 10 rates and 10 caps", {"rate=11%..20%/1%", "most=100000..1000000/100000"}},
      {"R1, R2, R4 by rates, caps and goals",
       {"rate=16%..20%/1%", "most=300000..500000/100000,600000,700000", "finding=1%,2%",
        "goal=70%,80%"}},
      {"R4 by 100 goals", {"goal=0.5%..50%/0.5%"}}};
  std::vector<Contender> contenders;
  const Rows near = make_rows(kNearRows, kSeed);
  Outputs outputs = make_outputs(kNearRows);
  std::vector<Unit> no_units;
  contenders.push_back({"H, 10 000 rows",
                        [&] {
                          for (int i = 0; i < kNearRuns; ++i)
                            best().fused(near, outputs, 0, kNearRows, no_units);
                        },
                        {}});
  for (const Grid& grid : grids) {
    contenders.push_back({grid.name,
                          [&policy, &data, &grid] {
                            SweepOptions options;
                            options.set = grid.set;
                            options.show = {
                                "sum(project.bonus), sum(project.finder), sum(project.tier), "
                                "count(project where met), sum(project.total)"};
                            options.run.threads = 1;
                            value_of(policy.sweep(data, options));
                          },
                          {}});
  }
  compete(contenders, kTurns, 1, Clock::processor);
  const double h = least(contenders[0].elapsed) / kNearRuns / static_cast<double>(kNearRows);
  std::printf(
      "%zu rows, 100 variants, one thread, processor time\n\n| | ns a row and variant | of H "
      "|\n|---|---|---|\n",
      rows);
  std::printf("| %s | %.3f | 1 |\n", contenders[0].name.c_str(), h);
  for (std::size_t i = 1; i < contenders.size(); ++i) {
    const double each = least(contenders[i].elapsed) / 100 / static_cast<double>(rows);
    std::printf("| %s | %.3f | %.2f |\n", contenders[i].name.c_str(), each, each / h);
  }
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) {
  remit::benchmarks::print_machine(stdout);
  remit::benchmarks::run(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000);
  return 0;
}
