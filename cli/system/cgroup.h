#pragma once

#include <cstdint>
#include <string>

// What a container or a service may have of the machine's memory.

namespace remit::cli::system {

/// The least limit in bytes among the control groups of this process and those above them, of
/// either version; 0: none is set, or the system has none. A few small files are read. `root` is
/// where the file system begins.
std::uint64_t group_memory(const std::string& root = {});

}  // namespace remit::cli::system
