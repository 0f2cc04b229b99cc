#include "cli/verb/sample_rows.h"

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/date.h"

namespace remit::cli {
namespace {

/// How often rows with errors are made anew. One row may spoil those of a whole fund or ranking,
/// and only it shows then.
constexpr int kRounds = 200;

/// What one look at the pilot found.
struct Findings {
  std::vector<std::vector<ErrorOrigin>> origins;  ///< by entity
  bool needs_today = false;
  std::set<std::size_t> crowded;  ///< entities of which several rows match where one should
};

class Pilot {
 public:
  Pilot(const Policy& policy, std::optional<Date>& as_of) : policy_(policy), as_of_(as_of) {}

  Result<Findings> look(SampleTables& tables) const {
    Data data = policy_.new_data();
    if (Status done = tables.fill(true, data); !done.ok()) return done.error();
    RunOptions options;
    options.as_of = as_of_;
    const Result<Results> results = policy_.evaluate(data, options);
    if (!results.ok()) return results.error();
    Findings findings;
    findings.origins.resize(policy_.entities().size());
    for (ErrorOrigin& origin : results->error_origins()) {
      const std::string_view reason = origin.reason;
      if (origin.entity == 0 && reason == "hole" && is_today(policy_, origin.column)) {
        findings.needs_today = true;
        continue;
      }
      if (reason == "duplicate_key") findings.crowded.insert(origin.entity);
      findings.origins[origin.entity].push_back(std::move(origin));
    }
    return findings;
  }

  /// Draws rows in which errors begin anew until there are none.
  Result<Findings> mend(SampleTables& tables) {
    for (int round = 0;; ++round) {
      Result<Findings> findings = look(tables);
      if (!findings.ok()) return findings;
      if (findings->needs_today && !as_of_) {
        as_of_ = date_of_days(static_cast<std::int32_t>(tables.last_day()));
        continue;
      }
      bool any = false;
      for (const std::vector<ErrorOrigin>& origins : findings->origins) {
        any = any || !origins.empty();
        if (round == kRounds) continue;
        for (const ErrorOrigin& origin : origins) {
          if (origin.row >= tables.pilot_rows(origin.entity)) continue;
          tables.mend_row(origin.entity, origin.row, origin.column);
        }
      }
      if (!any || round == kRounds) return findings;
    }
  }

 private:
  const Policy& policy_;
  std::optional<Date>& as_of_;
};

/// What chance did not find repeats what it found.
void repeat_good_rows(const Findings& findings, SampleTables& tables) {
  for (std::size_t entity = 1; entity < findings.origins.size(); ++entity) {
    std::set<std::uint64_t> wrong;
    for (const ErrorOrigin& origin : findings.origins[entity]) wrong.insert(origin.row);
    std::uint64_t good = 0;
    for (const std::uint64_t row : wrong) {
      while (wrong.contains(good)) ++good;
      if (row >= tables.pilot_rows(entity) || good >= tables.pilot_rows(entity)) break;
      tables.copy_row(entity, good, row);
      if (++good == tables.pilot_rows(entity)) good = 0;
    }
  }
}

}  // namespace

std::optional<std::string> fill_with_sample_rows(const Policy& policy, const SampleSize& size,
                                                 Language language, std::optional<Date>& as_of,
                                                 Data& data) {
  std::set<std::size_t> crowded;
  while (true) {
    SampleTables tables(policy, size, crowded);
    Pilot pilot(policy, as_of);
    const Result<Findings> first = pilot.look(tables);
    if (!first.ok()) return first.error().message(language);
    const std::size_t before = crowded.size();
    crowded.insert(first->crowded.begin(), first->crowded.end());
    if (crowded.size() > before) continue;
    const Result<Findings> left = pilot.mend(tables);
    if (!left.ok()) return left.error().message(language);
    repeat_good_rows(*left, tables);
    const Status done = tables.fill(false, data);
    if (!done.ok()) return done.error().message(language);
    return std::nullopt;
  }
}

}  // namespace remit::cli
