#include <memory>
#include <string>
#include <utility>

#include "diagnostic/error.h"

namespace remit {

Error host_error(StatusCode code, std::string message) {
  auto impl = std::make_shared<Error::Impl>();
  impl->code = code;
  impl->message.emplace(std::move(message));
  return Error(std::move(impl));
}

}  // namespace remit
