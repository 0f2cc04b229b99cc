// Compiled with a QUESTION to a node of a tree (CMakeLists.txt).
#include "syntax/tree.h"

namespace remit::syntax {

bool ask(const NodeView& node) { return static_cast<bool>(QUESTION); }

}  // namespace remit::syntax
