#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace remit::dearest {

/// Bytes that a policy and each of its tables may have.
inline constexpr std::size_t kPolicyBytes = 500;
inline constexpr std::size_t kTableBytes = 1'000;

/// What the dearest call took, of compiling, formatting, both evaluators and an explanation.
struct Cost {
  double seconds = 0;  ///< of this thread's processor time
  double megabytes = 0;
  const char* call = "";  ///< which one took the most time
  bool compiled = false;

  /// One figure for both, 1 being the bound.
  double score() const;
};

inline constexpr double kMostSeconds = 1;
inline constexpr double kMostMegabytes = 256;

/// Under the limits for strangers, on tables that depend on the seed.
Cost cost_of(const std::string& policy, std::uint64_t seed);

}  // namespace remit::dearest
