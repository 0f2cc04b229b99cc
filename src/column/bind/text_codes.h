// Texts as numbers: codes in the order of the texts, so that comparing codes compares texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/hash_map.h"

namespace remit::column {

/// Add every text first, then `seal`; only then ask. The texts belong to the plan and the dataset
/// and must live as long. Order is by bytes, which for UTF-8 is the order of code points.
class TextCodes {
 public:
  /// The text's number, by which code_of() finds its code once all are sealed.
  std::int32_t add(std::string_view text) {
    return numbers_.try_emplace(text, static_cast<std::int32_t>(numbers_.size())).first->second;
  }
  /// n log n in the number of distinct texts.
  void seal();

  /// The code of a text that was added.
  std::int32_t code(std::string_view text) const { return code_of(numbers_.at(text)); }
  /// The code of a text; nothing if it was not added.
  std::optional<std::int32_t> find(std::string_view text) const {
    const auto found = numbers_.find(text);
    if (found == numbers_.end()) return std::nullopt;
    return code_of(found->second);
  }
  std::int32_t code_of(std::int32_t number) const {
    return codes_[static_cast<std::size_t>(number)];
  }
  std::string_view text(std::int32_t code) const {
    return ordered_[static_cast<std::size_t>(code)];
  }
  std::int32_t size() const { return static_cast<std::int32_t>(ordered_.size()); }

 private:
  base::HashMap<std::string_view, std::int32_t> numbers_;
  std::vector<std::int32_t> codes_;  ///< by number
  std::vector<std::string_view> ordered_;
};

}  // namespace remit::column
