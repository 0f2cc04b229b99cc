// Any bytes at all are a workbook or a trouble, and so is any text as the sheet of one. Rows read
// some at a time are those read at once.

#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workbook/sheet_pieces.h"

namespace {

using namespace remit::cli;

/// An archive whose parts are stored as they are, so that a changed byte of a part is not lost to
/// its checksum.
class StoredZip {
 public:
  void add(std::string_view name, std::string_view text) {
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
    std::string common = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2) +
                         number(sum, 4) + number(static_cast<std::uint32_t>(text.size()), 4) +
                         number(static_cast<std::uint32_t>(text.size()), 4) +
                         number(static_cast<std::uint32_t>(name.size()), 2) + number(0, 2);
    bytes_ += "PK\x03\x04" + common + std::string(name) + std::string(text);
    directory_ += "PK\x01\x02" + number(20, 2) + common + number(0, 2) + number(0, 2) +
                  number(0, 2) + number(0, 4) + number(at, 4) + std::string(name);
    ++count_;
  }

  std::string finish() {
    const auto size = static_cast<std::uint32_t>(directory_.size());
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    return bytes_ + directory_ + "PK\x05\x06" + number(0, 2) + number(0, 2) + number(count_, 2) +
           number(count_, 2) + number(size, 4) + number(at, 4) + number(0, 2);
  }

 private:
  static std::string number(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
  }

  std::string bytes_, directory_;
  std::uint32_t count_ = 0;
};

std::string with_sheet(std::string_view sheet) {
  StoredZip zip;
  zip.add("_rels/.rels", R"(<r><Relationship Id="a" Type="x/officeDocument" Target="b.xml"/></r>)");
  zip.add("b.xml", R"(<w><sheets><sheet name="s" id="a"/></sheets></w>)");
  zip.add("_rels/b.xml.rels",
          R"(<r><Relationship Id="a" Type="x/worksheet" Target="s.xml"/>)"
          R"(<Relationship Id="b" Type="x/styles" Target="f.xml"/>)"
          R"(<Relationship Id="c" Type="x/sharedStrings" Target="t.xml"/></r>)");
  zip.add("f.xml", R"(<f><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><cellXfs><xf/>)"
                   R"(<xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="20"/></cellXfs></f>)");
  zip.add("t.xml", "<t><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></t>");
  zip.add("s.xml", sheet);
  return zip.finish();
}

/// All cells of a sheet, row by row, and what ended them.
std::string cells_of(const Workbook& book, std::size_t sheet, bool fill, std::uint64_t at_once) {
  SheetPieces pieces(book, sheet, fill, at_once);
  std::string text;
  if (pieces.rewind()) return "trouble";
  while (SheetPieces::Piece* const piece = pieces.next()) {
    const CsvTable& table = piece->table;
    for (const auto& column : table.columns)
      if (column.size() != table.rows()) std::abort();
    for (std::uint64_t row = 0; row < table.rows(); ++row)
      for (const auto& column : table.columns) text.append(column[row]).append("|");
    if (piece->error) return text + "error " + std::to_string(piece->error->line);
  }
  return pieces.trouble() ? "trouble" : text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view given(reinterpret_cast<const char*>(data), size);
  const std::string bytes = given.starts_with("PK") ? std::string(given) : with_sheet(given);
  BookTrouble trouble;
  const std::unique_ptr<Workbook> book = Workbook::open(bytes, trouble);
  if (book == nullptr || book->read_strings()) return 0;
  for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
    for (const bool fill : {false, true}) {
      const std::string whole = cells_of(*book, sheet, fill, SheetPieces::kAllRows);
      const std::string parts = cells_of(*book, sheet, fill, 2);
      if (whole != "trouble" && parts != "trouble" && whole != parts) std::abort();
    }
  }
  return 0;
}
