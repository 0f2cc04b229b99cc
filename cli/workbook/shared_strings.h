#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workbook/xml_stream.h"

namespace remit::cli {

/// Collects the text of a string item: all its runs, without what only says how it is read aloud.
class StringItem {
 public:
  /// `t` begins text, `rPh` what is left out.
  void start(std::string_view element);
  void end(std::string_view element);
  void text(std::string_view piece) {
    if (in_text_ && !in_phonetic_) text_ += piece;
  }
  /// What was collected, which is forgotten.
  std::string take();

 private:
  std::string text_;
  bool in_text_ = false, in_phonetic_ = false;
};

/// The texts that the cells of a workbook share, each once.
class SharedStrings final : public XmlHandler {
 public:
  std::size_t size() const { return ends_.size(); }
  /// Nothing where there is no such string. The view holds as long as this object.
  std::optional<std::string_view> get(std::uint64_t index) const;

  void start(std::string_view name, const XmlAttributes&) override { item_.start(name); }
  void end(std::string_view name) override;
  void text(std::string_view piece) override { item_.text(piece); }

 private:
  StringItem item_;
  std::string texts_;
  std::vector<std::uint64_t> ends_;
};

/// Without the blanks and line ends around it.
std::string_view trimmed(std::string_view text);

}  // namespace remit::cli
