// Any messages to the language server, a line each, end in answers: it neither throws nor ends, and
// what it says is of one line too.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "remit/editor.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::size_t kMost = 6'000;
  if (size > kMost) return 0;
  remit::LanguageServer server;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  while (!input.empty()) {
    const std::size_t end = input.find('\n');
    for (const std::string& answer : server.receive(std::string(input.substr(0, end)))) {
      if (answer.empty() || answer.front() != '{' || answer.back() != '}') std::abort();
      if (answer.find('\n') != std::string::npos) std::abort();
    }
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  }
  return 0;
}
