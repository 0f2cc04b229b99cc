#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

namespace remit::cli::serve {

/// A JSON value as it was written: numbers keep their digits, because no figure may pass through a
/// binary float. Its texts lie in what was read, or in the document.
struct Json {
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
  struct Member;

  Kind kind = Kind::null;
  bool truth = false;
  std::string_view text;        ///< of a text; of a number, its digits
  std::vector<Json> items;      ///< of an array
  std::vector<Member> members;  ///< of an object, in the order of the text; no name occurs twice

  const Json* find(std::string_view name) const;
};

struct Json::Member {
  std::string_view name;
  Json value;
};

/// A value, and the texts of it that are written otherwise than they read (`\n`).
struct JsonDocument {
  Json root;
  std::forward_list<std::string> unescaped;
};

/// Why a text is no JSON that is read here.
struct JsonFault {
  enum class Kind : std::uint8_t { none, malformed, too_deep, twice };
  Kind kind = Kind::none;
  std::size_t byte = 0;  ///< one that cannot stand there, from 1; of `malformed`
  std::string name;      ///< of a member that occurs twice
};

/// Nothing that is asked for lies deeper.
inline constexpr std::size_t kMostDepth = 16;

/// Reads one value (RFC 8259, in UTF-8) of at most kMostDepth levels. `text` must outlive the
/// document. n log n in the members of one object, else linear.
JsonFault parse_json(std::string_view text, JsonDocument& document);

}  // namespace remit::cli::serve
