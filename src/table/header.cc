#include "table/header.h"

#include <algorithm>

#include "base/utf8.h"
#include "table/cell_text.h"

namespace remit::table {

std::string fold_header(std::string_view header) {
  const std::string normal = base::normalise_nfc(trim(header));
  std::string folded;
  folded.reserve(normal.size());
  for (std::size_t at = 0; at < normal.size();) {
    const base::Decoded decoded = base::decode_utf8(normal, at);
    char32_t code_point = base::narrow(decoded.code_point);
    if (code_point == 0x3000 || code_point == 0xA0) code_point = ' ';
    if (decoded.valid && code_point != ' ' && base::is_hidden(code_point)) code_point = 0;
    if (code_point == 0) {  // nobody sees it
    } else if (decoded.valid) {
      base::append_utf8(code_point, folded);
    } else {
      folded += normal[at];
    }
    at += decoded.size;
  }
  return folded;
}

namespace {

std::optional<std::size_t> find_exactly(const EntitySchema& schema, std::string_view header) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].name == header) return i;
  }
  return std::nullopt;
}

/// The names, labels and headers of an entity's fields as they are compared, for many questions.
/// They are folded when the first header is no name to the letter: a service reads small tables
/// often.
class FieldNames {
 public:
  explicit FieldNames(const EntitySchema& schema) : schema_(schema) {}

  std::optional<std::size_t> find(std::string_view header) {
    if (const std::optional<std::size_t> same = find_exactly(schema_, header)) return same;
    if (names_.empty()) fold();
    const std::string wanted = fold_header(header);
    if (wanted.empty()) return std::nullopt;
    for (const std::vector<std::string>* words : {&names_, &labels_, &headers_}) {
      const auto found = std::find(words->begin(), words->end(), wanted);
      if (found != words->end()) return static_cast<std::size_t>(found - words->begin());
    }
    return std::nullopt;
  }

 private:
  void fold() {
    for (const FieldSchema& field : schema_.fields) {
      names_.push_back(fold_header(field.name));
      labels_.push_back(fold_header(field.label));
      headers_.push_back(fold_header(field.header));
    }
  }

  const EntitySchema& schema_;
  std::vector<std::string> names_, labels_, headers_;
};

}  // namespace

std::optional<std::size_t> find_field(const EntitySchema& schema, std::string_view header) {
  // Whoever sets cells one by one names fields as they are called, and should not pay for more.
  if (const std::optional<std::size_t> same = find_exactly(schema, header)) return same;
  return FieldNames(schema).find(header);
}

namespace {

bool is_letter(char32_t code_point) {
  return base::is_xid_continue(code_point) && code_point != '_';
}

bool is_digit(char32_t code_point) { return code_point >= '0' && code_point <= '9'; }

/// Letters and digits only, in lower case.
std::u32string skeleton(std::string_view text) {
  const std::string form = base::look_alike_form(text);
  std::u32string letters;
  for (std::size_t at = 0; at < form.size();) {
    const base::Decoded decoded = base::decode_utf8(form, at);
    if (is_letter(decoded.code_point)) letters += decoded.code_point;
    at += decoded.size;
  }
  return letters;
}

/// Words of letters that stand for a sound are longer than those of letters that stand for a word.
std::size_t least_length(const std::u32string& word) {
  constexpr char32_t kIdeographs = 0x2E80;
  const bool short_words = !word.empty() && word[0] >= kIdeographs;
  return short_words ? 2 : 3;
}

/// One letter put in, left out, replaced or changed with its neighbour; but a number is another
/// number.
bool is_one_letter_off(const std::u32string& a, const std::u32string& b) {
  const std::u32string& shorter = a.size() < b.size() ? a : b;
  const std::u32string& longer = a.size() < b.size() ? b : a;
  if (longer.size() - shorter.size() > 1 || longer.size() <= least_length(longer)) return false;
  std::size_t begin = 0;
  while (begin < shorter.size() && shorter[begin] == longer[begin]) ++begin;
  const auto same_after = [&](std::size_t i, std::size_t j) {
    return shorter.substr(std::min(i, shorter.size())) == longer.substr(std::min(j, longer.size()));
  };
  if (begin < longer.size() && is_digit(longer[begin])) return false;
  if (begin < shorter.size() && is_digit(shorter[begin])) return false;
  if (longer.size() > shorter.size()) return same_after(begin, begin + 1);
  const bool swapped = begin + 1 < shorter.size() && shorter[begin] == longer[begin + 1] &&
                       shorter[begin + 1] == longer[begin] && same_after(begin + 2, begin + 2);
  return swapped || same_after(begin + 1, begin + 1);
}

/// The name, and behind a blank, a bracket or another sign something more: 租金 万元, fee [CNY].
bool continues(std::string_view header, std::string_view name) {
  const std::string folded = base::look_alike_form(header), begin = base::look_alike_form(name);
  if (begin.empty() || !folded.starts_with(begin) || folded.size() == begin.size()) return false;
  // In the header itself: its form has no blank between Chinese characters.
  for (std::size_t at = 0; at < header.size();) {
    const base::Decoded next = base::decode_utf8(header, at);
    if (!base::is_xid_continue(next.code_point) &&
        base::look_alike_form(header.substr(0, at)) == begin)
      return true;
    at += next.size;
  }
  return false;
}

/// The name with more before or behind it: 租金合计, 1.租金, rent1.
bool holds(const std::u32string& header, const std::u32string& name) {
  if (name.size() < least_length(name)) return false;
  if (least_length(name) == 2) return header.find(name) != std::u32string::npos;
  return header.starts_with(name) && std::ranges::all_of(header.substr(name.size()), is_digit);
}

/// Two letters that changed places: 金租.
bool is_turned(const std::u32string& a, const std::u32string& b) {
  return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
}

}  // namespace

bool resembles(std::string_view header, std::string_view name) {
  const std::u32string found = skeleton(header), wanted = skeleton(name);
  if (found.empty() || wanted.empty()) return false;
  if (found == wanted || continues(header, name) || is_one_letter_off(found, wanted)) return true;
  if (holds(found, wanted) || is_turned(found, wanted)) return true;
  // The first part of the name, as a narrow column shows it.
  return found.size() >= least_length(found) && wanted.starts_with(found);
}

const std::string& title_of(const FieldSchema& field) {
  if (!field.label.empty()) return field.label;
  return field.header.empty() ? field.name : field.header;
}

HeaderMatch match_headers(const EntitySchema& schema, std::span<const std::string_view> headers) {
  HeaderMatch match;
  FieldNames names(schema);
  std::vector<bool> found(schema.fields.size(), false);
  for (std::size_t column = 0; column < headers.size(); ++column) {
    const std::optional<std::size_t> field = names.find(headers[column]);
    match.field_of_column.push_back(field.value_or(HeaderMatch::kNone));
    if (!field) continue;
    if (found[*field]) match.duplicates.push_back(column);
    found[*field] = true;
  }
  std::vector<std::size_t> absent;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] || schema.fields[i].name.empty()) continue;
    const FieldSchema& field = schema.fields[i];
    absent.push_back(i);
    if (field.default_text) {
      match.defaulted.push_back(i);
    } else if (!field.optional && !field.hole) {
      match.missing.push_back(i);
    }
  }
  constexpr std::size_t kMostNear = 100;
  for (std::size_t column = 0; column < headers.size() && !absent.empty(); ++column) {
    if (match.field_of_column[column] != HeaderMatch::kNone) continue;
    for (const std::size_t field : absent) {
      const FieldSchema& of = schema.fields[field];
      const auto is_near = [&](const std::string& name) {
        return resembles(headers[column], name);
      };
      if (!is_near(of.name) && !is_near(of.label) && !is_near(of.header)) continue;
      match.near.push_back({column, field});
      break;
    }
    if (match.near.size() == kMostNear) break;
  }
  return match;
}

bool names_entity(const EntitySchema& schema, std::string_view text) {
  if (schema.name == text) return true;
  const std::string wanted = fold_header(text);
  return !wanted.empty() &&
         (fold_header(schema.name) == wanted || fold_header(schema.label) == wanted);
}

}  // namespace remit::table
