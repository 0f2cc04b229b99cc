#include "table/key_guard.h"

#include <string_view>
#include <type_traits>

#include "base/utf8.h"

namespace remit::table {

bool KeyGuard::is_new(std::int64_t key) {
  if (!ascending_) return integers_.insert(key).second;
  const bool good = !last_integer_ || *last_integer_ < key;
  last_integer_ = key;
  return good;
}

bool KeyGuard::is_new(Int128 key) {
  if (fits_int64(key)) return is_new(static_cast<std::int64_t>(key));
  const auto high = static_cast<std::int64_t>(key >> 64);
  const auto low = static_cast<std::uint64_t>(key);
  if (!ascending_) return hashes_.insert(absl::HashOf(high, low)).second;
  const bool good = !last_integer_ || *last_integer_ < key;
  last_integer_ = key;
  return good;
}

bool KeyGuard::is_new(std::string_view key) {
  if (!ascending_) return hashes_.insert(absl::HashOf(base::look_alike_form(key))).second;
  const bool good = !last_text_ || *last_text_ < key;
  last_text_ = key;
  return good;
}

std::optional<std::uint64_t> KeyGuard::add(const ColumnData& keys) {
  const auto find = [&](const auto& values) -> std::optional<std::uint64_t> {
    auto fault = keys.faults.begin();
    for (std::uint64_t row = 0; row < values.size(); ++row) {
      if (fault != keys.faults.end() && fault->first == row) {
        ++fault;
        continue;
      }
      using Value = std::decay_t<decltype(values[row])>;
      if constexpr (std::is_same_v<Value, number::Rational>) {
        if (!is_new(values[row].to_string())) return row;
      } else if constexpr (std::is_integral_v<Value>) {
        if (!is_new(static_cast<std::int64_t>(values[row]))) return row;
      } else {
        if (!is_new(values[row])) return row;
      }
    }
    return std::nullopt;
  };
  return std::visit(find, keys.storage);
}

}  // namespace remit::table
