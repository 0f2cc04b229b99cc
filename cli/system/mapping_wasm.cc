#include <unistd.h>

#include "cli/system/mapping.h"

// Files are in memory already.

namespace remit::cli::system {

const char* map(int /*file*/, std::size_t /*size*/) { return nullptr; }

void unmap(const char* /*mapped*/, std::size_t /*size*/) {}

bool has_shrunk(const char* /*mapped*/) { return false; }

int number_again(int file) { return ::dup(file); }

}  // namespace remit::cli::system
