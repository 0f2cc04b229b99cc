#include "cli/csv/file_kind.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace remit::cli {
namespace {

using std::string_literals::operator""s;

TEST(FileKind, ByItsFirstBytes) {
  const std::vector<std::pair<std::string, FileKind>> cases = {
      {"PK\x03\x04"s, FileKind::workbook},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, FileKind::old_workbook},
      {"\n <!DOCTYPE html>", FileKind::web_page},
      {"\xEF\xBB\xBF<?xml", FileKind::web_page},
      {"%PDF-1.7", FileKind::pdf},
      {"\x1F\x8B\x08\x00"s, FileKind::compressed},
      {"BZh91AY&SY\x01\x02", FileKind::compressed},
      {"[ {\"id\": 1}]", FileKind::json},
      {"{ \"id\": 1}", FileKind::json},
      {"\xFF\xFEi\0"s, FileKind::utf16},
      {"i\0d\0,\0"s, FileKind::utf16},
      {"\xFF\xFE\0\0i\0\0\0"s, FileKind::utf32},
  };
  for (const auto& [bytes, kind] : cases) EXPECT_EQ(file_kind(bytes), kind) << bytes;
}

TEST(FileKind, HeadersMayBeginLikeOne) {
  for (const char* text : {"", "BZh,BM\n5,甲\n", "BZhu,id\n", "PK,id\n", "PDF,id\n", "7z,id\n",
                           "[id],fee\n", "{id},fee\n", "编号,金额\n"}) {
    EXPECT_EQ(file_kind(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace remit::cli
