#pragma once

#include <cstdint>
#include <cstdio>
#include <string_view>

// The machine and the user that the program has.

namespace remit::cli::system {

/// Bytes that this program may have: the machine's, or what its container or service is given of
/// them. 0 where the system does not tell.
std::uint64_t physical_memory();
/// Most bytes of it that this program had so far.
std::uint64_t peak_memory();
/// From now on the program gets no more memory than this for its data, where the system can.
void limit_memory(std::uint64_t bytes);

bool is_terminal(std::FILE* stream);
/// Makes the standard streams carry bytes as they are, and terminals show UTF-8.
void prepare_streams();
/// "zh", "en" or another language that the user has chosen outside of the environment, or empty.
std::string_view language_of_user();

}  // namespace remit::cli::system
