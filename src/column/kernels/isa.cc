#include "column/kernels/isa.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include <array>

namespace remit::column {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"portable", "x86-64-v2", "x86-64-v3",
                                                    "x86-64-v4"};
constexpr std::string_view kPrefix = "x86-64-";

#if defined(__x86_64__)
// Asked of the processor itself: the run-time library of a compiler may know nothing of it and say
// no to everything, as that of a release's does, and all would be computed by the slowest kernels.
struct Leaf {
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
};

Leaf leaf(unsigned number) {
  Leaf found;
  if (__get_cpuid_count(number, 0, &found.eax, &found.ebx, &found.ecx, &found.edx) == 0) return {};
  return found;
}

bool has(unsigned bits, unsigned wanted) { return (bits & wanted) == wanted; }

/// Which registers the operating system saves.
unsigned saved_registers() {
  unsigned low = 0, high = 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

Isa best_of_processor() {
  constexpr unsigned kExtended = 0x80000001, kLzcnt = 1U << 5U;
  constexpr unsigned kAvxRegisters = 0x06, kAvx512Registers = 0xe6;
  const Leaf first = leaf(1), seventh = leaf(7), extended = leaf(kExtended);
  if (!has(first.ecx, bit_SSE4_2 | bit_POPCNT)) return Isa::portable;
  if (!has(first.ecx, bit_OSXSAVE | bit_AVX | bit_FMA | bit_MOVBE | bit_F16C) ||
      !has(seventh.ebx, bit_AVX2 | bit_BMI | bit_BMI2) || !has(extended.ecx, kLzcnt) ||
      !has(saved_registers(), kAvxRegisters)) {
    return Isa::v2;
  }
  constexpr unsigned kAvx512 =
      bit_AVX512F | bit_AVX512BW | bit_AVX512CD | bit_AVX512DQ | bit_AVX512VL;
  return has(seventh.ebx, kAvx512) && has(saved_registers(), kAvx512Registers) ? Isa::v4 : Isa::v3;
}
#else
Isa best_of_processor() { return Isa::portable; }
#endif

}  // namespace

Isa best_isa() {
  static const Isa best = best_of_processor();
  return best;
}

bool is_available(Isa isa) { return isa <= best_isa(); }

std::string_view isa_name(Isa isa) { return kNames[static_cast<std::size_t>(isa)]; }

std::optional<Isa> parse_isa(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const bool short_form =
        kNames[i].substr(0, kPrefix.size()) == kPrefix && kNames[i].substr(kPrefix.size()) == name;
    if (kNames[i] == name || short_form) return static_cast<Isa>(i);
  }
  return std::nullopt;
}

}  // namespace remit::column
