// How long it takes to read a policy, by the number of its rules: parsing alone, formatting, and
// all the way to a plan. Each rule is a reward of six clauses and a formula, some ten lines.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "base/source_set.h"
#include "remit/remit.h"
#include "syntax/format.h"
#include "syntax/parse.h"

namespace {

using namespace remit;

constexpr int kAmounts = 50;

std::string policy_of(int rules) {
  std::string text =
      "policy generated \"Generated\" {\n  source \"1\"\n  effective 2010-01-01 to 2010-12-31\n"
      "  currency CNY\n  rounding half_up to 0.01\n  party treasury\n\n"
      "  entity unit {\n    key name : text\n    kind : one of { township, department }\n  }\n\n"
      "  entity project {\n    key id : text\n    introduced_by : unit\n";
  for (int i = 0; i < kAmounts; ++i) {
    text += "    amount_" + std::to_string(i) + " : money default 0\n";
  }
  text += "  }\n";
  for (int i = 0; i < rules; ++i) {
    const std::string n = std::to_string(i);
    const std::string a = "amount_" + std::to_string(i % kAmounts);
    const std::string b = "amount_" + std::to_string((i + 7) % kAmounts);
    text += "\n  define base_" + n + " for project cite \"" + n + "\" = if " + a + " > " + b +
            " then " + a + " - " + b + " else 0 CNY\n" + "  reward bonus_" + n +
            " \"Bonus\" for project cite \"III(" + n + ")\" {\n" +
            "    when introduced_by.kind is township and " + a + " >= 500万 CNY\n" +
            "    pay  12.5% * (base_" + n + " - " + b + ") + min(" + a + ", 5_000 CNY)\n" +
            "    cap  50万 CNY\n    floor 0 CNY\n    from treasury\n    to introduced_by\n  }\n";
  }
  return text + "}\n";
}

void parse(benchmark::State& state) {
  base::SourceSet sources;
  const base::Source& source = sources.add("p", policy_of(static_cast<int>(state.range(0))));
  for (auto _ : state) {
    diagnostic::DiagnosticSink sink;
    const syntax::Tree tree = syntax::parse(source, {}, sink);
    if (!tree.complete()) std::abort();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.text().size()));
}
BENCHMARK(parse)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void format(benchmark::State& state) {
  base::SourceSet sources;
  const base::Source& source = sources.add("p", policy_of(static_cast<int>(state.range(0))));
  for (auto _ : state) {
    diagnostic::DiagnosticSink sink;
    if (!syntax::format(source, {}, {}, sink)) std::abort();
  }
}
BENCHMARK(format)->Arg(1'000)->Unit(benchmark::kMillisecond);

void compile(benchmark::State& state) {
  const std::string text = policy_of(static_cast<int>(state.range(0)));
  CompileOptions options;
  options.limits.columns =
      1'000'000;  // ten thousand rules of one entity have more than the default
  for (auto _ : state) {
    const auto policy = remit::compile({{"p", text}}, options);
    if (!policy.ok()) std::abort();
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(compile)
    ->Arg(1'000)
    ->Arg(2'000)
    ->Arg(5'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);

}  // namespace
