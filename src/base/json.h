#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace remit::base {

/// A JSON document to be written; members keep their order. Made for writing only: there is no
/// parser and no access. Any allocation may throw `std::bad_alloc` and leaves what was there whole;
/// moving and destroying do not allocate, which is why the library has its own
/// (docs/dependencies.md).
///
///   Json json{{"version", 1}, {"cells", Json::array()}};   // braces are members of an object
///   json["title"] = "Opinion";
class Json {
 public:
  struct Member;

  /// The empty object.
  Json() = default;
  // Conversions are what makes it read like JSON.
  // NOLINTBEGIN(google-explicit-constructor)
  Json(std::nullptr_t) : Json(Kind::literal, "null") {}
  Json(std::same_as<bool> auto truth) : Json(Kind::literal, truth ? "true" : "false") {}
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) Json(Number number)
      : Json(Kind::literal, std::to_string(number)) {}
  Json(const char* text) : Json(Kind::text, text) {}
  Json(std::string_view text) : Json(Kind::text, std::string(text)) {}
  Json(std::string text) : Json(Kind::text, std::move(text)) {}
  Json(std::initializer_list<Member> members);
  // NOLINTEND(google-explicit-constructor)

  static Json array() { return Json(Kind::array, {}); }
  template <std::ranges::input_range Elements>
  static Json array(const Elements& elements) {
    Json json = array();
    for (const auto& element : elements) json.push_back(element);
    return json;
  }

  /// Appends to an array.
  void push_back(Json element);
  /// The member of an object; a new one is null. `key` is not copied: a literal. O(members).
  Json& operator[](std::string_view key);
  /// Takes over the members of another object.
  void update(Json object);

  /// The text, `indent` spaces a level. Bytes of texts that are no UTF-8 are written as U+FFFD, so
  /// the result always is.
  std::string dump(int indent) const;

 private:
  enum class Kind { literal, text, array, object };

  Json(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  void write(std::string& out, std::size_t indent, std::size_t depth) const;

  Kind kind_ = Kind::object;
  std::string text_;                    // of a literal, as JSON has it; of a text
  std::vector<std::string_view> keys_;  // of an object, one for each element
  std::vector<Json> elements_;
};

struct Json::Member {
  std::string_view key;
  Json value;
};

}  // namespace remit::base
