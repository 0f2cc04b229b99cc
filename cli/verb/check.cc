#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/text/json_text.h"
#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"
#include "remit/diagnostic.h"

namespace remit::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::string format = "text";
  std::string explain;
  bool untrusted = false;
};

ExitStatus explain_code(const std::string& name, const Console& console) {
  const std::optional<std::string> page = remit::explain_code(name, console.language());
  if (!page) {
    console.complain(console.text(Text::no_such_code, {name}));
    return ExitStatus::usage;
  }
  console.print(*page);
  return ExitStatus::fine;
}

// What the compiler found in one set, and how that ends.
struct Findings {
  std::string file;  // the first of the set
  ExitStatus status = ExitStatus::fine;
  Diagnostics diagnostics;
  std::string error;  // of a failure without diagnostics
};

Findings check_set(std::vector<SourceText> set, const CompileOptions& how, const Console& console) {
  Findings findings;
  findings.file = set.front().name;
  const Result<Diagnostics> checked = check_only(std::move(set), how);
  if (checked.ok()) {
    findings.diagnostics = *checked;
    return findings;
  }
  findings.status = ExitStatus::policy_errors;
  findings.diagnostics = checked.error().diagnostics();
  if (findings.diagnostics.empty()) {
    findings.error = checked.error().message(console.language());
  }
  return findings;
}

void print_text(const Findings& findings, const Console& console) {
  if (!findings.error.empty()) {
    console.complain(findings.file + ": " + findings.error);
  } else if (findings.diagnostics.empty()) {
    console.print(console.text(Text::check_fine, {findings.file}) + "\n");
  } else {
    console.print(findings.diagnostics.text(console.language(), console.colour()));
  }
}

// One object whatever the number of sets: counts added up, lists joined.
void add_json(const Findings& findings, const Console& console, nlohmann::ordered_json& all) {
  if (!findings.error.empty()) console.complain(findings.file + ": " + findings.error);
  const nlohmann::ordered_json one =
      nlohmann::ordered_json::parse(findings.diagnostics.json(console.language()));
  if (all.is_null()) {
    all = one;
    return;
  }
  for (const auto& [name, value] : one.items()) {
    if (value.is_array()) {
      all[name].insert(all[name].end(), value.begin(), value.end());
    } else if (name != "version") {
      all[name] = all[name].get<std::uint64_t>() + value.get<std::uint64_t>();
    }
  }
}

ExitStatus check(const CheckOptions& options, const Console& console) {
  if (!options.explain.empty() && (!options.files.empty() || options.format != "text")) {
    const std::string vain =
        options.files.empty() ? "--format " + options.format : options.files[0];
    console.complain(console.text(Text::option_with, {vain, "--explain"}));
    return ExitStatus::usage;
  }
  if (!options.explain.empty()) return explain_code(options.explain, console);
  if (options.files.empty()) {
    console.complain(console.text(Text::nothing_to_check));
    return ExitStatus::usage;
  }
  CompileOptions how;
  how.limits = limits_of(options.untrusted);
  ExitStatus status = ExitStatus::fine;
  std::optional<std::vector<SourceText>> sources = read_sources(options.files, console, status);
  if (!sources) return status;
  nlohmann::ordered_json all;
  for (std::vector<SourceText>& set : split_into_sets(*std::move(sources))) {
    const Findings findings = check_set(std::move(set), how, console);
    status = std::max(status, findings.status);
    if (options.format == "json") {
      add_json(findings, console, all);
    } else {
      print_text(findings, console);
    }
  }
  if (options.format == "json") console.print(json_text(all));
  return status;
}

}  // namespace

void add_check(CommandLine& line, const Console& console) {
  auto options = std::make_shared<CheckOptions>();
  VerbOptions verb = line.add_verb("check", Text::help_check,
                                   [options, &console] { return check(*options, console); });
  verb.words("FILE", options->files, Text::help_files, 0);
  verb.choice("--format", "FORMAT", options->format, {"text", "json"}, Text::help_check_format);
  verb.text("--explain", "CODE", options->explain, Text::help_check_explain);
  verb.flag("--untrusted", options->untrusted, Text::help_untrusted);
}

}  // namespace remit::cli
