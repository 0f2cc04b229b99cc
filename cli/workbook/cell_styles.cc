#include "cli/workbook/cell_styles.h"

#include <algorithm>
#include <charconv>

namespace remit::cli {
namespace {

unsigned number_of(std::string_view text) {
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The letters of a format code that are no literal text: not quoted, not escaped, not in brackets
/// (colours, conditions, languages), but `[h]`, the hours of a span.
std::vector<char> format_letters(std::string_view code) {
  std::vector<char> letters;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*' || c == '!') {
      ++at;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', at), code.size());
      const std::string_view inner = code.substr(at + 1, close - at - 1);
      const auto is_span = [](char letter) {
        return std::string_view("hHmMsS").find(letter) != std::string_view::npos;
      };
      if (!inner.empty() && std::all_of(inner.begin(), inner.end(), is_span))
        letters.push_back('h');
      at = close;
    } else {
      letters.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
    }
  }
  return letters;
}

}  // namespace

NumberLook look_of_format(std::string_view code) {
  if (code == "General" || code == "@") return NumberLook::plain;
  const std::vector<char> letters = format_letters(code);
  const auto has = [&](char letter) {
    return std::find(letters.begin(), letters.end(), letter) != letters.end();
  };
  const bool digits = has('0') || has('#') || has('?');
  if (!digits && (has('y') || has('d'))) return NumberLook::date;
  if (has('h') || has('s')) return has('y') || has('d') ? NumberLook::date : NumberLook::time;
  if (!digits && has('m')) return NumberLook::date;  // the month alone
  return has('%') ? NumberLook::percent : NumberLook::plain;
}

NumberLook look_of_built_in(unsigned format) {
  const auto within = [format](unsigned from, unsigned to) {
    return format >= from && format <= to;
  };
  if (format == 9 || format == 10) return NumberLook::percent;
  // 32 to 35, 55 and 56 are times, or the morning and the afternoon, in these languages.
  if (within(18, 21) || within(45, 47) || within(32, 35) || within(55, 56)) return NumberLook::time;
  if (within(14, 17) || format == 22 || within(27, 31) || format == 36 || within(50, 54) ||
      within(57, 58) || within(71, 74) || format == 81)
    return NumberLook::date;
  if (within(75, 80)) return NumberLook::time;
  return NumberLook::plain;
}

bool is_scaled(std::string_view code) {
  const auto is_place = [](char c) { return c == '0' || c == '#' || c == '?'; };
  bool after_place = false, after_point = false;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    const char next = at + 1 < code.size() ? code[at + 1] : ';';
    if (c == '[') {
      at = std::min(code.find(']', at), code.size());
    } else if (c == '"') {
      const std::size_t close = std::min(code.find('"', at + 1), code.size());
      // A point that is only written divides nothing off: the digits behind it are whole ones.
      after_point = after_point || (after_place && code.substr(at, close - at) == "\".");
      at = close;
    } else if (c == '\\' || c == '!') {
      after_point = after_point || (after_place && next == '.');
      ++at;
    } else if (c == '_' || c == '*') {
      ++at;
    } else if (c == ',') {
      if (after_place && !is_place(next)) return true;
    } else if (is_place(c)) {
      if (after_point) return true;
      after_place = true;
    }
  }
  return false;
}

std::size_t least_digits(std::string_view code) {
  const bool all = code.size() > 1 && code.find_first_not_of('0') == std::string_view::npos;
  return all ? code.size() : 0;
}

const CellStyles::Custom* CellStyles::custom(unsigned format) const {
  const auto found = std::find_if(custom_.begin(), custom_.end(),
                                  [format](const Custom& each) { return each.number == format; });
  return found == custom_.end() ? nullptr : &*found;
}

NumberLook CellStyles::look_of(unsigned format) const {
  const Custom* own = custom(format);
  return own != nullptr ? own->look : look_of_built_in(format);
}

void CellStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "numFmt")
    custom_.push_back(
        {number_of(attributes.get("numFmtId")), look_of_format(attributes.get("formatCode")),
         is_scaled(attributes.get("formatCode")), least_digits(attributes.get("formatCode"))});
  if (name == "cellXfs") in_cells_ = true;
  if (name != "xf" || !in_cells_) return;
  const unsigned format = number_of(attributes.get("numFmtId"));
  const Custom* own = custom(format);
  looks_.push_back(look_of(format));
  scaled_.push_back(own != nullptr && own->scaled);
  digits_.push_back(own != nullptr ? own->digits : 0);
}

void CellStyles::end(std::string_view name) {
  if (name == "cellXfs") in_cells_ = false;
}

}  // namespace remit::cli
