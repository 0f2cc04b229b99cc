// SHA-256 by the instructions that processors have for it (SHA extensions, since 2016).
#include "tools/sha256_blocks.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

namespace remit::tools {
namespace {

#define REMIT_SHA __attribute__((target("sha,sse4.1,ssse3")))

/// The state in the order in which the instructions want it.
struct Halves {
  __m128i abef;
  __m128i cdgh;
};

REMIT_SHA Halves load(const Sha256State& state) {
  const auto* const words = reinterpret_cast<const __m128i*>(state.data());
  const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
  return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xF0)};
}

REMIT_SHA void store(const Halves& halves, Sha256State& state) {
  auto* const words = reinterpret_cast<__m128i*>(state.data());
  const __m128i feba = _mm_shuffle_epi32(halves.abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(halves.cdgh, 0xB1);
  _mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

/// Four rounds at a time; `w` holds the next sixteen words of the schedule.
REMIT_SHA void compress(Halves& halves, const unsigned char* block) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i w[4];
  for (int i = 0; i < 4; ++i) {
    w[i] =
        _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i), big_endian);
  }
  const Halves before = halves;
  for (int i = 0; i < 16; ++i) {
    const auto* const round = reinterpret_cast<const __m128i*>(kSha256Round.data()) + i;
    const __m128i words = _mm_add_epi32(w[i % 4], _mm_load_si128(round));
    halves.cdgh = _mm_sha256rnds2_epu32(halves.cdgh, halves.abef, words);
    halves.abef = _mm_sha256rnds2_epu32(halves.abef, halves.cdgh, _mm_shuffle_epi32(words, 0x0E));
    if (i >= 12) continue;
    const __m128i later = _mm_alignr_epi8(w[(i + 3) % 4], w[(i + 2) % 4], 4);
    const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]), later);
    w[i % 4] = _mm_sha256msg2_epu32(sum, w[(i + 3) % 4]);
  }
  halves.abef = _mm_add_epi32(halves.abef, before.abef);
  halves.cdgh = _mm_add_epi32(halves.cdgh, before.cdgh);
}

REMIT_SHA void blocks_x86(Sha256State& state, const unsigned char* bytes, std::size_t blocks) {
  Halves halves = load(state);
  for (; blocks > 0; --blocks, bytes += 64) compress(halves, bytes);
  store(halves, state);
}

bool has_instructions() {
  constexpr unsigned kSha = 1U << 29, kSsse3 = 1U << 9, kSse41 = 1U << 19;
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (b & kSha) == 0) return false;
  return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & kSsse3) != 0 && (c & kSse41) != 0;
}

}  // namespace

Sha256Blocks sha256_of_processor() { return has_instructions() ? blocks_x86 : nullptr; }

}  // namespace remit::tools

#else

namespace remit::tools {

Sha256Blocks sha256_of_processor() { return nullptr; }

}  // namespace remit::tools

#endif
