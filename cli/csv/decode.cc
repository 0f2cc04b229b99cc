#include "cli/csv/decode.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "cli/csv/csv_parser.h"

namespace remit::cli {
namespace {

constexpr std::size_t kBlock = std::size_t{4} << 20;

/// The next lines of the text, some megabytes of them; empty if none ends for too long.
std::string_view next_block(std::string_view rest) {
  for (std::size_t size = kBlock; size < rest.size(); size *= 2) {
    const std::size_t lines = whole_lines(rest.substr(0, size));
    if (lines > 0) return rest.substr(0, lines);
    if (size > kLongestRow) return {};
  }
  return rest;
}

/// Shows the text to one pass of the scan.
template <typename Pass>
void scan_all(std::string_view bytes, EncodingScan& scan, Pass pass) {
  for (bool more = true; more;) {
    const std::string_view block = next_block(bytes);
    if (block.empty() && !bytes.empty()) {
      scan.no_line_end();
      return;
    }
    bytes.remove_prefix(block.size());
    more = (scan.*pass)(block, bytes.empty()) && !bytes.empty();
  }
}

}  // namespace

Decoded decode(std::string_view bytes, const Encoding* chosen) {
  EncodingScan scan(chosen);
  scan_all(bytes, scan, &EncodingScan::first);
  if (scan.needs_second()) scan_all(bytes, scan, &EncodingScan::second);
  Decoded result;
  result.encoding = &scan.encoding();
  result.guessed = scan.guessed();
  result.first_name = scan.first_name();
  result.other_reading = scan.other_reading();
  result.trouble = scan.trouble();
  if (result.trouble) return result;
  result.text = bytes.substr(scan.mark());
  if (result.encoding == &utf8()) return result;
  std::optional<std::string> converted = to_utf8(*result.encoding, result.text);
  if (converted) result.converted = *std::move(converted);
  result.text = result.converted;
  return result;
}

}  // namespace remit::cli
