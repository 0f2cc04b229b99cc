#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "cli/serve/log.h"
#include "cli/serve/metrics.h"
#include "cli/serve/request.h"
#include "cli/serve/router.h"
#include "cli/serve/shelf.h"
#include "cli/serve/tokens.h"

namespace remit::cli::serve {

/// What the one who starts the service says of it.
struct ServiceOptions {
  std::string directory;
  Tokens tokens;  ///< empty: nobody is asked for one
  bool client_policies = false;
  std::uint64_t milliseconds = 5'000;  ///< of one run
  Language language = Language::en;    ///< where a client prefers none
  /// Whether only names of this machine are accepted as Host, so that a page in a browser cannot
  /// reach the service under a name of its own.
  bool own_host_only = false;
};

/// What a request may use: what strangers may (`untrusted_limits`), and beyond it what a service
/// needs whose policies are the office's own and whose tables may be those of a whole office.
Limits limits_of_strangers(std::uint64_t milliseconds);

/// The largest body that is answered where it was read.
inline constexpr std::size_t kSmallBody = std::size_t{16} << 10;

struct Asked;

/// A request that was let in.
struct Job {
  Match match;
  Language language = Language::en;
  const Tokens::Client* client = nullptr;
  std::shared_ptr<const Shelf> shelf;  ///< to be answered from, whatever is read meanwhile
  const Served* served = nullptr;      ///< the policy that it names; null: none
  std::optional<Answer> refusal;       ///< then nothing is to be done
};

/// Answers requests; knows nothing of connections. Any number of threads may use it.
class Service {
 public:
  explicit Service(ServiceOptions options) : options_(std::move(options)) {}

  /// Reads the policies, at the beginning or again. Where one is wrong all stay as they were.
  std::optional<Shelf::Fault> load(Language language);

  /// Looks at the head of a request: where it goes, and whether it may. The body is not looked at.
  Job admit(const Request& request) const;
  /// Whether it should be answered by a worker.
  static bool is_slow(const Job& job, std::size_t body_size);
  Answer answer(const Job& job, std::string_view body);

  Metrics& metrics() { return metrics_; }
  /// Stops runs that are under way; they are answered with Trouble::ending.
  void stop_runs() const { cancel_.request(); }
  std::shared_ptr<const Shelf> shelf() const;

 private:
  template <typename How>
  Answer with_body(const Job& job, std::string_view body, const How& how) const;
  static Answer evaluate_timed(const Job& job, const Asked& asked, bool small);
  Answer reload(const Job& job);

  const ServiceOptions options_;
  mutable std::mutex shelf_mutex_;  // guards the pointer, for a moment
  std::shared_ptr<const Shelf> shelf_;
  std::mutex reading_mutex_;  // one reading at a time
  Metrics metrics_;
  Cancel cancel_;
};

}  // namespace remit::cli::serve
