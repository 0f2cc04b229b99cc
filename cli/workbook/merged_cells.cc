#include "cli/workbook/merged_cells.h"

#include <algorithm>

namespace remit::cli {
namespace {

/// Whether the part may say anything of merged cells. A part in UTF-16 is not searched.
std::optional<bool> may_have_merges(ZipPart part) {
  constexpr std::string_view kWord = "mergeCell";
  std::string block(std::size_t{256} << 10, '\0');
  std::size_t kept = 0;
  for (bool first = true;; first = false) {
    const std::optional<std::size_t> got = part.read(block.data() + kept, block.size() - kept);
    if (!got) return std::nullopt;
    if (*got == 0) return false;
    const std::string_view seen(block.data(), kept + *got);
    if (first && (seen.starts_with("\xFF\xFE") || seen.starts_with("\xFE\xFF"))) return true;
    if (seen.find(kWord) != std::string_view::npos) return true;
    kept = std::min(seen.size(), kWord.size() - 1);
    std::copy(seen.end() - static_cast<std::ptrdiff_t>(kept), seen.end(), block.begin());
  }
}

}  // namespace

std::optional<BookTrouble> MergedCells::read(const ZipArchive& archive, const std::string& part) {
  BookTrouble trouble;
  std::optional<ZipPart> bytes = archive.open(part, trouble);
  if (!bytes) return trouble;
  // What is wrong with the part is found, and said, by who reads its rows.
  if (!may_have_merges(*std::move(bytes)).value_or(false)) return std::nullopt;
  auto wrong = read_xml(archive, part, *this);
  std::ranges::stable_sort(ranges_, {}, [](const CellRange& range) { return range.first.row; });
  return wrong;
}

void MergedCells::start(std::string_view name, const XmlAttributes& attributes) {
  if (name != "mergeCell") return;
  const auto range = parse_range(attributes.get("ref"));
  if (range && (range->first.row < range->last.row || range->first.column < range->last.column))
    ranges_.push_back(*range);
}

void MergedCells::rewind() {
  next_ = 0;
  active_.clear();
  covered_.clear();
}

bool MergedCells::go_to(std::uint32_t row) {
  std::erase_if(active_, [row](const Active& merge) { return merge.range->last.row < row; });
  for (; next_ < ranges_.size() && ranges_[next_].first.row <= row; ++next_)
    if (ranges_[next_].last.row >= row) active_.push_back({&ranges_[next_], {}});
  if (active_.size() > kMostSheetColumns) return false;
  covered_.clear();
  for (const Active& merge : active_) {
    const CellRange& range = *merge.range;
    const bool begins = range.first.row == row;
    if (begins && range.first.column == range.last.column) continue;
    covered_.push_back({range.first.column + (begins ? 1 : 0), range.last.column, &range,
                        begins ? nullptr : &merge.value});
  }
  return true;
}

const CellRange* MergedCells::touching(std::uint32_t row) const {
  for (const CellRange& range : ranges_)
    if (range.first.row <= row && range.last.row >= row) return &range;
  return nullptr;
}

}  // namespace remit::cli
