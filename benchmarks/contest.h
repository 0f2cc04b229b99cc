// Contenders that take turns in one process, so that whatever else the machine does hits all alike.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace remit::benchmarks {

/// One way to do the work.
struct Contender {
  std::string name;
  std::function<void()> run;  ///< empty: stands aside
  /// Of what the last run computed; empty for one that computes something else.
  std::function<std::uint64_t()> digest;
  bool heavy = false;                    ///< takes so long that it has one run in every fourth turn
  std::vector<double> elapsed{};         ///< nanoseconds of a run, one for each turn
  std::optional<std::uint64_t> found{};  ///< the digest of its last run
};

double least(const std::vector<double>& times);
double median(std::vector<double> times);

/// What is told of a run. Of one thread processor time says the same, and other work on the
/// machine, which meets long runs and seldom short ones, takes none of it.
enum class Clock : std::uint8_t { elapsed, processor };

/// Every contender in each of `turns` turns, `runs` times at a stretch.
void compete(std::vector<Contender>& contenders, int turns, int runs, Clock clock = Clock::elapsed);

/// Whether all that have a digest computed the same.
bool agree(const std::vector<Contender>& contenders);

}  // namespace remit::benchmarks
