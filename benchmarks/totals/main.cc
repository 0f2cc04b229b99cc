// What a run costs a row that is asked for its totals and targets alone: the measured work R1-R5,
// each amount paid by a party of its own, and how many projects meet their goal. Beside it the same
// run asked for everything, and the hand-written loop H, which writes its rows. All take turns in
// one process, on one thread, each instruction set that the processor has.
//
//   bench_totals [rows]
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
constexpr int kTurns = 9;
/// H's rows written, what no more than sums are asked for may take of it.
constexpr double kGoal = 0.6;

/// The work with somebody who pays.
Policy paid_work() {
  std::string text = work_text();
  text.erase(text.rfind('}'));
  for (const char* const amount : {"bonus", "finder", "tier", "total"}) {
    const std::string name = amount;
    text += "  party payer_of_" + name + "\n  reward paid_" + name +
            " for project cite \"1\" {\n    pay " + name + "\n    from payer_of_" + name +
            "\n    to unit\n  }\n";
  }
  text += "  target enough cite \"1\" : count(project where met) >= 1\n}\n";
  return value_of(compile({{"work.remit", text}}));
}

struct Set {
  Isa isa;
  const char* name;
  const HandWritten& hand;
};

void run(std::size_t rows) {
  const Policy policy = paid_work();
  Data data = policy.new_data();
  Rows made = make_rows(rows, kSeed);
  const ArrowRows arrow(make_rows(rows, kSeed), 0, Amounts::decimal64);
  value_of(give_units(data, *policy.find_entity("unit")));
  value_of(arrow.give(data, *policy.find_entity("project")));
  Outputs outputs = make_outputs(rows);
  std::vector<Unit> no_units;
  std::printf("%zu rows, one thread\n\n| | ns a row | of H |\n|---|---|---|\n", rows);
  for (const Set& set :
       {Set{Isa::x86_64_v4, "v4", kHandWrittenV4}, Set{Isa::x86_64_v3, "v3", kHandWrittenV3},
        Set{Isa::x86_64_v2, "v2", kHandWrittenV2}}) {
    const auto engine =
        static_cast<column::Isa>(static_cast<int>(set.isa) - static_cast<int>(Isa::portable));
    if (!column::is_available(engine)) continue;
    RunOptions all, some;
    all.isa = some.isa = set.isa;
    some.only = {Output::totals, Output::targets};
    std::vector<Contender> contenders;
    contenders.push_back({"H", [&] { set.hand.fused(made, outputs, 0, rows, no_units); }, {}});
    contenders.push_back({"Remit", [&] { value_of(policy.evaluate(data, all)); }, {}});
    contenders.push_back({"Remit, totals and targets",
                          [&] {
                            const Results results = value_of(policy.evaluate(data, some));
                            if (results.totals().row_count() != 4) stop("not all has a total");
                          },
                          {}});
    compete(contenders, kTurns, 1);
    const double h = least(contenders[0].elapsed);
    for (const Contender& each : contenders) {
      const double time = least(each.elapsed);
      std::printf("| %s, %s | %.2f | %.2f |\n", each.name.c_str(), set.name,
                  time / static_cast<double>(rows), time / h);
    }
    std::printf("| goal | | %s |\n", least(contenders[2].elapsed) <= kGoal * h ? "met" : "missed");
  }
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) {
  remit::benchmarks::print_machine(stdout);
  remit::benchmarks::run(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000);
  return 0;
}
