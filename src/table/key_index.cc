#include "table/key_index.h"

#include <algorithm>
#include <functional>
#include <type_traits>

namespace remit::table {
namespace {

std::pair<std::int64_t, std::uint64_t> halves(Int128 value) {
  return {static_cast<std::int64_t>(value >> 64), static_cast<std::uint64_t>(value)};
}

template <typename Map, typename Key>
std::optional<std::uint64_t> look_up(const Map& map, const Key& key) {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

template <typename T>
constexpr bool kIsText = std::is_same_v<T, TextData>;
template <typename T>
constexpr bool kIsWide = std::is_same_v<T, Buffer<Int128>>;
template <typename T>
constexpr bool kIsRational = std::is_same_v<T, Buffer<number::Rational>>;

}  // namespace

KeyIndex::KeyIndex(const ColumnData& keys, std::vector<Duplicate>& duplicates) {
  if (const auto* integers = std::get_if<Buffer<std::int64_t>>(&keys.storage)) {
    const auto fall =
        std::adjacent_find(integers->begin(), integers->end(), std::greater_equal<>());
    if (keys.faults.empty() && fall == integers->end()) {
      ascending_ = *integers;
      return;
    }
  }
  auto fault = keys.faults.begin();
  const auto add_rows = [&](const auto& values) {
    using T = std::decay_t<decltype(values)>;
    for (std::uint64_t row = 0; row < values.size(); ++row) {
      if (fault != keys.faults.end() && fault->first == row) {
        ++fault;
        continue;
      }
      std::uint64_t first = row;
      if constexpr (kIsText<T>) {
        first = texts_.emplace(values[row], row).first->second;
      } else if constexpr (kIsWide<T>) {
        first = fits_int64(values[row])
                    ? integers_.emplace(static_cast<std::int64_t>(values[row]), row).first->second
                    : wide_.emplace(halves(values[row]), row).first->second;
      } else if constexpr (!kIsRational<T>) {
        first = integers_.emplace(values[row], row).first->second;
      }
      if (first != row) duplicates.push_back({row, first});
    }
  };
  if (std::holds_alternative<TextData>(keys.storage)) {
    texts_.reserve(keys.size());
  } else {
    integers_.reserve(keys.size());
  }
  std::visit(add_rows, keys.storage);
}

std::optional<std::uint64_t> KeyIndex::find_integer(std::int64_t key) const {
  if (ascending_.size() == 0) return look_up(integers_, key);
  const std::int64_t first = ascending_[0], last = ascending_[ascending_.size() - 1];
  if (key < first || key > last) return std::nullopt;
  // Differences wrap, and are right as unsigned numbers.
  const std::uint64_t steps = static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(first);
  const bool dense =
      static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first) + 1 == ascending_.size();
  if (dense) return steps;
  const auto at = std::lower_bound(ascending_.begin(), ascending_.end(), key);
  if (*at != key) return std::nullopt;
  return static_cast<std::uint64_t>(at - ascending_.begin());
}

std::optional<std::uint64_t> KeyIndex::find(const ColumnData& column, std::uint64_t row) const {
  return std::visit(
      [&](const auto& values) -> std::optional<std::uint64_t> {
        using T = std::decay_t<decltype(values)>;
        if constexpr (kIsText<T>) {
          return look_up(texts_, values[row]);
        } else if constexpr (kIsWide<T>) {
          return fits_int64(values[row]) ? find_integer(static_cast<std::int64_t>(values[row]))
                                         : look_up(wide_, halves(values[row]));
        } else if constexpr (!kIsRational<T>) {
          return find_integer(static_cast<std::int64_t>(values[row]));
        } else {
          return std::nullopt;
        }
      },
      column.storage);
}

}  // namespace remit::table
