#pragma once

#include <string>
#include <vector>

#include "syntax/tree.h"

namespace remit::tools {

/// 64 hexadecimal digits that identify what policies say: SHA-256 over the structure and the words
/// of their trees. Layout, comments, spelling language of keywords and operators, full-width
/// punctuation, the way a number is written (50万 or 500_000) and the policies' own tests do not
/// change it; names, order and everything else do. The trees must be complete.
std::string canonical_hash(const std::vector<syntax::Tree>& trees);

}  // namespace remit::tools
