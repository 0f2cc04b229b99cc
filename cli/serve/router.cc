#include "cli/serve/router.h"

namespace remit::cli::serve {
namespace {

constexpr RouteInfo kRoutes[] = {
#define REMIT_ROUTE(name, method, path, access, pace, body, answer, en, zh) \
  {Route::name, #name, #method, path, Access::access, Pace::pace, #body, #answer, en, zh},
#include "cli/serve/routes.def"
#undef REMIT_ROUTE
};

constexpr std::string_view kPolicy = "{policy}";

/// The first segment of `path`, which begins with a slash, and what follows.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

/// Whether a path is one of the pattern; `policy` gets the segment in the place of {policy}.
bool fits(std::string_view pattern, std::string_view path, std::string_view& policy) {
  while (!pattern.empty() && !path.empty()) {
    if (path.front() != '/') return false;
    const std::string_view wanted = take_segment(pattern), segment = take_segment(path);
    if (wanted == kPolicy) {
      if (segment.empty()) return false;
      policy = segment;
    } else if (wanted != segment) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const RouteInfo> all_routes() { return kRoutes; }

Match match_route(std::string_view method, std::string_view target) {
  Match match;
  const std::string_view path = target.substr(0, target.find('?'));
  const std::string_view asked = method == "HEAD" ? "GET" : method;
  for (const RouteInfo& route : kRoutes) {
    std::string_view policy;
    if (!fits(route.path, path, policy)) continue;
    if (route.method != asked) {
      match.allow = route.method == "GET" ? "GET, HEAD" : route.method;
      continue;
    }
    match.route = &route;
    match.ill_formed = !decode_segment(policy, match.policy);
    return match;
  }
  return match;
}

}  // namespace remit::cli::serve
