#include "tools/canonical_hash.h"

#include <string_view>

#include "api/policy_impl.h"
#include "remit/policy.h"
#include "tools/canonical_text.h"
#include "remit/sha256.h"

namespace remit::tools {

std::string canonical_hash(const std::vector<syntax::Tree>& trees) {
  Sha256 hash;
  const auto line = [&hash](std::string_view kind, std::string_view text) {
    hash.add(kind);
    hash.add(" ");
    hash.add(std::to_string(text.size()));  // so that no text can pretend to be the next line
    hash.add(" ");
    hash.add(text);
    hash.add("\n");
  };
  for (std::size_t i = 0; i < trees.size(); ++i) {
    const CanonicalText canonical(trees[i], absl::MakeConstSpan(trees).first(i));
    canonical.write(trees[i].root(), line);
  }
  return hash.hex();
}

}  // namespace remit::tools

namespace remit {

const std::string& Policy::canonical_hash() const {
  const std::lock_guard lock(impl_->once_mutex);
  if (!impl_->hash) impl_->hash = tools::canonical_hash(impl_->trees);
  return *impl_->hash;
}

}  // namespace remit
