#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace remit::cli::serve {

/// A JSON value as it was written: numbers keep their digits, because no figure may pass through a
/// binary float.
struct Json {
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
  using Member = std::pair<std::string, Json>;

  Kind kind = Kind::null;
  bool truth = false;
  std::string text;             ///< of a text; of a number, its digits
  std::vector<Json> items;      ///< of an array
  std::vector<Member> members;  ///< of an object, in the order of the text; no name occurs twice

  const Json* find(std::string_view name) const;
};

/// Why a text is no JSON that is read here.
struct JsonFault {
  enum class Kind : std::uint8_t { none, malformed, too_deep, twice };
  Kind kind = Kind::none;
  std::size_t byte = 0;  ///< where, from 1; of `malformed`
  std::string name;      ///< of a member that occurs twice
};

/// Nothing that is asked for lies deeper.
inline constexpr std::size_t kMostDepth = 16;

/// Reads one value of at most kMostDepth levels. Linear in the text.
JsonFault parse_json(std::string_view text, Json& value);

}  // namespace remit::cli::serve
