#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "remit/results.h"

namespace remit::cli::serve {

/// Writes one JSON value into a text, without layout. Commas are its own business; that objects and
/// arrays are closed, and members named, is the caller's.
class JsonOut {
 public:
  explicit JsonOut(std::string& text) : text_(text) {}

  JsonOut& open_object() { return open('{'); }
  JsonOut& open_array() { return open('['); }
  JsonOut& close_object() { return close('}'); }
  JsonOut& close_array() { return close(']'); }
  /// The name of the next value. Names are texts like any other.
  JsonOut& name(std::string_view name);
  JsonOut& text(std::string_view value);
  JsonOut& text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }
  JsonOut& truth(bool value) { return raw(value ? "true" : "false"); }
  JsonOut& number(std::uint64_t value) { return raw(std::to_string(value)); }
  JsonOut& null() { return raw("null"); }
  /// A value that is JSON already.
  JsonOut& raw(std::string_view json);
  /// A table as `remit run --format json` has it: an object for each row, figures as texts,
  /// booleans, null for blank, {"error": name} for an error.
  JsonOut& rows(const Table& table);

 private:
  JsonOut& open(char bracket);
  JsonOut& close(char bracket);
  void before_value();
  void escaped(std::string_view value);

  std::string& text_;
  bool comma_ = false;
};

}  // namespace remit::cli::serve
