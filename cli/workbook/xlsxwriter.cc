#include "cli/workbook/xlsxwriter.h"

#include <type_traits>

#ifdef REMIT_XLSXWRITER_LIBRARY
#include <dlfcn.h>
#endif

namespace remit::cli {
namespace {

#ifdef REMIT_XLSXWRITER_LIBRARY

Xlsxwriter load() {
  Xlsxwriter made;
  void* const library = dlopen(REMIT_XLSXWRITER_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  const auto find = [&](auto& function, const char* name) {
    void* const found = library == nullptr ? nullptr : dlsym(library, name);
    if (found == nullptr && made.loaded.ok()) made.loaded = absl::UnavailableError(dlerror());
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
  };
#define REMIT_XLSXWRITER_FIND(name) find(made.name, #name);
  REMIT_XLSXWRITER_FUNCTIONS(REMIT_XLSXWRITER_FIND)
#undef REMIT_XLSXWRITER_FIND
  return made;
}

#else

Xlsxwriter load() {
  Xlsxwriter made;
#define REMIT_XLSXWRITER_TAKE(name) made.name = &::name;
  REMIT_XLSXWRITER_FUNCTIONS(REMIT_XLSXWRITER_TAKE)
#undef REMIT_XLSXWRITER_TAKE
  return made;
}

#endif

}  // namespace

const Xlsxwriter& xlsx() {
  static const Xlsxwriter library = load();
  return library;
}

}  // namespace remit::cli
