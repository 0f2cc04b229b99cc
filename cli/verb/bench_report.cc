#include "cli/verb/bench_report.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_join.h"
#include "cli/text/grid.h"
#include "nlohmann/json.hpp"
#include "remit/policy.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

using nlohmann::ordered_json;

/// More errors than this are counted only.
constexpr std::uint64_t kMostErrors = 2'000'000;
constexpr std::size_t kReasonsShown = 8;

std::string fixed(double value, int decimals) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string percent(double part, double whole) {
  return fixed(whole > 0 ? 100 * part / whole : 0, 1);
}

std::string milliseconds(std::uint64_t nanoseconds) {
  return fixed(static_cast<double>(nanoseconds) / 1e6, 3);
}

WidthCounts sum_of(const std::vector<StageProfile>& stages) {
  WidthCounts sum;
  for (const StageProfile& stage : stages) {
    sum.bits64 += stage.rows_by_width.bits64;
    sum.bits128 += stage.rows_by_width.bits128;
    sum.unlimited += stage.rows_by_width.unlimited;
  }
  return sum;
}

std::uint64_t total(const WidthCounts& counts) {
  return counts.bits64 + counts.bits128 + counts.unlimited;
}

std::uint64_t total(const StageProfile& stage) {
  return stage.prepare_nanoseconds + stage.run_nanoseconds + stage.fold_nanoseconds;
}

std::string run_lines(const BenchReport& report, const Console& console) {
  std::string out;
  for (const double seconds : report.seconds) {
    const double per_second = static_cast<double>(report.rows) / std::max(seconds, 1e-9);
    out +=
        console.text(Text::bench_line, {report.rows, fixed(seconds, 4), fixed(per_second / 1e6, 2),
                                        report.errors, fixed(1e9 / per_second, 1)}) +
        "\n";
  }
  return out;
}

std::string width_line(const WidthCounts& counts, const Console& console) {
  const auto share = [&](std::uint64_t part) {
    return percent(static_cast<double>(part), static_cast<double>(total(counts)));
  };
  return console.text(Text::bench_widths,
                      {share(counts.bits64), share(counts.bits128), share(counts.unlimited)}) +
         "\n";
}

std::string stage_grid(const Profile& profile, const Console& console) {
  Grid grid;
  grid.add_column(console.text(Text::bench_stage), Grid::Align::right);
  grid.add_column(console.text(Text::bench_table), Grid::Align::left);
  for (const Text heading :
       {Text::bench_rows, Text::bench_steps, Text::bench_ms, Text::bench_share}) {
    grid.add_column(console.text(heading), Grid::Align::right);
  }
  for (const StageProfile& stage : profile.stages) {
    std::string table = stage.entity.empty() ? whole_title(console.language()) : stage.entity;
    if (stage.whole) table = console.text(Text::bench_whole_columns, {table});
    const double share = static_cast<double>(total(stage));
    grid.add_row({std::to_string(stage.stage + 1), table, std::to_string(stage.rows),
                  std::to_string(stage.steps), milliseconds(total(stage)),
                  percent(share, static_cast<double>(profile.run_nanoseconds)) + " %"});
  }
  return grid.text();
}

/// The widest arithmetic of a rule, and how many of its rows need it where not all do.
std::string width_of(const WidthCounts& counts, const Console& console) {
  const std::uint64_t widest = counts.unlimited > 0 ? counts.unlimited : counts.bits128;
  if (widest == 0) return "64";
  std::string name = counts.unlimited > 0 ? console.text(Text::bench_unlimited) : "128";
  if (widest == total(counts)) return name;
  return name + " (" + percent(static_cast<double>(widest), static_cast<double>(total(counts))) +
         " %)";
}

std::string rule_grid(const BenchReport& report, const Console& console) {
  Grid grid;
  grid.add_column(console.text(Text::bench_rule), Grid::Align::left);
  grid.add_column(console.text(Text::bench_clause), Grid::Align::left);
  for (const Text heading :
       {Text::bench_ms, Text::bench_nanoseconds, Text::bench_share, Text::bench_bits}) {
    grid.add_column(console.text(heading), Grid::Align::right);
  }
  grid.add_column(console.text(Text::bench_with), Grid::Align::left);
  for (const RuleProfile& rule : report.profile.rules) {
    const auto nanoseconds = static_cast<double>(rule.nanoseconds);
    grid.add_row(
        {keyword(rule.form, console.language()) + " " + rule.declaration, rule.cite,
         milliseconds(rule.nanoseconds),
         fixed(nanoseconds / static_cast<double>(std::max<std::uint64_t>(report.rows, 1)), 2),
         percent(nanoseconds, static_cast<double>(report.profile.run_nanoseconds)) + " %",
         width_of(rule.rows_by_width, console), absl::StrJoin(rule.with, ", ")});
  }
  return grid.text();
}

std::string error_lines(const BenchReport& report, const Console& console) {
  std::string out;
  for (std::size_t i = 0; i < std::min(report.reasons.size(), kReasonsShown); ++i) {
    const BenchReport::Reason& reason = report.reasons[i];
    const std::string cell = (reason.entity.empty() ? "" : reason.entity + ".") + reason.column;
    out += "  " +
           console.text(Text::bench_reason, {reason.cells, cell, reason.reason, reason.detail}) +
           "\n";
  }
  return out;
}

ordered_json json_of(const WidthCounts& counts) {
  return {{"64", counts.bits64}, {"128", counts.bits128}, {"unlimited", counts.unlimited}};
}

ordered_json json_of(const StageProfile& stage) {
  return {{"stage", stage.stage},
          {"entity", stage.entity.empty() ? "whole" : stage.entity},
          {"whole_columns", stage.whole},
          {"rows", stage.rows},
          {"steps", stage.steps},
          {"prepare_ns", stage.prepare_nanoseconds},
          {"run_ns", stage.run_nanoseconds},
          {"fold_ns", stage.fold_nanoseconds},
          {"rows_by_width", json_of(stage.rows_by_width)}};
}

ordered_json json_of(const RuleProfile& rule) {
  return {{"form", rule.form},      {"declaration", rule.declaration},
          {"label", rule.label},    {"cite", rule.cite},
          {"ns", rule.nanoseconds}, {"rows_by_width", json_of(rule.rows_by_width)},
          {"with", rule.with}};
}

}  // namespace

std::vector<BenchReport::Reason> error_reasons(const Results& results, Language language) {
  if (results.error_count() == 0 || results.error_count() > kMostErrors) return {};
  const Table errors = results.errors(language);
  const std::size_t entity = *errors.find_column("entity"), column = *errors.find_column("column"),
                    reason = *errors.find_column("reason"), detail = *errors.find_column("detail");
  std::map<std::tuple<std::string, std::string, std::string>, BenchReport::Reason> found;
  for (std::uint64_t row = 0; row < errors.row_count(); ++row) {
    auto key =
        std::tuple(errors.text(row, entity), errors.text(row, column), errors.text(row, reason));
    const auto [at, is_new] = found.try_emplace(key);
    if (is_new) {
      at->second = {std::get<0>(key), std::get<1>(key), std::get<2>(key), errors.text(row, detail),
                    0};
    }
    ++at->second.cells;
  }
  std::vector<BenchReport::Reason> reasons;
  for (auto& [key, value] : found) reasons.push_back(std::move(value));
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.cells > b.cells; });
  return reasons;
}

std::string bench_text(const BenchReport& report, const Console& console) {
  const Profile& profile = report.profile;
  std::string out;
  if (!report.as_of.empty()) {
    out += console.text(Text::bench_as_of, {report.as_of}) + "\n";
  }
  out += run_lines(report, console);
  out += error_lines(report, console);
  out += console.text(Text::bench_memory, {report.mib_with_tables, report.mib_at_most}) + "\n";
  out += console.text(Text::bench_ready, {milliseconds(report.first.link_nanoseconds),
                                          milliseconds(report.first.bind_nanoseconds)}) +
         "\n";
  out += width_line(sum_of(profile.stages), console);
  out += "\n" + console.text(Text::bench_stages, {milliseconds(profile.run_nanoseconds)}) + "\n" +
         stage_grid(profile, console);
  out += "\n" + console.text(Text::bench_rules) + "\n" + rule_grid(report, console);
  return out;
}

ordered_json bench_json(const BenchReport& report) {
  ordered_json json;
  if (!report.as_of.empty()) json["as_of"] = report.as_of;
  json["rows"] = report.rows;
  json["seconds"] = report.seconds;
  const double best =
      report.seconds.empty() ? 0 : *std::min_element(report.seconds.begin(), report.seconds.end());
  json["best_ns_per_row"] = report.rows == 0 ? 0 : best * 1e9 / static_cast<double>(report.rows);
  json["errors"] = report.errors;
  json["error_reasons"] = ordered_json::array();
  for (const BenchReport::Reason& reason : report.reasons) {
    json["error_reasons"].push_back({{"entity", reason.entity},
                                     {"column", reason.column},
                                     {"reason", reason.reason},
                                     {"detail", reason.detail},
                                     {"cells", reason.cells}});
  }
  json["memory_mib"] = {{"tables", report.mib_with_tables}, {"peak", report.mib_at_most}};
  json["link_ns"] = report.first.link_nanoseconds;
  json["bind_ns"] = report.first.bind_nanoseconds;
  json["profiled_run_ns"] = report.profile.run_nanoseconds;
  json["rows_by_width"] = json_of(sum_of(report.profile.stages));
  json["stages"] = ordered_json::array();
  for (const StageProfile& stage : report.profile.stages) json["stages"].push_back(json_of(stage));
  json["rules"] = ordered_json::array();
  for (const RuleProfile& rule : report.profile.rules) json["rules"].push_back(json_of(rule));
  return json;
}

}  // namespace remit::cli
