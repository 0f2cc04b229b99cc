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

/// Whether a path is one of the pattern; `policy` gets the segment in the place of {policy}.
bool fits(std::string_view pattern, std::string_view path, std::string_view& policy) {
  const std::size_t at = pattern.find(kPolicy);
  if (at == std::string_view::npos) return pattern == path;
  const std::string_view before = pattern.substr(0, at);
  const std::string_view behind = pattern.substr(at + kPolicy.size());
  if (path.size() <= before.size() + behind.size()) return false;
  if (!path.starts_with(before) || !path.ends_with(behind)) return false;
  policy = path.substr(before.size(), path.size() - before.size() - behind.size());
  return policy.find('/') == std::string_view::npos;
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
