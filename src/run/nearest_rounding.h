#pragma once

#include <cfenv>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace remit::run {

/// Rounds doubles to nearest while it lives, whatever the host has set: the kernels' exact division
/// by way of doubles depends on it. Threads started meanwhile inherit it.
class NearestRounding {
 public:
  NearestRounding() : vectors_(mode_of_vectors()) {
    if (vectors_ == kNearest) return;
    before_ = std::fegetround();
    std::fesetround(FE_TONEAREST);
  }
  ~NearestRounding() {
    if (vectors_ == kNearest) return;
    std::fesetround(before_);
    set_mode_of_vectors(vectors_);
  }
  NearestRounding(const NearestRounding&) = delete;
  NearestRounding& operator=(const NearestRounding&) = delete;

 private:
  // What the kernels compute with; where a row takes some hundred instructions, asking the C
  // library would be a tenth of them.
#if defined(__SSE2__)
  static constexpr unsigned kNearest = _MM_ROUND_NEAREST;
  static unsigned mode_of_vectors() { return _mm_getcsr() & unsigned{_MM_ROUND_MASK}; }
  static void set_mode_of_vectors(unsigned mode) {
    _mm_setcsr((_mm_getcsr() & ~unsigned{_MM_ROUND_MASK}) | mode);
  }
#else
  static constexpr int kNearest = FE_TONEAREST;
  static int mode_of_vectors() { return std::fegetround(); }
  static void set_mode_of_vectors(int) {}
#endif

  decltype(mode_of_vectors()) vectors_;
  int before_ = FE_TONEAREST;
};

}  // namespace remit::run
