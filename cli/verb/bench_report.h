#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "nlohmann/json_fwd.hpp"
#include "remit/profile.h"
#include "remit/results.h"

namespace remit::cli {

/// What `remit bench` came to.
struct BenchReport {
  std::string as_of;            ///< the day that was chosen because nobody named one
  std::uint64_t rows = 0;       ///< of all tables
  std::vector<double> seconds;  ///< of each run measured
  std::uint64_t errors = 0;     ///< cells in error
  std::uint64_t mib_with_tables = 0;
  std::uint64_t mib_at_most = 0;
  Profile first;    ///< of the first run, before those measured: what is done once
  Profile profile;  ///< of one more run, after those measured

  /// Why cells are in error, the most frequent reasons first. Empty for more errors than anybody
  /// wants to be told apart.
  struct Reason {
    std::string entity;
    std::string column;
    std::string reason;  ///< stable name of the fault
    std::string detail;  ///< of the first such cell, in words
    std::uint64_t cells = 0;
  };
  std::vector<Reason> reasons;
};

/// Looks at every error of a run.
std::vector<BenchReport::Reason> error_reasons(const Results& results, Language language);

std::string bench_text(const BenchReport& report, const Console& console);
nlohmann::ordered_json bench_json(const BenchReport& report);

}  // namespace remit::cli
