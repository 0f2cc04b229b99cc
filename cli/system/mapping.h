#pragma once

#include <cstddef>

// Files as memory.

namespace remit::cli::system {

/// The first `size` bytes of an open file, to be read once from its beginning to its end; null
/// where that cannot be had, and the file should be read. A file that somebody else cuts short
/// meanwhile reads as zeros behind its end.
const char* map(int file, std::size_t size);
void unmap(const char* mapped, std::size_t size);
/// Whether the file was cut short so far.
bool has_shrunk(const char* mapped);
/// The same file under one more number, which is not one of the standard streams'.
int number_again(int file);

}  // namespace remit::cli::system
