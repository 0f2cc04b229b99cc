#include "cli/csv/csv_sections.h"

#include "cli/csv/file_bytes.h"

namespace remit::cli {
namespace {

constexpr std::size_t kInMemory = std::size_t{256} << 10;
constexpr std::size_t kCopiedAtOnce = std::size_t{1} << 20;

}  // namespace

absl::Status CsvSections::spill(Section& section) {
  if (section.file == nullptr) section.file.reset(std::tmpfile());
  if (section.file == nullptr) return system_error();
  const std::size_t size = section.text.size();
  if (std::fwrite(section.text.data(), 1, size, section.file.get()) != size) return system_error();
  section.text.clear();
  return absl::OkStatus();
}

absl::Status CsvSections::add(const Table& list) {
  if (header_.empty()) append_csv_header(list, header_, style_);
  const std::vector<TableSection>& sections = list.sections();
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const bool is_last = i + 1 == sections.size();
    Section& section = sections_[sections[i].number];
    append_csv_rows(list, sections[i].first_row,
                    is_last ? list.row_count() : sections[i + 1].first_row, section.text, style_);
    if (section.text.size() <= kInMemory) continue;
    if (absl::Status spilt = spill(section); !spilt.ok()) return spilt;
  }
  return absl::OkStatus();
}

absl::Status CsvSections::write_to(FolderFile& file) {
  if (absl::Status done = file.write(header_); !done.ok()) return done;
  std::string block(kCopiedAtOnce, '\0');
  for (auto& [number, section] : sections_) {
    if (section.file != nullptr) {
      std::FILE* const from = section.file.get();
      if (std::fseek(from, 0, SEEK_SET) != 0) return system_error();
      while (const std::size_t got = std::fread(block.data(), 1, block.size(), from)) {
        if (absl::Status done = file.write({block.data(), got}); !done.ok()) return done;
      }
      if (std::ferror(from) != 0) return system_error();
      section.file.reset();
    }
    if (absl::Status done = file.write(section.text); !done.ok()) return done;
  }
  sections_.clear();
  return absl::OkStatus();
}

}  // namespace remit::cli
