// What was computed from what, as JSON.
#include "remit/manifest.h"

#include "api/results_impl.h"
#include "base/civil_date.h"
#include "base/json.h"
#include "remit/policy.h"
#include "remit/sha256.h"

namespace remit {
namespace {

using base::Json;

Json texts(const Policy::Impl& policy) {
  Json texts = Json::array();
  for (std::size_t i = 0; i < policy.sources.size(); ++i) {
    const base::Source& source = policy.sources[i];
    texts.push_back({{"path", source.name()},
                     {"bytes", source.text().size()},
                     {"sha256", sha256(source.text())}});
  }
  return texts;
}

/// The tables that were handed over. Of the whole, whose one row is always there, only one with
/// fields.
Json tables(const Policy& policy, const Results::Impl& results) {
  Json tables = Json::array();
  const std::vector<EntityInfo>& entities = results.policy->entities;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const table::Table& table = results.input->dataset.tables[i];
    // The day of the run is a field of the whole that no table has.
    const std::size_t own = entities[i].fields.size() - (i == 0 && results.policy->today ? 1 : 0);
    if (entities[i].made || (i > 0 && !table.given) || own == 0) continue;
    tables.push_back({{"entity", i == 0 ? policy.name() : entities[i].name}, {"rows", table.rows}});
  }
  return tables;
}

}  // namespace

std::string manifest(const Results& results, bool figures) {
  const Results::Impl& run = *results.impl();
  const Policy policy(run.policy);
  Json json{{"manifest", 1},
            {"engine", {{"version", version()}, {"build", build()}}},
            {"policy",
             {{"name", policy.name()},
              {"canonical_hash", policy.canonical_hash()},
              {"texts", texts(*run.policy)}}},
            {"as_of", nullptr},
            {"tables", tables(policy, run)},
            {"errors", results.error_count()}};
  if (figures) json["figures"] = results.digest();
  if (run.day) json["as_of"] = base::to_iso_text(base::civil_from_days(*run.day));
  return json.dump(2) + "\n";
}

}  // namespace remit
