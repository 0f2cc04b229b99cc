#include "cli/workbook/shared_strings.h"

#include <utility>

#include "cli/workbook/cell_text.h"

namespace remit::cli {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

void StringItem::start(std::string_view element) {
  if (element == "t") in_text_ = true;
  if (element == "rPh") in_phonetic_ = true;
}

void StringItem::end(std::string_view element) {
  if (element == "t") in_text_ = false;
  if (element == "rPh") in_phonetic_ = false;
}

std::string StringItem::take() {
  std::string text = without_escapes(std::exchange(text_, {}));
  return text;
}

std::optional<std::string_view> SharedStrings::get(std::uint64_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(texts_).substr(begin, ends_[index] - begin);
}

void SharedStrings::end(std::string_view name) {
  item_.end(name);
  if (name != "si") return;
  texts_ += item_.take();
  ends_.push_back(texts_.size());
}

}  // namespace remit::cli
