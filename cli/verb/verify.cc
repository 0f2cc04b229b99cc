// `remit verify`: whether what a folder of results, or of a comparison, says can be computed again.
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "cli/csv/file_bytes.h"
#include "cli/text/json_text.h"
#include "cli/verb/compared.h"
#include "cli/verb/comparison_files.h"
#include "cli/verb/manifest_differences.h"
#include "cli/verb/run_record.h"
#include "cli/verb/run_verb.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

struct VerifyVerb {
  std::vector<std::string> folder;  // one
  std::string against;
  std::vector<std::string> policies;
  std::string data, data_new;
  std::string format = "text";
};

std::optional<Manifest> manifest_in(const std::string& directory, const Console& console) {
  const std::string path =
      (std::filesystem::path(directory) / OutputFolder::kManifest).generic_string();
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
  return (std::filesystem::path(directory) / path).lexically_normal().generic_string();
}

/// What one side of the manifest was made of, where it is now. `policy`: its files, empty for those
/// of the manifest; `data` likewise.
RunInputs inputs_of(const std::string& directory, const Manifest& manifest,
                    const Manifest::Side& side, std::vector<std::string> policy,
                    const std::string& data) {
  RunInputs inputs;
  inputs.files = std::move(policy);
  if (inputs.files.empty()) {
    for (const Manifest::Text& text : side.texts)
      inputs.files.push_back(from_here(directory, text.path));
  }
  inputs.directory = data;
  if (data.empty()) {
    for (const Manifest::Table& table : side.tables)
      inputs.tables.push_back(table.entity + "=" + from_here(directory, table.path));
  }
  inputs.as_of = manifest.as_of;
  inputs.encoding = manifest.encoding;
  inputs.thousands = manifest.thousands;
  inputs.fill_merged = manifest.fill_merged;
  inputs.strict = manifest.strict;
  return inputs;
}

/// Makes the run anew that the manifest tells of, and holds it against the files of its folder.
ExitStatus run_again(const VerifyVerb& verb, const Manifest& manifest, OutputFolder& folder,
                     const Console& console) {
  RunVerb run;
  run.inputs =
      inputs_of(verb.folder.front(), manifest, manifest.sides.front(), verb.policies, verb.data);
  run.out = verb.folder.front();
  run.excel = manifest.excel;
  run.compared = &folder;
  run.shown.all = manifest.all;
  run.shown.named = manifest.show;
  run.by = manifest.by;
  run.only = manifest.only;
  // As it was read then: of an error in another batch the words are others.
  run.stream.entity = manifest.batches;
  if (!manifest.batches.empty()) run.stream.piece_bytes = manifest.batch_bytes;
  return run_within_memory(run, console);
}

/// The same of a comparison.
ExitStatus compare_again(const VerifyVerb& verb, const Manifest& manifest, OutputFolder& folder,
                         const Console& console) {
  const auto side = [&](const Manifest::Side& of, bool later) {
    std::vector<std::string> policy;
    if (!verb.policies.empty())
      policy = absl::StrSplit(later ? verb.policies.back() : verb.policies.front(), ',');
    const std::string& data = later && !verb.data_new.empty() ? verb.data_new : verb.data;
    RunInputs inputs = inputs_of(verb.folder.front(), manifest, of, std::move(policy), data);
    inputs.record = std::make_shared<RunRecord>();
    return inputs;
  };
  ExitStatus status = ExitStatus::fine;
  std::optional<Compared> compared = compare_sides(
      side(manifest.sides.front(), false), side(manifest.sides.back(), true), console, status);
  if (!compared || !add_groups(manifest.by, *compared, console, status)) return status;
  return write_comparison(*compared, verb.folder.front(), folder, console) ? ExitStatus::fine
                                                                           : ExitStatus::usage;
}

/// The manifest of the same made now, and where its outputs part from those that are there.
struct Again {
  Manifest manifest;
  std::map<std::string, std::uint64_t> parts_at;
};

bool came_by_standard_input(const Manifest& manifest) {
  for (const Manifest::Side& side : manifest.sides)
    for (const Manifest::Text& text : side.texts)
      if (text.path == "-") return true;
  return false;
}

std::optional<Again> compute_again(const VerifyVerb& verb, const Manifest& manifest,
                                   const Console& console) {
  const std::string& directory = verb.folder.front();
  if (verb.policies.empty() && came_by_standard_input(manifest)) {
    console.complain(console.text(Text::verify_needs_policy, {"--policy"}));
    return std::nullopt;
  }
  OutputFolder folder;
  folder.compare(directory);
  // The figures do not depend on the language, but some words among the results do.
  const Console speaker(manifest.language == "zh" ? Language::zh : Language::en);
  const ExitStatus status = manifest.compares() ? compare_again(verb, manifest, folder, speaker)
                                                : run_again(verb, manifest, folder, speaker);
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

/// How many files of one kind were read, each once.
template <typename File>
std::size_t files_read(const Manifest& manifest, std::vector<File> Manifest::Side::*files) {
  std::set<std::string> paths;
  for (const Manifest::Side& side : manifest.sides)
    for (const File& file : side.*files) paths.insert(file.path);
  return paths.size();
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
                                                   files_read(manifest, &Manifest::Side::texts),
                                                   files_read(manifest, &Manifest::Side::tables)}) +
                  "\n");
}

/// Says what the command asks for in vain; empty if nothing.
std::string asked_in_vain(const VerifyVerb& verb, const Manifest& manifest,
                          const Console& console) {
  if (!verb.against.empty()) {
    const char* const now = !verb.policies.empty()   ? "--policy"
                            : !verb.data.empty()     ? "--data"
                            : !verb.data_new.empty() ? "--data-new"
                                                     : nullptr;
    return now == nullptr ? std::string() : console.text(Text::option_with, {now, "--against"});
  }
  if (!verb.data_new.empty() && !manifest.compares())
    return console.text(Text::option_without,
                        {"--data-new", console.text(Text::report_two_policies)});
  if (verb.policies.size() > 2 && manifest.compares())
    return console.text(Text::verify_two_policies, {"--policy"});
  return {};
}

ExitStatus verify(const VerifyVerb& verb, const Console& console) {
  const std::string& directory = verb.folder.front();
  const std::optional<Manifest> manifest = manifest_in(directory, console);
  if (!manifest) return ExitStatus::usage;
  if (const std::string vain = asked_in_vain(verb, *manifest, console); !vain.empty()) {
    console.complain(vain);
    return ExitStatus::usage;
  }
  std::vector<Difference> found = changed_files(directory, *manifest, console);
  std::optional<Again> other;
  if (verb.against.empty()) {
    other = compute_again(verb, *manifest, console);
  } else if (std::optional<Manifest> read = manifest_in(verb.against, console)) {
    if (read->compares() != manifest->compares()) {
      console.complain(console.text(Text::verify_unlike, {directory, verb.against}));
      return ExitStatus::usage;
    }
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
  verb.text("--data-new", "DIR", options->data_new, Text::help_verify_data_new);
  verb.choice("--format", "FORMAT", options->format, {"text", "json"}, Text::help_check_format);
}

}  // namespace remit::cli
