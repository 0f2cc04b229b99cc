#pragma once

#include <cstddef>

// A mapped file that is cut short by somebody else leaves pages behind which end a program that
// touches them. Here such pages become zeros.

namespace remit::cli {

/// From now on pages of this mapping that are gone read as zeros. False: there is no room to
/// remember one more, or no way to do it; the file should not be mapped then.
bool guard_mapping(const char* begin, std::size_t size);
/// Forgets it.
void release_mapping(const char* begin);
/// Whether pages of the mapping were gone so far.
bool has_shrunk(const char* begin);

}  // namespace remit::cli
