#pragma once

#include <cstdint>
#include <string>

#include "remit/diagnostic.h"

namespace remit {

/// What kind of place a test may reach. Numbers are stable.
enum class CoverageKind : std::int32_t {
  rule = 0,    ///< a declaration took effect in some row: a reward was due, a figure was computed
  branch = 1,  ///< a `then` or `else` was taken; a condition held, or failed
  band = 2,    ///< a bracket of a scale applied
  cap = 3,     ///< a limit (cap, floor, at most, a fund that is short) changed an amount
};

/// What a place has to do to count as reached.
enum class CoverageGoal : std::int32_t { applies = 0, taken = 1, holds = 2, fails = 3, binds = 4 };

/// One place of a policy and whether its tests reach it. A place used by several rules counts once.
struct CoverageItem {
  CoverageKind kind = CoverageKind::rule;
  CoverageGoal goal = CoverageGoal::applies;
  std::string text;  ///< name of the rule, or the place as written
  bool reached = false;
  std::string file;
  Position begin;
};

}  // namespace remit
