#include "check/eras.h"

#include <algorithm>

#include "base/strings.h"
#include "check/dated.h"

namespace remit::check {

using syntax::Label;

namespace {

bool is_chinese(std::string_view name) {
  return std::ranges::any_of(name, [](char c) { return (c & 0x80) != 0; });
}

std::string day_of(const Era& era) { return iso_text(era.clause[Label::since].date()); }

}  // namespace

std::string name_before(std::string_view name, const Era& era) {
  return is_chinese(name) ? base::concat(name, "（", day_of(era), "前）")
                          : base::concat(name, " before ", day_of(era));
}

std::string name_from(std::string_view name, const Era& era) {
  return is_chinese(name) ? base::concat(name, "（自", day_of(era), "起）")
                          : base::concat(name, " from ", day_of(era));
}

}  // namespace remit::check
