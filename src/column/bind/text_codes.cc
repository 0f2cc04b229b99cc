#include "column/bind/text_codes.h"

#include <algorithm>

namespace remit::column {

void TextCodes::seal() {
  ordered_.clear();
  ordered_.reserve(numbers_.size());
  // In any order: they are sorted.
  for (const auto& [text, number] : numbers_) ordered_.push_back(text);
  std::sort(ordered_.begin(), ordered_.end());
  codes_.resize(numbers_.size());
  for (std::size_t code = 0; code < ordered_.size(); ++code) {
    codes_[static_cast<std::size_t>(numbers_.at(ordered_[code]))] = static_cast<std::int32_t>(code);
  }
}

}  // namespace remit::column
