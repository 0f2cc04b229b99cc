#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace remit::cli::serve {

/// One line for each request. Nothing of what a client sends stands in it but the name of a policy
/// that is served: no address, no path that leads nowhere, no table, no figure.
struct LogLine {
  std::uint64_t number = 0;  ///< also the answer's Request-Id
  std::string_view route;    ///< its name in the table; "none"
  std::string_view policy;   ///< empty: about none
  std::string_view client;   ///< whose token; empty: nobody's
  unsigned status = 0;
  std::uint64_t received = 0;  ///< bytes of the body
  std::uint64_t sent = 0;
  std::uint64_t microseconds = 0;  ///< from the whole request to the whole answer
};

/// The log, as lines of JSON on the standard error. Lines are gathered, so that a request as a
/// rule does not wait for whoever reads them: `flush` is to be called a few times a second, and at
/// the end.
class Log {
 public:
  explicit Log(bool requests) : requests_(requests) {}

  void request(const LogLine& line);
  /// Something that happened to the service: `event` is a stable word, `detail` for a person.
  void event(std::string_view event, std::string_view detail);
  void flush();

 private:
  void add(std::string line);

  const bool requests_;
  std::mutex mutex_;
  std::string waiting_;
};

}  // namespace remit::cli::serve
