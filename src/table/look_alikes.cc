#include "table/look_alikes.h"

#include <algorithm>
#include <variant>

#include "base/utf8.h"
#include "table/ranges.h"

namespace remit::table {

void Plainness::add(std::string_view text) {
  bool high = false;
  char before = ' ';
  for (const char c : text) {  // no early exit, so that it runs many bytes at a time
    lower_ |= c >= 'a' && c <= 'z';
    upper_ |= c >= 'A' && c <= 'Z';
    high |= static_cast<unsigned char>(c) >= 0x7F;
    special_ |= static_cast<unsigned char>(c) < 0x20 || (c == ' ' && before == ' ');
    before = c;
  }
  if (!high || special_) return;
  // Of plain letters what counts are the blanks between Chinese ones.
  if (base::is_plain_text(text) && text.find(' ') == std::string_view::npos) return;
  bool chinese = false, blank = false;  // the letter before, and whether a blank follows it
  for (std::size_t at = 0; at < text.size() && !special_;) {
    const base::Decoded decoded = base::decode_utf8(text, at);
    at += decoded.size;
    const bool behind_blank = blank;
    blank = decoded.code_point == ' ';
    if (blank) continue;
    const bool plain = base::is_common_ideograph(decoded.code_point);
    special_ = (decoded.code_point >= 0x7F && !plain) || (behind_blank && chinese && plain);
    chinese = plain;
  }
}

void Plainness::add(const Plainness& others) {
  lower_ |= others.lower_;
  upper_ |= others.upper_;
  special_ |= others.special_;
}

void add_look_alikes(const ColumnData& keys, std::vector<KeyIndex::Duplicate>& duplicates,
                     base::Executor* executor) {
  const auto* const texts = std::get_if<TextData>(&keys.storage);
  if (texts == nullptr) return;
  std::vector<Plainness> parts(task_count(texts->size()));
  by_ranges(executor, texts->size(), [&](std::size_t begin, std::size_t end) {
    Plainness& part = parts[begin / kRowsPerTask];
    for (std::size_t row = begin; row < end && part.holds(); ++row) part.add((*texts)[row]);
  });
  Plainness plainness;
  for (const Plainness& part : parts) plainness.add(part);
  if (plainness.holds()) return;
  base::HashMap<std::string, std::uint64_t> first;
  std::vector<KeyIndex::Duplicate> found;
  auto fault = keys.faults.begin();
  for (std::uint64_t row = 0; row < texts->size(); ++row) {
    if (fault != keys.faults.end() && fault->first == row) {
      ++fault;
      continue;
    }
    const auto [at, fresh] = first.try_emplace(base::look_alike_form((*texts)[row]), row);
    if (!fresh && (*texts)[at->second] != (*texts)[row]) found.push_back({row, at->second});
  }
  if (found.empty()) return;
  // A row that is the twin of one and the likeness of another stands in the list once, as a twin.
  std::erase_if(found, [&](const KeyIndex::Duplicate& one) {
    return std::ranges::binary_search(duplicates, one.row, {}, &KeyIndex::Duplicate::row);
  });
  duplicates.insert(duplicates.end(), found.begin(), found.end());
  std::ranges::sort(duplicates, {}, &KeyIndex::Duplicate::row);
}

LookAlikes::LookAlikes(const ColumnData& keys) {
  const auto* const texts = std::get_if<TextData>(&keys.storage);
  if (texts == nullptr) return;
  auto fault = keys.faults.begin();
  for (std::uint64_t row = 0; row < texts->size(); ++row) {
    if (fault != keys.faults.end() && fault->first == row) {
      ++fault;
      continue;
    }
    rows_.try_emplace(base::look_alike_form((*texts)[row]), row);
  }
}

std::optional<std::uint64_t> LookAlikes::find(std::string_view text) const {
  const auto found = rows_.find(base::look_alike_form(text));
  return found == rows_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace remit::table
