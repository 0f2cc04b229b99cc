#pragma once

#include <functional>
#include <string>

namespace remit::walk {

/// The text without whatever may go while `still` holds of what is left.
std::string shrunk(std::string text, const std::function<bool(const std::string&)>& still);

}  // namespace remit::walk
