#include "type/roles.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "base/chinese_script.h"
#include "base/word_list.h"
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

}  // namespace

std::string_view role_word(Role role, base::Language language) {
  const RoleInfo& info = kRoles[static_cast<std::size_t>(role)];
  return language == base::Language::zh ? info.zh : info.en;
}

const Role* find_attribute(std::string_view written) {
  const std::string word = base::to_simplified(written);
  const auto* found = std::ranges::find_if(kRoles, [&word](const RoleInfo& info) {
    const bool is_word = info.en == word || info.zh == word || base::is_among(info.more, word);
    return info.use == Use::attribute && is_word;
  });
  return found == std::end(kRoles) ? nullptr : &found->role;
}

std::string_view name(Role role) {
  const auto index = static_cast<std::size_t>(role);
  return index < std::size(kRoles) ? kRoles[index].name : "unknown";
}

}  // namespace remit::type
