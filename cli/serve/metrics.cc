#include "cli/serve/metrics.h"

#include <unistd.h>

#include <fstream>

#include "absl/strings/str_format.h"
#include "remit/policy.h"

namespace remit::cli::serve {
namespace {

void head(std::string& text, const char* name, const char* type, const char* help) {
  absl::StrAppendFormat(&text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/// Bytes of memory of the process that are in use, as the system counts; 0 where it does not say.
std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

void Metrics::count(const RouteInfo* route, unsigned status, std::uint64_t microseconds) {
  const std::size_t at = route == nullptr ? kRouteCount : static_cast<std::size_t>(route->route);
  Counted& counted = routes_[at];
  constexpr auto kRelaxed = std::memory_order_relaxed;
  counted.by_class[status / 100 % 6].fetch_add(1, kRelaxed);
  std::size_t bound = 0;
  while (bound < kBounds.size() && microseconds > kBounds[bound]) ++bound;
  counted.by_time[bound].fetch_add(1, kRelaxed);
  counted.microseconds.fetch_add(microseconds, kRelaxed);
}

std::string Metrics::text(std::size_t policies) const {
  std::string text;
  const auto route_name = [](std::size_t at) {
    return at < kRouteCount ? all_routes()[at].name : std::string_view("none");
  };
  head(text, "remit_requests_total", "counter", "Requests answered.");
  for (std::size_t at = 0; at <= kRouteCount; ++at)
    for (std::size_t of = 1; of < routes_[at].by_class.size(); ++of)
      if (const std::uint64_t count = routes_[at].by_class[of])
        absl::StrAppendFormat(&text, "remit_requests_total{route=\"%s\",status=\"%dxx\"} %d\n",
                              std::string(route_name(at)), of, count);
  head(text, "remit_request_seconds", "histogram", "Time from request to answer.");
  for (std::size_t at = 0; at <= kRouteCount; ++at) {
    const Counted& counted = routes_[at];
    const std::string name(route_name(at));
    std::uint64_t sum = 0;
    for (const auto& count : counted.by_time) sum += count;
    if (sum == 0) continue;
    std::uint64_t below = 0;
    for (std::size_t bound = 0; bound < kBounds.size(); ++bound) {
      below += counted.by_time[bound];
      absl::StrAppendFormat(&text, "remit_request_seconds_bucket{route=\"%s\",le=\"%g\"} %d\n",
                            name, static_cast<double>(kBounds[bound]) / 1e6, below);
    }
    below += counted.by_time[kBounds.size()];
    absl::StrAppendFormat(&text, "remit_request_seconds_bucket{route=\"%s\",le=\"+Inf\"} %d\n",
                          name, below);
    absl::StrAppendFormat(&text, "remit_request_seconds_sum{route=\"%s\"} %.6f\n", name,
                          static_cast<double>(counted.microseconds) / 1e6);
    absl::StrAppendFormat(&text, "remit_request_seconds_count{route=\"%s\"} %d\n", name, below);
  }
  const auto one = [&text](const char* name, const char* type, const char* help, auto value) {
    head(text, name, type, help);
    absl::StrAppendFormat(&text, "%s %d\n", name, value);
  };
  one("remit_connections", "gauge", "Connections that are open.", connections.load());
  one("remit_working", "gauge", "Requests with a worker, or waiting for one.", working.load());
  one("remit_connections_refused_total", "counter", "Connections over the limit.",
      turned_away.load());
  one("remit_reloads_total", "counter", "Times the policies were read again.", reloads.load());
  one("remit_reloads_failed_total", "counter", "Times that a policy did not compile.",
      failed_reloads.load());
  one("remit_policies", "gauge", "Policies that are served.", policies);
  one("remit_resident_bytes", "gauge", "Memory of the process.", resident_bytes());
  head(text, "remit_build_info", "gauge", "The version of Remit.");
  absl::StrAppendFormat(&text, "remit_build_info{version=\"%s\"} 1\n", version());
  return text;
}

}  // namespace remit::cli::serve
