#include "base/json.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace remit::base {
namespace {

constexpr std::string_view kHexadecimal = "0123456789abcdef";

void write_escaped(char32_t control, std::string& out) {
  out += "\\u00";
  out += kHexadecimal[control >> 4];
  out += kHexadecimal[control & 15];
}

/// RFC 8259, section 7.
void write_text(std::string_view text, std::string& out) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    at += decoded.size;
    constexpr std::string_view kShort = "\"\"\\\\\bb\ff\nn\rr\tt";
    std::size_t pair = 0;
    while (pair < kShort.size() && static_cast<char32_t>(kShort[pair]) != decoded.code_point) {
      pair += 2;
    }
    if (pair < kShort.size()) {
      out += '\\';
      out += kShort[pair + 1];
    } else if (decoded.code_point < 0x20) {
      write_escaped(decoded.code_point, out);
    } else {
      append_utf8(decoded.code_point, out);
    }
  }
  out += '"';
}

void write_line(std::string& out, std::size_t spaces) {
  out += '\n';
  out.append(spaces, ' ');
}

}  // namespace

Json::Json(std::initializer_list<Member> members) {
  for (const Member& member : members) (*this)[member.key] = member.value;
}

void Json::push_back(Json element) { elements_.push_back(std::move(element)); }

Json& Json::operator[](std::string_view key) {
  const auto found = std::ranges::find(keys_, key);
  if (found != keys_.end()) return elements_[static_cast<std::size_t>(found - keys_.begin())];
  keys_.reserve(elements_.size() + 1);  // with both or with neither
  elements_.emplace_back(nullptr);
  keys_.push_back(key);
  return elements_.back();
}

void Json::update(Json object) {
  for (std::size_t i = 0; i < object.keys_.size(); ++i) {
    (*this)[object.keys_[i]] = std::move(object.elements_[i]);
  }
}

std::string Json::dump(int indent) const {
  std::string out;
  write(out, static_cast<std::size_t>(indent), 0);
  return out;
}

void Json::write(std::string& out, std::size_t indent, std::size_t depth) const {
  if (kind_ == Kind::literal) {
    out += text_;
    return;
  }
  if (kind_ == Kind::text) return write_text(text_, out);
  out += kind_ == Kind::array ? '[' : '{';
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    if (i > 0) out += ',';
    write_line(out, indent * (depth + 1));
    if (kind_ == Kind::object) {
      write_text(keys_[i], out);
      out += ": ";
    }
    elements_[i].write(out, indent, depth + 1);
  }
  if (!elements_.empty()) write_line(out, indent * depth);
  out += kind_ == Kind::array ? ']' : '}';
}

}  // namespace remit::base
