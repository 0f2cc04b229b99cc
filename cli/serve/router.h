#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/serve/request.h"

namespace remit::cli::serve {

enum class Route : std::uint8_t {
#define REMIT_ROUTE(name, method, path, access, pace, body, answer, en, zh) name,
#include "cli/serve/routes.def"
#undef REMIT_ROUTE
};

inline constexpr std::size_t kRouteCount = 0
#define REMIT_ROUTE(name, method, path, access, pace, body, answer, en, zh) +1
#include "cli/serve/routes.def"
#undef REMIT_ROUTE
    ;

enum class Access : std::uint8_t { open, client, keeper };
enum class Pace : std::uint8_t { quick, slow };

/// A row of the table.
struct RouteInfo {
  Route route;
  std::string_view name;
  std::string_view method;
  std::string_view path;
  Access access;
  Pace pace;
  std::string_view body;    ///< schema of what is sent; "none"
  std::string_view answer;  ///< schema of what comes back
  std::string_view en;
  std::string_view zh;
};

std::span<const RouteInfo> all_routes();

/// Where a request goes.
struct Match {
  const RouteInfo* route = nullptr;  ///< null: nowhere
  std::string policy;                ///< what stands for {policy}
  std::string_view allow;            ///< of a path that is there for another method: which one
  bool ill_formed = false;           ///< the path decodes to no text
};

/// HEAD goes where GET goes.
Match match_route(std::string_view method, std::string_view target);

}  // namespace remit::cli::serve
