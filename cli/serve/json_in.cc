#include "cli/serve/json_in.h"

#include <algorithm>
#include <optional>

#include "remit/text.h"

namespace remit::cli::serve {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Of an object; more are as right.
constexpr std::size_t kUsualMembers = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads a text that is UTF-8. Each method that reads leaves `at_` behind what it read, or where it
/// says false at the byte that cannot stand there. It calls itself as deep as kMostDepth.
class Reader {
 public:
  Reader(std::string_view text, JsonDocument& document)
      : text_(text), unescaped_(document.unescaped) {}

  JsonFault read(Json& root) {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    skip_blanks();
    if (read_value(root, 0)) {
      skip_blanks();
      if (at_ == text_.size()) return {};
    }
    if (fault_.kind == JsonFault::Kind::none) fault_ = {JsonFault::Kind::malformed, at_ + 1, {}};
    return std::move(fault_);
  }

 private:
  /// Zero, which can stand nowhere, at the end.
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted) {
    if (next() != wanted) return false;
    ++at_;
    return true;
  }
  void skip_blanks() {
    while (next() == ' ' || next() == '\n' || next() == '\r' || next() == '\t') ++at_;
  }

  bool read_value(Json& value, std::size_t depth) {
    switch (next()) {
      case '{':
      case '[':
        if (depth == kMostDepth) {
          fault_ = {JsonFault::Kind::too_deep, 0, {}};
          return false;
        }
        return next() == '{' ? read_object(value, depth + 1) : read_array(value, depth + 1);
      case '"':
        value.kind = Json::Kind::text;
        return read_text(value.text);
      case 'n':
        return read_word("null");
      case 't':
      case 'f':
        value.kind = Json::Kind::boolean;
        value.truth = next() == 't';
        return read_word(value.truth ? "true" : "false");
      default:
        value.kind = Json::Kind::number;
        return read_number(value.text);
    }
  }

  bool read_word(std::string_view word) {
    return std::ranges::all_of(word, [this](char c) { return take(c); });
  }

  bool read_digits() {
    if (!is_digit(next())) return false;
    while (is_digit(next())) ++at_;
    return true;
  }

  bool read_number(std::string_view& digits) {
    const std::size_t begin = at_;
    take('-');
    if (!take('0') && !read_digits()) return false;
    if (take('.') && !read_digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!read_digits()) return false;
    }
    digits = text_.substr(begin, at_ - begin);
    return true;
  }

  /// Most texts read as they are written.
  bool read_text(std::string_view& value) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        value = text_.substr(begin, at_ - begin);
        ++at_;
        return true;
      }
      if (c == '\\') return read_escaped_text(begin, value);
      if (static_cast<unsigned char>(c) < 0x20) return false;
    }
    return false;
  }

  bool read_escaped_text(std::size_t begin, std::string_view& value) {
    std::string& text = unescaped_.emplace_front(text_.substr(begin, at_ - begin));
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      ++at_;
      if (c == '"') {
        value = text;
        return true;
      }
      if (c != '\\')
        text += c;
      else if (!read_escape(text))
        return false;
    }
    return false;
  }

  bool read_escape(std::string& text) {
    constexpr std::string_view kNames = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    if (next() == 'u') {
      ++at_;
      return read_code_point(text);
    }
    const std::size_t named = kNames.find(next());
    if (at_ == text_.size() || named == std::string_view::npos) return false;
    text += kMeant[named];
    ++at_;
    return true;
  }

  /// What follows `\u`, and the other half of a pair.
  bool read_code_point(std::string& text) {
    const std::size_t begin = at_;
    const std::optional<char32_t> first = read_hex();
    if (!first) return false;
    const auto is_low = [](char32_t half) { return half >= 0xDC00 && half < 0xE000; };
    const bool is_high = *first >= 0xD800 && *first < 0xDC00;
    if (is_low(*first)) at_ = begin;  // no half stands alone
    if (is_low(*first)) return false;
    if (!is_high) {
      append_utf8(*first, text);
      return true;
    }
    if (!take('\\') || !take('u')) return false;
    const std::size_t other = at_;
    const std::optional<char32_t> second = read_hex();
    if (second && !is_low(*second)) at_ = other;
    if (!second || !is_low(*second)) return false;
    append_utf8(0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00), text);
    return true;
  }

  std::optional<char32_t> read_hex() {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = next();
      if (is_digit(c))
        value = value * 16 + static_cast<char32_t>(c - '0');
      else if (c >= 'a' && c <= 'f')
        value = value * 16 + static_cast<char32_t>(c - 'a' + 10);
      else if (c >= 'A' && c <= 'F')
        value = value * 16 + static_cast<char32_t>(c - 'A' + 10);
      else
        return std::nullopt;
    }
    return value;
  }

  bool read_array(Json& value, std::size_t depth) {
    value.kind = Json::Kind::array;
    ++at_;
    skip_blanks();
    if (take(']')) return true;
    for (;;) {
      skip_blanks();
      if (!read_value(value.items.emplace_back(), depth)) return false;
      skip_blanks();
      if (take(']')) return true;
      if (!take(',')) return false;
    }
  }

  bool read_object(Json& value, std::size_t depth) {
    value.kind = Json::Kind::object;
    ++at_;
    skip_blanks();
    if (take('}')) return true;
    value.members.reserve(kUsualMembers);
    for (;;) {
      skip_blanks();
      Json::Member& member = value.members.emplace_back();
      if (!read_text(member.name)) return false;
      skip_blanks();
      if (!take(':')) return false;
      skip_blanks();
      if (!read_value(member.value, depth)) return false;
      skip_blanks();
      if (take('}')) return names_differ(value.members);
      if (!take(',')) return false;
    }
  }

  bool names_differ(const std::vector<Json::Member>& members) {
    constexpr std::size_t kFew = 8;
    const auto refuse = [this](std::string_view name) {
      fault_ = {JsonFault::Kind::twice, 0, std::string(name)};
      return false;
    };
    if (members.size() <= kFew) {
      for (std::size_t i = 1; i < members.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
          if (members[i].name == members[k].name) return refuse(members[i].name);
      return true;
    }
    names_.clear();
    for (const Json::Member& member : members) names_.push_back(member.name);
    std::ranges::sort(names_);
    const auto twice = std::ranges::adjacent_find(names_);
    return twice == names_.end() || refuse(*twice);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::forward_list<std::string>& unescaped_;
  std::vector<std::string_view> names_;
  JsonFault fault_;
};

}  // namespace

const Json* Json::find(std::string_view name) const {
  for (const Member& member : members)
    if (member.name == name) return &member.value;
  return nullptr;
}

JsonFault parse_json(std::string_view text, JsonDocument& document) {
  if (const std::optional<std::size_t> byte = first_invalid_utf8(text))
    return {JsonFault::Kind::malformed, *byte + 1, {}};
  return Reader(text, document).read(document.root);
}

}  // namespace remit::cli::serve
