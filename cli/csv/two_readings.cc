#include "cli/csv/two_readings.h"

#include <algorithm>
#include <optional>

#include "cli/csv/encoding.h"

namespace remit::cli {
namespace {

unsigned char byte_of(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// The cell of the first letter beyond ASCII.
std::string_view first_cell(std::string_view line) {
  constexpr std::string_view kBounds = ",\"\t;";
  const auto at =
      static_cast<std::size_t>(std::ranges::find_if(line, is_beyond_ascii) - line.begin());
  const std::size_t before = line.find_last_of(kBounds, at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view cell = line.substr(begin, line.find_first_of(kBounds, at) - begin);
  constexpr std::size_t kMost = 60;
  return cell.substr(0, kMost);
}

}  // namespace

bool TwoReadings::add(std::string_view line, std::uint64_t number) {
  const std::optional<std::string> other = to_utf8(gb18030(), line);
  good_ = good_ && other.has_value();
  if (!good_) return false;
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    const unsigned char lead = byte_of(line, at), trail = byte_of(line, at + 1);
    if (lead < 0x80) continue;
    ++at;
    constexpr unsigned char kSigns = 0xC2, kFirst = 0xA1;
    letters_ |= lead > kSigns;
    ++(trail < kFirst ? rare_ : common_);
  }
  if (line_ > 1 || (line_ == 1 && number == 1)) return true;
  const std::optional<std::string> cell = to_utf8(gb18030(), first_cell(line));
  if (!cell) return true;
  line_ = number;
  as_utf8_ = first_cell(line);
  as_gb18030_ = *cell;
  return true;
}

bool TwoReadings::may_be_gb18030() const {
  constexpr std::uint64_t kFew = 10;
  return good_ && line_ != 0 && common_ > 0 && rare_ * kFew <= common_;
}

}  // namespace remit::cli
