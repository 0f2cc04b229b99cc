// The instruction sets the kernels are built for, and the choice among them at run time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remit::column {

/// In rising order: a processor that has one has all before it.
enum class Isa : std::uint8_t { portable, v2, v3, v4 };

/// The best set that this processor (and operating system) and this build both have. Costs a CPUID
/// query at most; thread safe.
Isa best_isa();

/// Whether kernels for `isa` are in this build and can run here.
bool is_available(Isa isa);

/// "portable", "x86-64-v2", "x86-64-v3", "x86-64-v4".
std::string_view isa_name(Isa isa);

/// Reads a name as `isa_name` writes it, the prefix "x86-64-" optional. This is what the
/// environment variable REMIT_ISA and the option of the same purpose hold; the program's edge reads
/// them.
std::optional<Isa> parse_isa(std::string_view name);

}  // namespace remit::column
