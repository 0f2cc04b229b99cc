#include "cli/csv/encoding.h"

#include <algorithm>

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
      {{"UTF-8", {"UTF-8", 65001}}, {"utf-8", "utf8"}},
      {{"GB18030", {"GB18030", 54936}},
       {"gb18030", "gbk", "gb2312", "cp936", "936", "windows-936", "euc-cn", "ansi"}},
      {{"Big5", {"BIG5-HKSCS", 950}}, {"big5", "big5-hkscs", "cp950", "950"}},
      {{"Shift-JIS", {"CP932", 932}}, {"shift-jis", "shift_jis", "sjis", "cp932", "932"}},
      {{"EUC-JP", {"EUC-JP", 20932}}, {"euc-jp", "eucjp"}},
      {{"EUC-KR", {"CP949", 949}}, {"euc-kr", "euckr", "cp949", "949", "ks_c_5601-1987"}},
      {{"Windows-1250", {"CP1250", 1250}}, {"windows-1250", "cp1250"}},
      {{"Windows-1251", {"CP1251", 1251}}, {"windows-1251", "cp1251"}},
      {{"Windows-1252", {"CP1252", 1252}},
       {"windows-1252", "cp1252", "latin-1", "latin1", "iso-8859-1"}},
      {{"KOI8-R", {"KOI8-R", 20866}}, {"koi8-r"}},
  };
  return kKnown;
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
  return system::recode(bytes, from.charset, utf8().charset);
}

std::optional<std::string> encode_gb18030(std::string_view text) {
  return system::recode(text, utf8().charset, gb18030().charset);
}

}  // namespace remit::cli
