#pragma once

#include <cstdint>

namespace remit {

/// The languages in which a policy can be written and Remit answers.
enum class Language : std::int32_t { en = 0, zh = 1 };

}  // namespace remit
