#include "table/key_prints.h"

#include <bit>
#include <string>
#include <type_traits>

#include "base/hash_map.h"
#include "base/utf8.h"

#define XXH_INLINE_ALL  // nothing to link, and no shared library at run time
#include <xxhash.h>

namespace remit::table {
namespace {

static_assert(std::endian::native == std::endian::little, "keys are hashed as they lie in memory");

constexpr KeyPrints::Print kNoKey = {0, 0};

/// A part as bytes that tell its end.
void append(const ColumnData& column, std::uint64_t row, std::string& to) {
  const KeyPart part = key_part(column, row);
  if (part.text.empty()) {
    to.append(reinterpret_cast<const char*>(&part.number), sizeof part.number);
    return;
  }
  const std::string text = base::look_alike_form(part.text);
  const std::uint64_t size = text.size();
  to.append(reinterpret_cast<const char*>(&size), sizeof size);
  to += text;
}

bool has_key(KeyParts parts, std::uint64_t row) {
  for (const ColumnData* part : parts) {
    if (!part->faults.empty() && part->fault(row) != nullptr) return false;
  }
  return true;
}

KeyPrints::Print print_of(KeyParts parts, std::uint64_t row, std::string& bytes) {
  bytes.clear();
  for (const ColumnData* part : parts) append(*part, row, bytes);
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.low64, hash.high64};
}

}  // namespace

void KeyPrints::add(KeyParts parts, Keep keep) {
  const std::uint64_t rows = parts.front()->size();
  if (keep == Keep::all) prints.reserve(prints.size() + rows);
  std::string bytes;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const Print print = has_key(parts, row) ? print_of(parts, row, bytes) : kNoKey;
    // Prints are random numbers already; what is mixed in here is where they stand.
    constexpr std::uint64_t kOdd[] = {0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F};
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = std::rotl(order[i] * kOdd[i], 27) + print[i] + 1;
    }
    if (keep == Keep::all) prints.push_back(print);
  }
  if (keep == Keep::ends) add_ends(parts);
}

void KeyPrints::add_ends(KeyParts parts) {
  const std::uint64_t rows = parts.front()->size();
  const auto key = [&](std::uint64_t row) {
    std::vector<KeyPart> made;
    for (const ColumnData* part : parts) made.push_back(key_part(*part, row));
    return made;
  };
  std::uint64_t first = 0, last = rows;
  while (first < rows && !has_key(parts, first)) ++first;
  while (last > first && !has_key(parts, last - 1)) --last;
  if (first == last) return;
  if (!ends) ends = Ends{key(first), {}};
  ends->last = key(last - 1);
}

std::optional<KeyClash> first_clash(
    const std::map<std::uint32_t, std::shared_ptr<const KeyPrints>>& parts) {
  base::HashSet<std::pair<std::uint64_t, std::uint64_t>> seen;
  const std::vector<KeyPart>* last = nullptr;
  for (const auto& [part, shared] : parts) {
    const KeyPrints& keys = *shared;
    for (std::uint64_t row = 0; row < keys.prints.size(); ++row) {
      const KeyPrints::Print& print = keys.prints[row];
      if (print != kNoKey && !seen.insert({print[0], print[1]}).second)
        return KeyClash{part, row, false};
    }
    if (!keys.ends) continue;
    if (last != nullptr && !(*last < keys.ends->first)) return KeyClash{part, 0, true};
    last = &keys.ends->last;
  }
  return std::nullopt;
}

}  // namespace remit::table
