#pragma once

#include <string>
#include <vector>

namespace remit::walk {

/// Puts in its place whatever a diagnostic of the policy proposes, one at a time. There the text
/// must be readable then, and must not draw that diagnostic again. Answers the codes of what
/// proposed something.
std::vector<std::string> follow_advice(const std::string& text,
                                       std::vector<std::string>& complaints);

}  // namespace remit::walk
