#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
// After it.
#include <io.h>

#include "cli/system/mapping.h"

namespace remit::cli::system {

const char* map(int file, std::size_t /*size*/) {
  HANDLE open = reinterpret_cast<HANDLE>(::_get_osfhandle(file));
  HANDLE mapping = ::CreateFileMappingA(open, nullptr, PAGE_READONLY, 0, 0, nullptr);
  if (mapping == nullptr) return nullptr;
  const void* const mapped = ::MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
  ::CloseHandle(mapping);  // the view keeps it
  return static_cast<const char*>(mapped);
}

void unmap(const char* mapped, std::size_t /*size*/) { ::UnmapViewOfFile(mapped); }

/// The system lets nobody cut a mapped file short.
bool has_shrunk(const char* /*mapped*/) { return false; }

int number_again(int file) { return ::_dup(file); }

}  // namespace remit::cli::system
