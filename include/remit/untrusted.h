#pragma once

#include "remit/limits.h"

namespace remit {

/// Limits for a server that takes texts and tables from anybody: every one is set, and each is far
/// below the defaults, which are for texts and tables of one's own. Real policies pass, tables of
/// more than 100 000 rows do not.
constexpr Limits untrusted_limits() {
  Limits limits;
  limits.source_bytes = 1u << 20;
  limits.tokens = 200'000;
  limits.nesting_depth = 100;
  limits.declarations = 2'000;
  limits.columns = 2'000;
  limits.expression_nodes = 200'000;
  limits.text_bytes = 1u << 16;
  limits.number_digits = 100;
  limits.diagnostics = 100;
  limits.rows = 100'000;
  limits.memory_bytes = std::uint64_t{128} << 20;
  limits.steps = 50'000'000;
  limits.milliseconds = 800;
  return limits;
}

}  // namespace remit
