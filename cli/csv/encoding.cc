#include "cli/csv/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>

#include "absl/strings/ascii.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

struct Known {
  Encoding encoding;
  std::vector<std::string_view> names;  ///< in lower case
};

// In all of these the bytes of LF, CR, comma and quote stand for nothing else.
const std::vector<Known>& known() {
  static const std::vector<Known> kKnown = {
      {{"UTF-8", "UTF-8"}, {"utf-8", "utf8"}},
      {{"GB18030", "GB18030"},
       {"gb18030", "gbk", "gb2312", "cp936", "936", "windows-936", "euc-cn", "ansi"}},
      {{"Big5", "BIG5-HKSCS"}, {"big5", "big5-hkscs", "cp950", "950"}},
      {{"Shift-JIS", "CP932"}, {"shift-jis", "shift_jis", "sjis", "cp932", "932"}},
      {{"EUC-JP", "EUC-JP"}, {"euc-jp", "eucjp"}},
      {{"EUC-KR", "CP949"}, {"euc-kr", "euckr", "cp949", "949", "ks_c_5601-1987"}},
      {{"Windows-1250", "CP1250"}, {"windows-1250", "cp1250"}},
      {{"Windows-1251", "CP1251"}, {"windows-1251", "cp1251"}},
      {{"Windows-1252", "CP1252"}, {"windows-1252", "cp1252", "latin-1", "latin1", "iso-8859-1"}},
      {{"KOI8-R", "KOI8-R"}, {"koi8-r"}},
  };
  return kKnown;
}

// Everything or nothing: a byte that does not fit the encoding gives nothing.
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

}  // namespace

const Encoding& utf8() { return known()[0].encoding; }
const Encoding& gb18030() { return known()[1].encoding; }

std::optional<const Encoding*> encoding_named(std::string_view name) {
  const std::string wanted = absl::AsciiStrToLower(std::string(name));
  if (wanted.empty() || wanted == "auto") return nullptr;
  for (const Known& one : known()) {
    if (std::find(one.names.begin(), one.names.end(), wanted) != one.names.end()) {
      return &one.encoding;
    }
  }
  return std::nullopt;
}

std::string encoding_names() {
  std::string names = "auto";
  for (const Known& one : known()) {
    for (const std::string_view name : one.names) names.append(", ").append(name);
  }
  return names;
}

std::optional<std::string> to_utf8(const Encoding& from, std::string_view bytes) {
  if (from.name == utf8().name) {
    if (first_invalid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
  }
  return convert(bytes, from.iconv.data(), "UTF-8");
}

std::optional<std::string> encode_gb18030(std::string_view text) {
  return convert(text, "UTF-8", "GB18030");
}

}  // namespace remit::cli
