#include "cli/serve/json_out.h"

#include <array>
#include <optional>

namespace remit::cli::serve {

JsonOut& JsonOut::name(std::string_view name) {
  before_value();
  quoted(name);
  text_ += ':';
  comma_ = false;
  return *this;
}

JsonOut& JsonOut::text(std::string_view value) {
  before_value();
  quoted(value);
  return *this;
}

JsonOut& JsonOut::raw(std::string_view json) {
  before_value();
  text_ += json;
  return *this;
}

JsonOut& JsonOut::rows(const Table& table) {
  std::string cell;
  open_array();
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    open_object();
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      name(table.columns()[column].name);
      switch (table.state(row, column)) {
        case CellState::blank:
          null();
          break;
        case CellState::error:
          open_object().name("error").text(table.fault_name(row, column)).close_object();
          break;
        case CellState::value:
          if (const std::optional<bool> value = table.boolean(row, column)) {
            truth(*value);
          } else {
            cell.clear();
            table.append_text(row, column, cell);
            text(cell);
          }
      }
    }
    close_object();
  }
  return close_array();
}

JsonOut& JsonOut::open(char bracket) {
  before_value();
  text_ += bracket;
  comma_ = false;
  return *this;
}

JsonOut& JsonOut::close(char bracket) {
  text_ += bracket;
  comma_ = true;
  return *this;
}

void JsonOut::before_value() {
  if (comma_) text_ += ',';
  comma_ = true;
}

namespace {

/// By byte: whether it has to be escaped.
constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

}  // namespace

void JsonOut::quoted(std::string_view value) {
  constexpr char kHex[] = "0123456789abcdef";
  text_ += '"';
  // Most texts have nothing to escape: they go out in one piece.
  std::size_t written = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const auto byte = static_cast<unsigned char>(value[at]);
    if (!kEscaped[byte]) continue;
    text_ += value.substr(written, at - written);
    written = at + 1;
    text_ += '\\';
    if (byte >= 0x20) {
      text_ += value[at];
    } else {
      text_ += "u00";
      text_ += kHex[byte >> 4];
      text_ += kHex[byte & 15];
    }
  }
  text_ += value.substr(written);
  text_ += '"';
}

}  // namespace remit::cli::serve
