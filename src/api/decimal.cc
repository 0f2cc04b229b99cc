#include "remit/decimal.h"

#include "base/int128.h"
#include "number/decimal.h"

namespace remit {
namespace {

constexpr int kMaxDigits = 38;

Int128 coefficient_of(const Decimal& value) {
  return static_cast<Int128>((static_cast<UInt128>(static_cast<std::uint64_t>(value.high)) << 64) |
                             value.low);
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  constexpr std::size_t kSignAndPoint = 2;
  if (text.size() > kMaxDigits + kSignAndPoint) return std::nullopt;
  const std::optional<number::Decimal> parsed = number::parse_decimal(text);
  if (!parsed || !parsed->coefficient.fits_int128()) return std::nullopt;
  if (parsed->coefficient.abs() >= number::Integer::pow10(kMaxDigits)) return std::nullopt;
  const UInt128 bits = static_cast<UInt128>(parsed->coefficient.to_int128());
  return Decimal{static_cast<std::int64_t>(static_cast<std::uint64_t>(bits >> 64)),
                 static_cast<std::uint64_t>(bits), parsed->scale};
}

std::optional<std::int64_t> Decimal::to_int64() const {
  const auto narrow = static_cast<std::int64_t>(low);
  if (high != (narrow < 0 ? -1 : 0)) return std::nullopt;
  return narrow;
}

std::string Decimal::to_string() const {
  return number::format(number::Decimal{coefficient_of(*this), scale});
}

}  // namespace remit
