#include "column/kernels/isa.h"

#include <array>

namespace remit::column {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"portable", "x86-64-v2", "x86-64-v3",
                                                    "x86-64-v4"};
constexpr std::string_view kPrefix = "x86-64-";

}  // namespace

bool is_available(Isa isa) {
#if defined(__x86_64__)
  // libgcc and compiler-rt fold the operating system's support for the registers into these.
  switch (isa) {
    case Isa::portable:
      return true;
    case Isa::v2:
      return __builtin_cpu_supports("sse4.2") != 0 && __builtin_cpu_supports("popcnt") != 0;
    case Isa::v3:
      return is_available(Isa::v2) && __builtin_cpu_supports("avx2") != 0 &&
             __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0 &&
             __builtin_cpu_supports("fma") != 0;
    case Isa::v4:
      return is_available(Isa::v3) && __builtin_cpu_supports("avx512f") != 0 &&
             __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512cd") != 0 &&
             __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
  }
  return false;
#else
  return isa == Isa::portable;
#endif
}

Isa best_isa() {
  for (const Isa isa : {Isa::v4, Isa::v3, Isa::v2}) {
    if (is_available(isa)) return isa;
  }
  return Isa::portable;
}

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
