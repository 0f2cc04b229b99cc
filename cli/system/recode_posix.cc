#include <iconv.h>

#include <cerrno>

#include "cli/system/recode.h"

namespace remit::cli::system {

std::optional<std::string> recode(std::string_view bytes, const Charset& from, const Charset& to) {
  iconv_t converter = ::iconv_open(to.name, from.name);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string result(bytes.size() + bytes.size() / 2 + 16, '\0');
  char* in = const_cast<char*>(bytes.data());
  std::size_t in_left = bytes.size();
  std::size_t used = 0;
  bool good = true;
  while (good && in_left > 0) {
    char* out = result.data() + used;
    std::size_t out_left = result.size() - used;
    const std::size_t done = ::iconv(converter, &in, &in_left, &out, &out_left);
    used = result.size() - out_left;
    if (done == static_cast<std::size_t>(-1)) {
      good = errno == E2BIG;
      if (good) result.resize(result.size() * 2);
    }
  }
  ::iconv_close(converter);
  if (!good) return std::nullopt;
  result.resize(used);
  return result;
}

}  // namespace remit::cli::system
