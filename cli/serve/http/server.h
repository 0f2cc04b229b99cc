#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "cli/serve/log.h"
#include "cli/serve/service.h"

namespace remit::cli::serve {

/// Where the server listens, and how much it takes.
struct ServerOptions {
  std::string socket;  ///< path of a Unix socket; empty: an address
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any that is free
  std::uint32_t threads = 1;
  std::uint32_t connections = 1'000;
  std::uint64_t body_bytes = std::uint64_t{4} << 20;  ///< of one request
  /// For a request to begin and its head to be there, for its body, and for the answer to be taken.
  std::uint32_t request_seconds = 30;
  std::uint32_t grace_seconds = 10;  ///< for what is under way when it is asked to end
};

/// Carries requests over HTTP/1.1 to a service. A connection costs no thread, so a slow client
/// costs nobody else's time; each has a time for its head, for its body and for taking the answer.
///
/// SIGTERM and SIGINT end it: nothing new is accepted, what is under way is answered. SIGHUP has
/// the policies read again.
class Server {
 public:
  Server(Service& service, Log& log, ServerOptions options);
  ~Server();

  /// Begins to listen, and to heed signals; empty, or why it cannot.
  std::string listen();
  /// "http://127.0.0.1:8080" or "unix:/run/remit.sock", once it listens.
  std::string address() const;
  /// Answers until a signal ends it.
  void run();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace remit::cli::serve
