#include "cli/csv/encoding.h"

#include <iconv.h>

#include <cerrno>
#include <cstring>

#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Everything or nothing: a byte that does not fit either encoding gives nothing.
std::optional<std::string> convert(std::string_view bytes, const char* from, const char* to) {
  iconv_t converter = ::iconv_open(to, from);
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

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) return false;
  }
  for (; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
  }
  return true;
}

}  // namespace

Decoded decode(std::string_view bytes) {
  Decoded result;
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  result.text = bytes;
  if (is_ascii(bytes)) return result;
  const std::optional<std::size_t> invalid = first_invalid_utf8(bytes);
  if (!invalid) return result;
  std::optional<std::string> converted = convert(bytes, "GB18030", "UTF-8");
  if (!converted) {
    result.bad_byte = *invalid + 1;
    return result;
  }
  result.gb18030 = true;
  result.converted = *std::move(converted);
  result.text = result.converted;
  return result;
}

std::optional<std::string> decode_gb18030(std::string_view bytes) {
  return convert(bytes, "GB18030", "UTF-8");
}

std::optional<std::string> encode_gb18030(std::string_view text) {
  return convert(text, "UTF-8", "GB18030");
}

}  // namespace remit::cli
