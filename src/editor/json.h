#pragma once

#include <nlohmann/json_fwd.hpp>

namespace remit::editor {

/// A part of a message. Members keep the order in which they are written.
using Json = nlohmann::ordered_json;

}  // namespace remit::editor
