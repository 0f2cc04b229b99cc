#include "contest.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace remit::benchmarks {
namespace {

double now(Clock clock) {
  timespec time{};
  clock_gettime(clock == Clock::elapsed ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time);
  return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
}

}  // namespace

double least(const std::vector<double>& times) {
  return *std::min_element(times.begin(), times.end());
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const std::size_t half = times.size() / 2;
  return times.size() % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2;
}

void compete(std::vector<Contender>& contenders, int turns, int runs, Clock clock) {
  constexpr int kHeavy = 4;
  for (int turn = 0; turn < turns; ++turn) {
    for (Contender& contender : contenders) {
      if (!contender.run || (contender.heavy && turn % kHeavy != 0)) continue;
      const int stretch = contender.heavy ? 1 : runs;
      const double start = now(clock);
      for (int i = 0; i < stretch; ++i) contender.run();
      contender.elapsed.push_back((now(clock) - start) / stretch);
      const bool last = turn + (contender.heavy ? kHeavy : 1) >= turns;
      if (last && contender.digest) contender.found = contender.digest();
    }
  }
}

bool agree(const std::vector<Contender>& contenders) {
  std::optional<std::uint64_t> expected;
  bool same = true;
  for (const Contender& contender : contenders) {
    if (!expected) expected = contender.found;
    if (!contender.found || contender.found == expected) continue;
    std::fprintf(stderr, "%s: the results differ\n", contender.name.c_str());
    same = false;
  }
  return same;
}

}  // namespace remit::benchmarks
