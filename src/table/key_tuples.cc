#include "table/key_tuples.h"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/utf8.h"
#include "table/look_alikes.h"
#include "table/row_table.h"

namespace remit::table {
namespace {

template <typename Values>
constexpr bool kIsRational = std::is_same_v<Values, Buffer<number::Rational>>;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t with) {
  return base::Hash<std::pair<std::uint64_t, std::uint64_t>>()({hash, with});
}

/// Mixes the column into the hash of each row; texts by what `form` makes of them.
template <typename Form>
void mix_in(const ColumnData& column, std::vector<std::uint64_t>& hashes, Form form) {
  const auto mix = [&](const auto& values) {
    using Values = std::decay_t<decltype(values)>;
    for (std::uint64_t row = 0; row < hashes.size(); ++row) {
      if constexpr (std::is_same_v<Values, TextData>) {
        hashes[row] = mixed(hashes[row], base::Hash<std::string_view>()(form(values[row])));
      } else if constexpr (kIsRational<Values>) {
        hashes[row] = mixed(hashes[row], base::Hash<std::string>()(values[row].to_string()));
      } else {
        const auto wide = static_cast<Int128>(values[row]);
        hashes[row] = mixed(hashes[row], static_cast<std::uint64_t>(wide));
        if (!fits_int64(wide))
          hashes[row] = mixed(hashes[row], static_cast<std::uint64_t>(wide >> 64));
      }
    }
  };
  std::visit(mix, column.storage);
}

bool is_same(const ColumnData& column, std::uint64_t a, std::uint64_t b, bool alike) {
  const auto compare = [&](const auto& values) {
    using Values = std::decay_t<decltype(values)>;
    if constexpr (std::is_same_v<Values, TextData>) {
      if (alike) return base::look_alike_form(values[a]) == base::look_alike_form(values[b]);
    }
    return values[a] == values[b];
  };
  return std::visit(compare, column.storage);
}

bool are_same(KeyParts parts, std::uint64_t a, std::uint64_t b, bool alike) {
  return std::ranges::all_of(parts,
                             [&](const ColumnData* part) { return is_same(*part, a, b, alike); });
}

/// Rows of which every part is there.
std::vector<bool> whole_rows(KeyParts parts) {
  std::vector<bool> whole(parts.front()->size(), true);
  for (const ColumnData* part : parts) {
    for (const auto& fault : part->faults) whole[fault.first] = false;
  }
  return whole;
}

/// Whether no two different keys can look alike.
bool is_plain(KeyParts parts) {
  return std::ranges::all_of(parts, [](const ColumnData* part) {
    const auto* const texts = std::get_if<TextData>(&part->storage);
    if (texts == nullptr) return true;
    Plainness plainness;
    for (std::uint64_t row = 0; row < texts->size() && plainness.holds(); ++row) {
      plainness.add((*texts)[row]);
    }
    return plainness.holds();
  });
}

}  // namespace

void add_duplicate_tuples(KeyParts parts, std::vector<KeyIndex::Duplicate>& duplicates) {
  const bool plain = is_plain(parts);
  std::vector<std::uint64_t> hashes(parts.front()->size(), 0);
  for (const ColumnData* part : parts) {
    mix_in(*part, hashes, [plain](std::string_view text) {
      return plain ? std::string(text) : base::look_alike_form(text);
    });
  }
  const std::vector<bool> whole = whole_rows(parts);
  RowTable known(hashes.size());
  for (std::uint64_t row = 0; row < hashes.size(); ++row) {
    if (!whole[row]) continue;
    const std::int64_t first = known.find_or_add(
        hashes[row], row, [&](std::uint64_t other) { return are_same(parts, other, row, !plain); });
    if (first != kNoRow) duplicates.push_back({row, static_cast<std::uint64_t>(first)});
  }
}

KeyPart key_part(const ColumnData& column, std::uint64_t row) {
  KeyPart result;
  const auto read = [&](const auto& values) {
    using Values = std::decay_t<decltype(values)>;
    if constexpr (std::is_same_v<Values, TextData>) {
      result.text = values[row];
    } else if constexpr (kIsRational<Values>) {
      result.text = values[row].to_string();
    } else {
      result.number = static_cast<Int128>(values[row]);
    }
  };
  std::visit(read, column.storage);
  return result;
}

std::optional<std::uint64_t> TupleGuard::add(KeyParts parts) {
  const std::vector<bool> whole = whole_rows(parts);
  std::vector<std::uint64_t> hashes;
  if (!ascending_) {
    hashes.assign(whole.size(), 0);
    for (const ColumnData* part : parts) mix_in(*part, hashes, base::look_alike_form);
  }
  for (std::uint64_t row = 0; row < whole.size(); ++row) {
    if (!whole[row]) continue;
    if (!ascending_) {
      if (!hashes_.insert(hashes[row]).second) return row;
      continue;
    }
    std::vector<KeyPart> key;
    for (const ColumnData* each : parts) key.push_back(key_part(*each, row));
    if (last_ && !(*last_ < key)) return row;
    last_ = std::move(key);
  }
  return std::nullopt;
}

}  // namespace remit::table
