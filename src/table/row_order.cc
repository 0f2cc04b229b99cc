#include "table/row_order.h"

#include <bit>
#include <span>

namespace remit::table {
namespace {

constexpr unsigned kDigitBits = 11;
/// Fewer rows than this are compared with each other: counting digits would cost more.
constexpr std::size_t kFewRows = 200;

using Keys = std::vector<std::vector<std::int64_t>>;

/// What the rows to be sorted have in one key: bits of (code - least).
struct KeyBits {
  std::uint64_t least = 0;
  unsigned bits = 0;

  KeyBits(const std::vector<std::uint64_t>& rows, const std::vector<std::int64_t>& codes) {
    std::int64_t lo = codes[rows[0]], hi = lo;
    for (const std::uint64_t row : rows) {
      lo = std::min(lo, codes[row]);
      hi = std::max(hi, codes[row]);
    }
    least = static_cast<std::uint64_t>(lo);
    bits = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(hi) - least));
  }
  std::uint64_t of(std::int64_t code) const { return static_cast<std::uint64_t>(code) - least; }
};

/// Stable, by bits [low, high) of `key_of` an entry, in passes of equal width.
template <typename Entry, typename KeyOf>
void sort_by_bits(std::vector<Entry>* entries, unsigned low, unsigned high, const KeyOf& key_of) {
  if (low == high) return;
  const unsigned passes = (high - low + kDigitBits - 1) / kDigitBits;
  const unsigned width = (high - low + passes - 1) / passes;
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  std::vector<std::size_t> counts(passes * (mask + 1), 0);
  for (const Entry& entry : *entries) {
    std::uint64_t key = key_of(entry) >> low;
    for (unsigned pass = 0; pass < passes; ++pass, key >>= width) {
      ++counts[pass * (mask + 1) + (key & mask)];
    }
  }
  std::vector<Entry> moved(entries->size());
  for (unsigned pass = 0; pass < passes; ++pass) {
    const std::span<std::size_t> count(counts.data() + pass * (mask + 1), mask + 1);
    const unsigned shift = low + pass * width;
    const auto digit = [&](const Entry& entry) { return key_of(entry) >> shift & mask; };
    if (count[digit((*entries)[0])] == entries->size()) continue;  // the same digit everywhere
    std::exclusive_scan(count.begin(), count.end(), count.begin(), std::size_t{0});
    for (const Entry& entry : *entries) moved[count[digit(entry)]++] = entry;
    entries->swap(moved);
  }
}

/// Every row as one number: the keys, the first one highest, then its place before the sorting,
/// which for rising rows is the row itself.
void sort_packed(std::vector<std::uint64_t>* rows, const Keys& keys,
                 const std::vector<KeyBits>& digits, unsigned place_bits, bool rising,
                 std::vector<Change>* changes) {
  std::vector<std::uint64_t> entries(rows->size(), 0);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (digits[k].bits == 0) continue;
    const std::int64_t* const codes = keys[k].data();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      entries[i] = entries[i] << digits[k].bits | digits[k].of(codes[(*rows)[i]]);
    }
  }
  unsigned key_bits = 0;
  for (const KeyBits& digit : digits) key_bits += digit.bits;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::uint64_t place = rising ? (*rows)[i] : i;
    entries[i] = entries[i] << place_bits | place;
  }
  if (entries.size() < kFewRows) {
    std::sort(entries.begin(), entries.end());
  } else {
    sort_by_bits(&entries, place_bits, place_bits + key_bits,
                 [](std::uint64_t entry) { return entry; });
  }
  const std::uint64_t place_mask = (std::uint64_t{1} << place_bits) - 1;
  if (changes != nullptr) {
    const unsigned later_bits = place_bits + key_bits - (digits.empty() ? 0 : digits[0].bits);
    for (std::size_t i = 1; i < entries.size(); ++i) {
      const std::uint64_t change = (entries[i] ^ entries[i - 1]) & ~place_mask;
      if (change == 0) {
        (*changes)[i] = Change::none;
      } else if (later_bits < 64 && change >> later_bits != 0) {
        (*changes)[i] = Change::first_key;
      } else {
        (*changes)[i] = Change::later_key;
      }
    }
  }
  if (rising) {
    for (std::size_t i = 0; i < entries.size(); ++i) (*rows)[i] = entries[i] & place_mask;
    return;
  }
  const std::vector<std::uint64_t> before = *rows;
  for (std::size_t i = 0; i < entries.size(); ++i) (*rows)[i] = before[entries[i] & place_mask];
}

/// The same for keys of more bits: sorted by each key in turn, the last one first.
void sort_in_turn(std::vector<std::uint64_t>* rows, const Keys& keys,
                  const std::vector<KeyBits>& digits, std::vector<Change>* changes) {
  struct KeyedRow {
    std::uint64_t key;
    std::uint64_t row;
  };
  if (rows->size() < kFewRows) {
    std::stable_sort(rows->begin(), rows->end(), [&](std::uint64_t a, std::uint64_t b) {
      for (const std::vector<std::int64_t>& key : keys) {
        if (key[a] != key[b]) return key[a] < key[b];
      }
      return false;
    });
  } else {
    std::vector<KeyedRow> entries(rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i) entries[i].row = (*rows)[i];
    for (std::size_t k = keys.size(); k-- > 0;) {
      for (KeyedRow& entry : entries) entry.key = digits[k].of(keys[k][entry.row]);
      sort_by_bits(&entries, 0, digits[k].bits, [](const KeyedRow& entry) { return entry.key; });
    }
    for (std::size_t i = 0; i < rows->size(); ++i) (*rows)[i] = entries[i].row;
  }
  if (changes == nullptr) return;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const auto differs = [&](const std::vector<std::int64_t>& key) {
      return key[(*rows)[i]] != key[(*rows)[i - 1]];
    };
    if (differs(keys[0])) {
      (*changes)[i] = Change::first_key;
    } else {
      const bool any = std::any_of(keys.begin() + 1, keys.end(), differs);
      (*changes)[i] = any ? Change::later_key : Change::none;
    }
  }
}

}  // namespace

void sort_rows(std::vector<std::uint64_t>* rows, const std::vector<std::vector<std::int64_t>>& keys,
               std::vector<Change>* changes) {
  if (changes != nullptr) changes->assign(rows->size(), Change::first_key);
  if (rows->size() < 2) return;
  std::vector<KeyBits> digits;
  unsigned bits = 0;
  for (const std::vector<std::int64_t>& key : keys) bits += digits.emplace_back(*rows, key).bits;
  const bool rising = std::is_sorted(rows->begin(), rows->end());
  const auto place_bits =
      static_cast<unsigned>(std::bit_width(rising ? rows->back() : rows->size() - 1));
  if (bits + place_bits <= 64) {
    sort_packed(rows, keys, digits, place_bits, rising, changes);
  } else {
    sort_in_turn(rows, keys, digits, changes);
  }
}

}  // namespace remit::table
