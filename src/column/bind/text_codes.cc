#include "column/bind/text_codes.h"

#include <algorithm>

namespace remit::column {

void TextCodes::seal() {
  ordered_.clear();
  ordered_.reserve(codes_.size());
  for (const auto& [text, code] : codes_) ordered_.push_back(text);
  std::sort(ordered_.begin(), ordered_.end());
  for (std::size_t i = 0; i < ordered_.size(); ++i) {
    codes_[ordered_[i]] = static_cast<std::int32_t>(i);
  }
}

}  // namespace remit::column
