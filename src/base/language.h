#pragma once

#include <string_view>

#include "remit/language.h"

namespace remit::base {

using remit::Language;

/// "en" or "zh".
constexpr std::string_view language_tag(Language language) {
  return language == Language::zh ? "zh" : "en";
}

}  // namespace remit::base
