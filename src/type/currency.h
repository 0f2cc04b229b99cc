#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/types/span.h"

namespace remit::type {

/// A currency of ISO 4217 and how people write it.
struct CurrencyInfo {
  std::string_view code;  ///< "CNY"
  std::uint8_t decimals;  ///< of its smallest coin
  /// Canonical name and further ones, separated by '|', in lower case; written in any case.
  std::string_view english;
  std::string_view chinese;
};

/// All known currencies. An index into this table identifies a currency within the program only.
absl::Span<const CurrencyInfo> currencies();

/// Index of the currency with that code (in any case) or name in either language. The bare word
/// 元 is CNY here; as the unit of a number it means the policy's own currency (`kOwnCurrency`).
/// O(log n).
std::optional<std::uint32_t> find_currency(std::string_view code_or_name);

/// The unit of `50万元`: the policy's own currency, whichever it is.
inline constexpr std::uint32_t kOwnCurrency = 0xFFFFFFFF;

}  // namespace remit::type
