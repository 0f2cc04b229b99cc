// In front of every source that `make mutants` compiles: which of the changes in it is made in this
// process.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace remit_mutation {

/// The change that REMIT_MUTANT names; 0 is none.
inline const unsigned long kMade = [] {
  const char* said = std::getenv("REMIT_MUTANT");
  return said == nullptr ? 0 : std::strtoul(said, nullptr, 10);
}();

/// One byte for each change in the file that REMIT_MUTANTS_REACHED names, which is long enough; or
/// null. All processes that are told of the file write into it.
inline unsigned char* const kReached = []() -> unsigned char* {
  const char* path = std::getenv("REMIT_MUTANTS_REACHED");
  const int file = path == nullptr ? -1 : open(path, O_RDWR | O_CLOEXEC);
  struct stat found {};
  if (file < 0 || fstat(file, &found) != 0) return nullptr;
  void* const bytes = mmap(nullptr, static_cast<std::size_t>(found.st_size), PROT_READ | PROT_WRITE,
                           MAP_SHARED, file, 0);
  close(file);
  return bytes == MAP_FAILED ? nullptr : static_cast<unsigned char*>(bytes);
}();

/// Whether change `number` is made here.
inline bool made(unsigned long number) {
  if (kReached != nullptr) kReached[number] = 1;
  return number == kMade;
}

}  // namespace remit_mutation
