#pragma once

#include <cstddef>
#include <string>

#include "check/model.h"
#include "syntax/tree.h"

namespace remit::check {

/// What a node says, whatever the language and the spelling of its keywords, operators, functions,
/// attributes and numbers; without the comma that may end an entry. Nodes that give the same text
/// say the same; what is quoted and what the policy has named stands as it is.
std::string words_said(const Model& model, syntax::NodeView node);
/// A hash of that text, which is not made for it.
std::size_t words_key(const Model& model, syntax::NodeView node);

}  // namespace remit::check
