// libc++ brings a reader of mangled names, 160 KB, for one line: what std::terminate says of an
// exception that nobody caught. Nothing is thrown out of the library, so where it is linked in,
// this stands in its place and that line tells the name as it is mangled. WebAssembly's tools look
// for their own.

#include <cstddef>
#include <version>

#if defined(_LIBCPP_VERSION) && !defined(__EMSCRIPTEN__)

extern "C" char* __cxa_demangle(const char* name, char* buffer, std::size_t* length, int* status);

extern "C" char* __cxa_demangle(const char*, char*, std::size_t*, int* status) {
  constexpr int kNotAName = -2;  // as the interface of C++ for all systems numbers it
  if (status != nullptr) *status = kNotAName;
  return nullptr;
}

#endif
