// Whatever a client asks of the service is answered, the same twice: in JSON that the service
// itself reads, with a status of its table, and never with a fault of its own. The first line is a
// request's head (`METHOD TARGET CONTENT-TYPE ACCEPT-LANGUAGE HOST`, each may be missing), the rest
// its body.

#include <stdlib.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "cli/serve/json_in.h"
#include "cli/serve/service.h"

namespace {

using namespace remit::cli::serve;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kPolicy =
    "policy grant \"Grants\" { effective 2010-01-01 currency CNY rounding half_up to 0.01\n"
    "party treasury\n"
    "entity unit { key name : text  kind : one of { township, department } }\n"
    "entity project { key id : text  unit : unit  investment : money  ratio : percent default 20%\n"
    "  signed : date optional }\n"
    "reward bonus for project cite \"II(1)\" says \"a fifth\" { when unit.kind is department\n"
    "  pay ratio * investment cap 500_000 CNY from treasury to unit } }\n";

void require(bool holds) {
  if (!holds) std::abort();
}

/// A service with one policy, made once.
Service& service() {
  static Service* const the_service = [] {
    char folder[] = "/tmp/remit-serve-fuzz-XXXXXX";
    require(::mkdtemp(folder) != nullptr);
    std::ofstream(std::string(folder) + "/grant.remit") << kPolicy;
    auto* const made = new Service({.directory = folder, .tokens = {}, .client_policies = true});
    require(!made->load(remit::Language::en));
    std::filesystem::remove_all(folder);
    return made;
  }();
  return *the_service;
}

/// What stands before the next blank, and takes both away.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

Answer ask(const Request& request) {
  const Job job = service().admit(request);
  (void)Service::is_slow(job, request.body.size());
  return service().answer(job, request.body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::size_t kMost = 4'000;
  if (size > kMost) return 0;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view head = input.substr(0, input.find('\n'));
  input.remove_prefix(head.size() == input.size() ? head.size() : head.size() + 1);
  Request request;
  request.method = take_word(head);
  request.target = take_word(head);
  request.content_type = take_word(head);
  request.accept_language = take_word(head);
  request.host = head;
  request.body = input;
  // The folder is gone; what reads it again has tests of its own (tests/serve).
  if (match_route(request.method, request.target).route != nullptr &&
      match_route(request.method, request.target).route->route == Route::reload)
    return 0;

  const Answer answer = ask(request);
  require(answer.status == 200 || (answer.status >= 400 && answer.status < 500));
  require((answer.status == 405) == !answer.allow.empty());
  const bool is_json = answer.type.find("json") != std::string_view::npos;
  JsonDocument read;
  // What it says may lie deeper than what it is asked.
  if (is_json) {
    const JsonFault::Kind fault = parse_json(answer.body, read).kind;
    require(fault == JsonFault::Kind::none || fault == JsonFault::Kind::too_deep);
  }
  if (!is_json) return 0;  // counters
  const Answer again = ask(request);
  require(again.status == answer.status && again.body == answer.body);
  return 0;
}
