#pragma once

#include <stdexcept>
#include <string>

namespace remit::editor {

/// A request that cannot be carried out, with the reason in the client's language. Never leaves the
/// room: the server answers with it.
class Refusal : public std::runtime_error {
 public:
  explicit Refusal(const std::string& reason) : std::runtime_error(reason) {}
};

}  // namespace remit::editor
