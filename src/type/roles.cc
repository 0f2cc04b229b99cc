#include "type/roles.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "base/chinese_script.h"
#include "type/names.h"

namespace remit::type {
namespace {

/// Whether one may write its word after a dot.
enum class Use : bool { label, attribute };

struct RoleInfo {
  Role role;
  std::string_view name;
  Use use;
  std::string_view en;
  std::string_view zh;
  std::string_view more;  ///< separated by '|'
};

constexpr RoleInfo kRoles[] = {
#define REMIT_ROLE(name, use, en, zh, more) {Role::name, #name, Use::use, en, zh, more},
#include "type/roles.def"
#undef REMIT_ROLE
};

bool is_among(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    if (list.substr(0, bar) == word) return true;
    list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
  }
  return false;
}

}  // namespace

std::string_view role_word(Role role, base::Language language) {
  const RoleInfo& info = kRoles[static_cast<std::size_t>(role)];
  return language == base::Language::zh ? info.zh : info.en;
}

const Role* find_attribute(std::string_view written) {
  const std::string word = base::to_simplified(written);
  const auto* found = std::ranges::find_if(kRoles, [&word](const RoleInfo& info) {
    const bool is_word = info.en == word || info.zh == word || is_among(info.more, word);
    return info.use == Use::attribute && is_word;
  });
  return found == std::end(kRoles) ? nullptr : &found->role;
}

std::string_view name(Role role) {
  const auto index = static_cast<std::size_t>(role);
  return index < std::size(kRoles) ? kRoles[index].name : "unknown";
}

}  // namespace remit::type
