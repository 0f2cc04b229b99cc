#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/output_folder.h"
#include "remit/results.h"

namespace remit::cli {

/// The parts of a list (Table::sections) that come batch by batch, put together in the order in
/// which a run in memory has them. What a section has beyond some 256 KiB waits in a temporary
/// file.
class CsvSections {
 public:
  explicit CsvSections(CsvStyle style = Language::en) : style_(style) {}

  absl::Status add(const Table& list);
  absl::Status write_to(FolderFile& file);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Section {
    std::string text;                        ///< after what the file has
    std::unique_ptr<std::FILE, Close> file;  ///< null: everything is in the text
  };
  absl::Status spill(Section& section);

  CsvStyle style_;
  std::string header_;
  std::map<std::uint32_t, Section> sections_;
};

}  // namespace remit::cli
