#include "cli/verb/coverage.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

struct Kind {
  CoverageKind kind;
  std::string_view name;
  Text title;
};

constexpr std::array<Kind, 4> kKinds = {{
    {CoverageKind::rule, "rules", Text::coverage_rules},
    {CoverageKind::branch, "branches", Text::coverage_branches},
    {CoverageKind::band, "bands", Text::coverage_bands},
    {CoverageKind::cap, "caps", Text::coverage_caps},
}};

struct Goal {
  std::string_view name;
  Text never;
};

// By CoverageGoal; what applies is a rule or a bracket.
constexpr std::array<Goal, 5> kGoals = {{
    {"applies", Text::never_applies},
    {"taken", Text::never_taken},
    {"holds", Text::never_holds},
    {"fails", Text::never_fails},
    {"binds", Text::never_binds},
}};

struct Count {
  std::size_t places = 0;
  std::size_t reached = 0;
  /// Rounded down, so that only everything is 100.
  std::size_t percent() const { return places == 0 ? 100 : reached * 100 / places; }
};

Count count(const std::vector<CoverageItem>& items, CoverageKind kind) {
  Count counted;
  for (const CoverageItem& item : items) {
    if (item.kind != kind) continue;
    ++counted.places;
    if (item.reached) ++counted.reached;
  }
  return counted;
}

const Goal& goal_of(const CoverageItem& item) {
  return kGoals[static_cast<std::size_t>(item.goal)];
}

}  // namespace

std::string coverage_text(const std::vector<CoverageItem>& items, const Console& console) {
  std::string out;
  for (const Kind& kind : kKinds) {
    const Count counted = count(items, kind.kind);
    if (counted.places == 0) continue;
    out += "  " +
           console.text(Text::coverage_line, {console.text(kind.title), counted.reached,
                                              counted.places, counted.percent()}) +
           "\n";
  }
  for (const CoverageItem& item : items) {
    if (item.reached) continue;
    const bool band = item.kind == CoverageKind::band;
    out += "    " + item.file + ":" + std::to_string(item.begin.line) + ":" +
           std::to_string(item.begin.column) + ": " +
           console.text(band ? Text::never_bracket : goal_of(item).never, {item.text}) + "\n";
  }
  return out;
}

nlohmann::ordered_json coverage_json(const std::vector<CoverageItem>& items) {
  nlohmann::ordered_json all;
  for (const Kind& kind : kKinds) {
    const Count counted = count(items, kind.kind);
    nlohmann::ordered_json places = nlohmann::ordered_json::array();
    for (const CoverageItem& item : items) {
      if (item.kind != kind.kind) continue;
      places.push_back({{"text", item.text},
                        {"goal", goal_of(item).name},
                        {"reached", item.reached},
                        {"file", item.file},
                        {"line", item.begin.line},
                        {"column", item.begin.column}});
    }
    all[std::string(kind.name)] = {{"places", counted.places},
                                   {"reached", counted.reached},
                                   {"percent", counted.percent()},
                                   {"list", std::move(places)}};
  }
  return all;
}

}  // namespace remit::cli
