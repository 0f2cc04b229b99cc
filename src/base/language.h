#pragma once

#include <string_view>

namespace remit::base {

/// The languages in which a policy can be written and Remit can answer.
enum class Language { en, zh };

/// "en" or "zh".
constexpr std::string_view language_tag(Language language) {
  return language == Language::zh ? "zh" : "en";
}

}  // namespace remit::base
