#include "contest.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <optional>

namespace remit::benchmarks {
namespace {

double nanoseconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
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

void compete(std::vector<Contender>& contenders, int turns, int runs) {
  for (int turn = 0; turn < turns; ++turn) {
    for (Contender& contender : contenders) {
      if (contender.heavy && turn % 2 == 1) continue;
      const int stretch = contender.heavy ? 1 : runs;
      const double processor = nanoseconds_of(CLOCK_THREAD_CPUTIME_ID);
      const double elapsed = nanoseconds_of(CLOCK_MONOTONIC);
      for (int i = 0; i < stretch; ++i) contender.run();
      contender.elapsed.push_back((nanoseconds_of(CLOCK_MONOTONIC) - elapsed) / stretch);
      contender.processor.push_back((nanoseconds_of(CLOCK_THREAD_CPUTIME_ID) - processor) /
                                    stretch);
    }
  }
}

bool agree(const std::vector<Contender>& contenders) {
  std::optional<std::uint64_t> expected;
  bool same = true;
  for (const Contender& contender : contenders) {
    if (!contender.digest) continue;
    contender.run();
    const std::uint64_t found = contender.digest();
    if (!expected) expected = found;
    if (found == *expected) continue;
    std::fprintf(stderr, "%s: the results differ\n", contender.name.c_str());
    same = false;
  }
  return same;
}

}  // namespace remit::benchmarks
