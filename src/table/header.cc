#include "table/header.h"

#include "base/utf8.h"
#include "table/cell_text.h"

namespace remit::table {

std::string fold_header(std::string_view header) {
  const std::string normal = base::normalise_nfc(trim(header));
  std::string folded;
  folded.reserve(normal.size());
  for (std::size_t at = 0; at < normal.size();) {
    const base::Decoded decoded = base::decode_utf8(normal, at);
    char32_t code_point = decoded.code_point;
    if (code_point >= 0xFF01 && code_point <= 0xFF5E) code_point -= 0xFF01 - 0x21;
    if (code_point == 0x3000) code_point = ' ';
    if (decoded.valid) {
      base::append_utf8(code_point, folded);
    } else {
      folded += normal[at];
    }
    at += decoded.size;
  }
  return folded;
}

std::optional<std::size_t> find_field(const EntitySchema& schema, std::string_view header) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].name == header) return i;
  }
  const std::string wanted = fold_header(header);
  if (wanted.empty()) return std::nullopt;
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (fold_header(schema.fields[i].name) == wanted) return i;
  }
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (fold_header(schema.fields[i].label) == wanted) return i;
  }
  return std::nullopt;
}

HeaderMatch match_headers(const EntitySchema& schema, std::span<const std::string_view> headers) {
  HeaderMatch match;
  std::vector<bool> found(schema.fields.size(), false);
  for (std::size_t column = 0; column < headers.size(); ++column) {
    const std::optional<std::size_t> field = find_field(schema, headers[column]);
    match.field_of_column.push_back(field.value_or(HeaderMatch::kNone));
    if (!field) continue;
    if (found[*field]) match.duplicates.push_back(column);
    found[*field] = true;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const FieldSchema& field = schema.fields[i];
    if (!found[i] && !field.optional && !field.hole && !field.default_text) {
      match.missing.push_back(i);
    }
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
