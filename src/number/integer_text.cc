// Integers from text and to text.
#include <algorithm>

#include "number/integer.h"

namespace remit::number {
namespace {

// The most digits that fit std::uint64_t whatever they are; one chunk of the way in.
constexpr std::size_t kChunk = 19;

std::uint64_t chunk_value(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  return value;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Integer> Integer::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !all_digits(text)) return std::nullopt;
  const std::size_t head = std::min(text.size(), (text.size() - 1) % kChunk + 1);
  Integer value = chunk_value(text.substr(0, head));
  for (text.remove_prefix(head); !text.empty(); text.remove_prefix(kChunk)) {
    value = value * pow10(static_cast<int>(kChunk)) + chunk_value(text.substr(0, kChunk));
  }
  return negative ? -value : value;
}

std::string to_string(Int128 value) {
  char buffer[40];
  char* const end = buffer + sizeof(buffer);
  char* begin = end;
  UInt128 rest = unsigned_abs(value);
  do {
    *--begin = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) *--begin = '-';
  return std::string(begin, end);
}

}  // namespace remit::number
