#include "row/value.h"

#include <cassert>
#include <functional>
#include <type_traits>

#include "absl/hash/hash.h"

namespace remit::row {
namespace {

struct HashOne {
  std::size_t operator()(const type::Fault&) const { return 0; }
  std::size_t operator()(const number::Rational& value) const { return absl::HashOf(value); }
  std::size_t operator()(bool value) const { return value ? 1 : 0; }
  std::size_t operator()(Date value) const { return absl::HashOf(value.days); }
  std::size_t operator()(std::string_view value) const {
    return std::hash<std::string_view>{}(value);
  }
  std::size_t operator()(Category value) const { return absl::HashOf(value.code); }
  std::size_t operator()(Reference value) const { return absl::HashOf(value.row); }
};

}  // namespace

std::strong_ordering compare(const Value& a, const Value& b) {
  assert(a.index() == b.index() && !is_fault(a));
  return std::visit(
      [&b](const auto& left) -> std::strong_ordering {
        using T = std::decay_t<decltype(left)>;
        if constexpr (std::is_same_v<T, type::Fault>) {
          return std::strong_ordering::equal;
        } else {
          return left <=> std::get<T>(b);
        }
      },
      a);
}

std::size_t KeyHash::operator()(const std::vector<Value>& key) const {
  std::size_t seed = key.size();
  for (const Value& value : key) seed = absl::HashOf(seed, std::visit(HashOne{}, value));
  return seed;
}

}  // namespace remit::row
