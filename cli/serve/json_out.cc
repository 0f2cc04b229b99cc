#include "cli/serve/json_out.h"

#include <array>
#include <cstring>
#include <optional>

namespace remit::cli::serve {

JsonOut& JsonOut::name(std::string_view name) {
  text_ += comma_ ? ",\"" : "\"";
  escaped(name);
  text_ += "\":";
  comma_ = false;
  return *this;
}

JsonOut& JsonOut::text(std::string_view value) {
  text_ += comma_ ? ",\"" : "\"";
  escaped(value);
  text_ += '"';
  comma_ = true;
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

namespace {

/// How many bytes from the beginning on need no escape, eight at a time: those of a word that is
/// less, or equal to a sign, borrow from their highest bit.
std::size_t plain_bytes(std::string_view value) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101, kHigh = 0x8080'8080'8080'8080;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= value.size(); at += sizeof word) {
    std::memcpy(&word, value.data() + at, sizeof word);
    const std::uint64_t quote = word ^ (kOnes * '"'), backslash = word ^ (kOnes * '\\');
    const std::uint64_t borrowed = ((word - kOnes * 0x20) & ~word) | ((quote - kOnes) & ~quote) |
                                   ((backslash - kOnes) & ~backslash);
    if ((borrowed & kHigh) != 0) break;
  }
  while (at < value.size() && !kEscaped[static_cast<unsigned char>(value[at])]) ++at;
  return at;
}

}  // namespace

void JsonOut::escaped(std::string_view value) {
  constexpr char kHex[] = "0123456789abcdef";
  // Most texts have nothing to escape: they go out in one piece.
  for (;;) {
    const std::size_t plain = plain_bytes(value);
    text_ += value.substr(0, plain);
    if (plain == value.size()) return;
    const auto byte = static_cast<unsigned char>(value[plain]);
    value.remove_prefix(plain + 1);
    text_ += '\\';
    if (byte >= 0x20) {
      text_ += static_cast<char>(byte);
    } else {
      text_ += "u00";
      text_ += kHex[byte >> 4];
      text_ += kHex[byte & 15];
    }
  }
}

}  // namespace remit::cli::serve
