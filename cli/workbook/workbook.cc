#include "cli/workbook/workbook.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "cli/csv/file_kind.h"

namespace remit::cli {
namespace {

/// The relations of a part: by their number, to which part, and of what kind.
class Relations final : public XmlHandler {
 public:
  struct Target {
    std::string part;
    std::string kind;  ///< the last word of its type: "worksheet"
  };

  /// `folder`: of the part whose relations they are, with `/` at its end.
  explicit Relations(std::string folder) : folder_(std::move(folder)) {}

  const Target* find(std::string_view id) const {
    const auto found = targets_.find(id);
    return found == targets_.end() ? nullptr : &found->second;
  }
  const Target* first(std::string_view kind) const {
    for (const auto& [id, target] : targets_)
      if (target.kind == kind) return &target;
    return nullptr;
  }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    const std::string_view type = attributes.get("Type");
    targets_.emplace(attributes.get("Id"), Target{resolve(std::string(attributes.get("Target"))),
                                                  std::string(type.substr(type.rfind('/') + 1))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::string resolve(std::string target) const {
    std::ranges::replace(target, '\\', '/');  // as some programs for Windows part folders
    return resolved(target);
  }
  std::string resolved(std::string_view target) const {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string folder = folder_;
    while (target.starts_with("../")) {
      target.remove_prefix(3);
      if (!folder.empty()) folder.pop_back();
      folder.erase(folder.rfind('/') + 1);
    }
    if (target.starts_with("./")) target.remove_prefix(2);
    return folder + std::string(target);
  }

  std::string folder_;
  std::map<std::string, Target, std::less<>> targets_;
};

/// The list of sheets.
class BookHandler final : public XmlHandler {
 public:
  struct Entry {
    std::string name, id;
    bool hidden = false;
  };
  std::vector<Entry> entries;
  bool since_1904 = false;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view said = attributes.get("date1904");
      since_1904 = said == "1" || said == "true" || said == "on";
    }
    if (name != "sheet") return;
    const std::string_view state = attributes.get("state");
    entries.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                       state == "hidden" || state == "veryHidden"});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

std::string relations_of(const std::string& part) {
  return folder_of(part) + "_rels/" + part.substr(part.rfind('/') + 1) + ".rels";
}

/// A name of a sheet as it is compared: in any case, without the outer blanks, which nobody sees.
std::string as_seen(std::string_view name) {
  constexpr std::string_view kBlanks[] = {" ", "\t", "\u00A0", "\u3000"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      if (name.starts_with(blank))
        name.remove_prefix(blank.size());
      else if (name.ends_with(blank))
        name.remove_suffix(blank.size());
      else
        continue;
      again = true;
    }
  }
  return absl::AsciiStrToLower(std::string(name));
}

/// What an archive or another file is that has the workbook of some other program in it.
std::optional<std::string> other_format(std::string_view bytes, const ZipArchive& archive) {
  constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  if (bytes.starts_with(kOle)) return ".xls";
  if (archive.has("xl/workbook.bin")) return ".xlsb";
  if (archive.has("content.xml") && archive.has("mimetype")) return ".ods";
  if (archive.has("Index/Document.iwa")) return ".numbers";
  return std::nullopt;
}

}  // namespace

bool is_workbook_file(std::string_view first_bytes) {
  const std::optional<FileKind> kind = file_kind(first_bytes);
  return kind == FileKind::workbook || kind == FileKind::old_workbook;
}

std::unique_ptr<Workbook> Workbook::open(std::string_view bytes, BookTrouble& trouble) {
  std::unique_ptr<Workbook> book(new Workbook(bytes));
  if (std::optional<BookTrouble> wrong = book->read()) {
    if (const auto other = other_format(bytes, book->archive_))
      wrong = BookTrouble{BookTrouble::Kind::other_format, *other, {}};
    trouble = *std::move(wrong);
    return nullptr;
  }
  return book;
}

std::optional<BookTrouble> Workbook::read() {
  const auto broken = [](const std::string& part) {
    return BookTrouble{BookTrouble::Kind::broken, part, "zip"};
  };
  // Its list of parts stands at the end, and is missing in a file that was not copied whole.
  if (!archive_.is_archive())
    return BookTrouble{BookTrouble::Kind::broken, "ZIP", "central directory"};
  Relations top("");
  if (auto wrong = read_xml(archive_, "_rels/.rels", top)) return wrong;
  const Relations::Target* const main = top.first("officeDocument");
  if (main == nullptr) return broken("_rels/.rels");
  BookHandler book;
  if (auto wrong = read_xml(archive_, main->part, book)) return wrong;
  Relations parts(folder_of(main->part));
  if (auto wrong = read_xml(archive_, relations_of(main->part), parts)) return wrong;
  since_1904_ = book.since_1904;
  for (BookHandler::Entry& entry : book.entries) {
    const Relations::Target* const target = parts.find(entry.id);
    // A sheet that is a chart or a dialogue has no rows.
    if (target == nullptr || target->kind != "worksheet") continue;
    sheets_.push_back({std::move(entry.name), target->part, entry.hidden});
  }
  if (sheets_.empty()) return broken(main->part);
  if (const auto* styles = parts.first("styles"); styles != nullptr && archive_.has(styles->part))
    if (auto wrong = read_xml(archive_, styles->part, styles_)) return wrong;
  const auto* const strings = parts.first("sharedStrings");
  if (strings != nullptr && archive_.has(strings->part)) strings_part_ = strings->part;
  return std::nullopt;
}

std::optional<BookTrouble> Workbook::read_strings() {
  if (strings_part_.empty()) return std::nullopt;
  return read_xml(archive_, strings_part_, strings_);
}

std::uint64_t Workbook::unpacked_bytes(std::size_t sheet) const {
  BookTrouble trouble;
  const std::optional<ZipPart> part = archive_.open(sheets_[sheet].part, trouble);
  return part ? part->size() : 0;
}

std::optional<std::size_t> Workbook::find_sheet(std::string_view name) const {
  for (std::size_t i = 0; i < sheets_.size(); ++i)
    if (sheets_[i].name == name) return i;
  for (std::size_t i = 0; i < sheets_.size(); ++i)
    if (as_seen(sheets_[i].name) == as_seen(name)) return i;
  return std::nullopt;
}

}  // namespace remit::cli
