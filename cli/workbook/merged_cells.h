#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workbook/cell_place.h"
#include "cli/workbook/xml_stream.h"

namespace remit::cli {

/// Cells of one row that a merge covers. Only the first cell of a merge has a value.
struct CoveredCells {
  std::uint32_t first_column = 0, last_column = 0;
  const CellRange* by = nullptr;
  const std::string* value =
      nullptr;  ///< what fills the first of them; null for the row where it stands
};

/// The merged cells of a sheet. Its rows are asked for from top to bottom.
class MergedCells final : public XmlHandler {
 public:
  /// Reads them; they stand below the rows. Costs a search through the part, and reading it where
  /// there are any.
  std::optional<BookTrouble> read(const ZipArchive& archive, const std::string& part);

  /// Back to the top.
  void rewind();
  /// The merges that reach into the row, which comes after those asked before. Nothing where more
  /// of them overlap than a sheet has columns.
  bool go_to(std::uint32_t row);
  /// What is covered in that row.
  const std::vector<CoveredCells>& covered() const { return covered_; }
  /// The first merge that touches the row, if there is one.
  const CellRange* touching(std::uint32_t row) const;
  /// Keeps what stands in the first cells of the merges that begin in the row.
  template <typename TextOf>
  void remember(std::uint32_t row, TextOf text_of) {
    for (Active& merge : active_)
      if (merge.range->first.row == row)
        merge.value = std::string(text_of(merge.range->first.column));
  }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  struct Active {
    const CellRange* range = nullptr;
    std::string value;
  };
  std::vector<CellRange> ranges_;  ///< by their first row
  std::size_t next_ = 0;
  std::vector<Active> active_;
  std::vector<CoveredCells> covered_;
};

}  // namespace remit::cli
