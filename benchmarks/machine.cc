#include "machine.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

namespace remit::benchmarks {
namespace {

/// Words of a column: 256 MiB, more than any last cache.
constexpr std::size_t kWords = std::size_t{1} << 25;
constexpr int kTurns = 5;

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

const char* vectors() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) return "AVX-512";
  if (__builtin_cpu_supports("avx2")) return "AVX2";
  if (__builtin_cpu_supports("sse4.2")) return "SSE4.2";
#endif
  return "those of its base";
}

template <typename Body>
double best_seconds(const Body& body) {
  using Clock = std::chrono::steady_clock;
  double best = 1e300;
  for (int turn = 0; turn < kTurns; ++turn) {
    const Clock::time_point start = Clock::now();
    body();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

}  // namespace

Bandwidth measure_bandwidth() {
  constexpr double kBytes = sizeof(std::uint64_t) * kWords;
  std::vector<std::uint64_t> from(kWords, 1), to(kWords, 2);
  volatile std::uint64_t seen = 0;
  const double reading = best_seconds([&] {
    // Several sums side by side, so that no addition waits for the one before.
    std::uint64_t sums[8] = {};
    for (std::size_t i = 0; i < kWords; i += 8)
      for (std::size_t j = 0; j < 8; ++j) sums[j] += from[i + j];
    seen = std::accumulate(sums, sums + 8, std::uint64_t{0});
  });
  const double copying = best_seconds([&] {
    std::memcpy(to.data(), from.data(), kWords * sizeof(std::uint64_t));
    seen = to[seen % kWords];
  });
  return {1e-9 * kBytes / reading, 2e-9 * kBytes / copying};
}

void print_machine(std::FILE* to) {
  const Bandwidth memory = measure_bandwidth();
  std::fprintf(to,
               "%s, %u processors, %s, compiled by %s; memory on one thread: reads %.1f GB/s, "
               "copies %.1f GB/s\n\n",
               processor().c_str(), std::thread::hardware_concurrency(), vectors(), __VERSION__,
               memory.read, memory.copy);
}

}  // namespace remit::benchmarks
