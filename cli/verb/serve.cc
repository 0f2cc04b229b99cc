// `remit serve`: a folder of policies over HTTP, for who can link nothing.
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "cli/csv/file_bytes.h"
#include "cli/serve/http/server.h"
#include "cli/serve/openapi.h"
#include "cli/serve/service.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct ServeVerb {
  std::string policies;
  std::string socket;
  std::string host = "127.0.0.1";
  std::uint32_t port = 8080;
  std::string tokens;
  bool client_policies = false;
  std::uint64_t milliseconds = 5'000;
  std::uint32_t body_kib = 4'096;
  std::uint32_t connections = 1'000;
  std::uint32_t request_seconds = 30;
  std::uint32_t grace = 10;
  std::uint32_t threads = 0;
  std::string log = "requests";
  bool openapi = false;
};

bool is_loopback(const std::string& host) { return host == "::1" || host.starts_with("127."); }

/// Says what the command asks for in vain or too freely; empty if nothing.
std::string objection(const ServeVerb& verb, const Console& console) {
  const ServeVerb usual;
  if (verb.policies.empty()) return console.text(Text::needed, {"--policies"});
  if (verb.port > 65'535) return console.text(Text::not_in_range, {"--port", verb.port, 0, 65'535});
  if (verb.connections == 0) return console.text(Text::no_value, {"--connections", 0});
  if (verb.request_seconds == 0) return console.text(Text::no_value, {"--request-seconds", 0});
  if (verb.milliseconds == 0) return console.text(Text::no_value, {"--time", 0});
  if (!verb.socket.empty() && (verb.host != usual.host || verb.port != usual.port))
    return console.text(Text::option_with,
                        {verb.host != usual.host ? "--host" : "--port", "--socket"});
  if (verb.socket.empty() && !is_loopback(verb.host) && verb.tokens.empty())
    return console.text(Text::serve_needs_tokens, {verb.host});
  return {};
}

/// The tokens of the file; false, with a complaint, if it cannot be used. It is a secret, so others
/// may not read it.
bool read_tokens(const std::string& file, const Console& console, serve::Tokens& tokens) {
  if (file.empty()) return true;
  constexpr std::size_t kMostBytes = std::size_t{1} << 20;
  const absl::StatusOr<std::string> text = read_file(file, kMostBytes);
  struct stat status {};
  if (!text.ok()) {
    console.complain(
        console.text(Text::cannot_read, {file, why_text(text.status(), console.language())}));
  } else if (::stat(file.c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    console.complain(console.text(Text::serve_tokens_open, {file}));
  } else if (const auto fault = serve::Tokens::parse(*text, tokens)) {
    console.complain(console.text(Text::serve_bad_tokens, {file, fault->line}));
  } else {
    return true;
  }
  return false;
}

serve::ServerOptions server_options(const ServeVerb& verb) {
  serve::ServerOptions options;
  options.socket = verb.socket;
  options.host = verb.host;
  options.port = static_cast<std::uint16_t>(verb.port);
  options.threads =
      verb.threads != 0 ? verb.threads : std::max(1u, std::thread::hardware_concurrency());
  options.connections = verb.connections;
  options.body_bytes = std::uint64_t{verb.body_kib} << 10;
  options.request_seconds = verb.request_seconds;
  options.grace_seconds = verb.grace;
  return options;
}

ExitStatus serve_policies(const ServeVerb& verb, const Console& console) {
  if (verb.openapi) {
    console.print(serve::openapi_document(console.language()));
    return ExitStatus::fine;
  }
  if (const std::string why = objection(verb, console); !why.empty()) {
    console.complain(why);
    return ExitStatus::usage;
  }
  serve::ServiceOptions options;
  options.directory = verb.policies;
  options.client_policies = verb.client_policies;
  options.milliseconds = verb.milliseconds;
  options.language = console.language();
  options.own_host_only = verb.socket.empty() && verb.tokens.empty();
  if (!read_tokens(verb.tokens, console, options.tokens)) return ExitStatus::usage;
  serve::Service service(std::move(options));
  if (const auto fault = service.load(console.language())) {
    console.complain(fault->words.substr(0, fault->words.size() - 1));
    return fault->diagnostics.empty() ? ExitStatus::usage : ExitStatus::policy_errors;
  }
  serve::Log log(verb.log == "requests");
  serve::Server server(service, log, server_options(verb));
  if (const std::string why = server.listen(); !why.empty()) {
    console.complain(console.text(
        Text::serve_cannot_listen,
        {verb.socket.empty() ? verb.host + ":" + std::to_string(verb.port) : verb.socket, why}));
    return ExitStatus::usage;
  }
  console.print(
      console.text(Text::serve_listening, {server.address(), service.shelf()->policies().size()}) +
      "\n");
  std::fflush(stdout);  // who started it waits for this line
  server.run();
  return ExitStatus::fine;
}

}  // namespace

void add_serve(CommandLine& line, const Console& console) {
  auto options = std::make_shared<ServeVerb>();
  VerbOptions verb = line.add_verb(
      "serve", Text::help_serve, [options, &console] { return serve_policies(*options, console); });
  verb.text("--policies", "DIR", options->policies, Text::help_serve_policies);
  verb.text("--socket", "PATH", options->socket, Text::help_serve_socket);
  verb.text("--host", "ADDRESS", options->host, Text::help_serve_host);
  verb.number("--port", options->port, Text::help_serve_port);
  verb.text("--tokens", "FILE", options->tokens, Text::help_serve_tokens);
  verb.flag("--client-policies", options->client_policies, Text::help_serve_client_policies);
  verb.number("--time", options->milliseconds, Text::help_serve_time);
  verb.number("--body", options->body_kib, Text::help_serve_body);
  verb.number("--connections", options->connections, Text::help_serve_connections);
  verb.number("--request-seconds", options->request_seconds, Text::help_serve_request_seconds);
  verb.number("--grace", options->grace, Text::help_serve_grace);
  verb.number("--threads", options->threads, Text::help_serve_threads);
  verb.choice("--log", "WHAT", options->log, {"requests", "events"}, Text::help_serve_log);
  verb.flag("--openapi", options->openapi, Text::help_serve_openapi);
}

}  // namespace remit::cli
