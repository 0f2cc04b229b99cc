// `remit verify`: whether what a folder of results says can be computed again.
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/csv/file_bytes.h"
#include "cli/text/json_text.h"
#include "cli/verb/manifest_differences.h"
#include "cli/verb/run_verb.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

struct VerifyVerb {
  std::vector<std::string> folder;  // one
  std::string against;
  std::vector<std::string> policies;
  std::string data;
  std::string format = "text";
};

std::optional<Manifest> manifest_in(const std::string& directory, const Console& console) {
  const std::string path = (std::filesystem::path(directory) / OutputFolder::kManifest).string();
  constexpr std::size_t kMost = std::size_t{64} << 20;
  const absl::StatusOr<std::string> text = read_file(path, kMost);
  if (!text.ok()) {
    console.complain(
        absl::IsNotFound(text.status())
            ? console.text(Text::no_manifest, {directory})
            : console.text(Text::cannot_read, {path, why_text(text.status(), console.language())}));
    return std::nullopt;
  }
  std::optional<Manifest> manifest = parse_manifest(*text);
  if (!manifest) console.complain(console.text(Text::bad_manifest, {path}));
  return manifest;
}

/// A path of the manifest as it is seen from here.
std::string from_here(const std::string& directory, const std::string& path) {
  return (std::filesystem::path(directory) / path).lexically_normal().string();
}

/// The run that the manifest tells of, to be held against the files of its folder.
RunVerb run_of(const VerifyVerb& verb, const Manifest& manifest, OutputFolder& folder) {
  const std::string& directory = verb.folder.front();
  RunVerb run;
  run.out = directory;
  run.compared = &folder;
  folder.compare(directory);
  run.inputs.files = verb.policies;
  if (verb.policies.empty()) {
    for (const Manifest::Text& text : manifest.texts)
      run.inputs.files.push_back(from_here(directory, text.path));
  }
  run.inputs.directory = verb.data;
  if (verb.data.empty()) {
    for (const Manifest::Table& table : manifest.tables)
      run.inputs.tables.push_back(table.entity + "=" + from_here(directory, table.path));
  }
  run.inputs.as_of = manifest.as_of;
  run.inputs.encoding = manifest.encoding;
  run.inputs.thousands = manifest.thousands;
  run.inputs.fill_merged = manifest.fill_merged;
  run.excel = manifest.excel;
  run.inputs.strict = manifest.strict;
  run.shown.all = manifest.all;
  run.shown.named = manifest.show;
  run.by = manifest.by;
  // As it was read then: of an error in another batch the words are others.
  run.stream.entity = manifest.batches;
  if (!manifest.batches.empty()) run.stream.piece_bytes = manifest.batch_bytes;
  return run;
}

/// The manifest of the same run made now, and where its outputs part from those that are there.
struct Again {
  Manifest manifest;
  std::map<std::string, std::uint64_t> parts_at;
};

std::optional<Again> compute_again(const VerifyVerb& verb, const Manifest& manifest,
                                   const Console& console) {
  const std::string& directory = verb.folder.front();
  for (const Manifest::Text& text : manifest.texts) {
    if (text.path != "-" || !verb.policies.empty()) continue;
    console.complain(console.text(Text::verify_needs_policy, {"--policy"}));
    return std::nullopt;
  }
  OutputFolder folder;
  // The figures do not depend on the language, but some words among the results do.
  const Console speaker(manifest.language == "zh" ? Language::zh : Language::en);
  const ExitStatus status = run_within_memory(run_of(verb, manifest, folder), speaker);
  std::optional<Manifest> made = parse_manifest(folder.manifest());
  if (!made || (status != ExitStatus::fine && status != ExitStatus::cell_errors)) {
    console.complain(console.text(Text::verify_no_run, {directory}));
    return std::nullopt;
  }
  Again again{*std::move(made), {}};
  for (const WrittenFile& file : folder.written())
    if (file.parts_at) again.parts_at.emplace(file.name, *file.parts_at);
  return again;
}

void print(const VerifyVerb& verb, const Manifest& manifest, const std::vector<Difference>& found,
           const Console& console) {
  bool same = true;
  for (const Difference& each : found) same &= each.is_remark();
  if (verb.format == "json") {
    nlohmann::ordered_json json;
    json["same"] = same;
    json["differences"] = nlohmann::ordered_json::array();
    for (const Difference& each : found)
      json["differences"].push_back(
          {{"kind", kind_name(each.kind)}, {"name", each.name}, {"message", each.message}});
    console.print(json_text(json));
    return;
  }
  const std::string& left = verb.folder.front();
  const std::string right = verb.against.empty() ? console.text(Text::verify_now) : verb.against;
  if (!found.empty()) console.print(console.text(Text::verify_sides, {left, right}) + "\n");
  for (const Difference& each : found) console.print("  " + each.message + "\n");
  if (same)
    console.print(console.text(Text::verify_same, {left, right, manifest.outputs.size(),
                                                   manifest.texts.size(), manifest.tables.size()}) +
                  "\n");
}

ExitStatus verify(const VerifyVerb& verb, const Console& console) {
  if (!verb.against.empty() && (!verb.policies.empty() || !verb.data.empty())) {
    console.complain(console.text(Text::option_with,
                                  {verb.policies.empty() ? "--data" : "--policy", "--against"}));
    return ExitStatus::usage;
  }
  const std::string& directory = verb.folder.front();
  const std::optional<Manifest> manifest = manifest_in(directory, console);
  if (!manifest) return ExitStatus::usage;
  std::vector<Difference> found = changed_files(directory, *manifest, console);
  std::optional<Again> other;
  if (verb.against.empty()) {
    other = compute_again(verb, *manifest, console);
  } else if (std::optional<Manifest> read = manifest_in(verb.against, console)) {
    for (Difference& each : changed_files(verb.against, *read, console))
      found.push_back(std::move(each));
    other = Again{*std::move(read), {}};
  }
  if (!other) return ExitStatus::usage;
  for (Difference& each : differences(*manifest, other->manifest, other->parts_at, console))
    found.push_back(std::move(each));
  print(verb, *manifest, found, console);
  for (const Difference& each : found)
    if (!each.is_remark()) return ExitStatus::policy_errors;
  return ExitStatus::fine;
}

}  // namespace

void add_verify(CommandLine& line, const Console& console) {
  auto options = std::make_shared<VerifyVerb>();
  VerbOptions verb = line.add_verb("verify", Text::help_verify,
                                   [options, &console] { return verify(*options, console); });
  verb.words("DIR", options->folder, Text::help_verify_folder, 1, 1);
  verb.text("--against", "DIR", options->against, Text::help_against);
  verb.list("--policy", "FILE", options->policies, Text::help_verify_policy);
  verb.text("--data", "DIR", options->data, Text::help_verify_data);
  verb.choice("--format", "FORMAT", options->format, {"text", "json"}, Text::help_check_format);
}

}  // namespace remit::cli
