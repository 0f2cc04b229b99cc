#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace remit::test {

/// A JSON document that a test looks into. Places are JSON pointers (RFC 6901): "/cells/0/title".
/// Only json_reader.cc compiles the parser, which costs five seconds where it is used directly.
class JsonReader {
 public:
  /// A text that is no JSON makes an empty document, in which nothing is found.
  explicit JsonReader(std::string_view text);
  ~JsonReader();

  bool valid() const;
  bool has(const std::string& place) const;
  /// The value as JSON writes it, `"nothing there"` where there is none.
  std::string at(const std::string& place) const;
  /// The characters of a text, `nothing there` where there is none.
  std::string text(const std::string& place) const;
  /// Elements of an array, members of an object; 0 where there is neither.
  std::size_t size(const std::string& place) const;

 private:
  struct Document;
  std::unique_ptr<Document> document_;
};

}  // namespace remit::test
