#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "cli/serve/router.h"

namespace remit::cli::serve {

/// What the service counts, for Prometheus. Any thread may count at any time.
class Metrics {
 public:
  /// `route` may be null: a request that led nowhere.
  void count(const RouteInfo* route, unsigned status, std::uint64_t microseconds);

  std::atomic<std::int64_t> connections{0};
  std::atomic<std::int64_t> working{0};       ///< requests that a worker has or will get
  std::atomic<std::uint64_t> turned_away{0};  ///< connections, because there were too many
  std::atomic<std::uint64_t> reloads{0};
  std::atomic<std::uint64_t> failed_reloads{0};

  /// In the text format of Prometheus, version 0.0.4.
  std::string text(std::size_t policies) const;

 private:
  static constexpr std::array<std::uint64_t, 9> kBounds = {
      100, 250, 1'000, 5'000, 25'000, 100'000, 500'000, 2'000'000, 10'000'000};
  struct Counted {
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  ///< 1xx to 5xx at 1 to 5
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> by_time{};
    std::atomic<std::uint64_t> microseconds{0};
  };
  std::array<Counted, kRouteCount + 1> routes_{};  ///< the last: nowhere
};

}  // namespace remit::cli::serve
