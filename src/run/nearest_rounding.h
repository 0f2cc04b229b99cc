#pragma once

#include <cfenv>

namespace remit::run {

/// Rounds doubles to nearest while it lives, whatever the host has set: the kernels' exact division
/// by way of doubles depends on it. Threads started meanwhile inherit it.
class NearestRounding {
 public:
  NearestRounding() : before_(std::fegetround()) {
    if (before_ != FE_TONEAREST) std::fesetround(FE_TONEAREST);
  }
  ~NearestRounding() {
    if (before_ != FE_TONEAREST) std::fesetround(before_);
  }
  NearestRounding(const NearestRounding&) = delete;
  NearestRounding& operator=(const NearestRounding&) = delete;

 private:
  int before_;
};

}  // namespace remit::run
