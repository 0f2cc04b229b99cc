#include "cli/verb/manifest.h"

#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

using Value = nlohmann::json;

FileDigest digest_of(const Value& value) {
  return {value.at("bytes").get<std::uint64_t>(), value.at("sha256").get<std::string>()};
}

Manifest::Side read_side(const Value& value) {
  Manifest::Side side;
  const Value& policy = value.at("policy");
  policy.at("name").get_to(side.policy);
  policy.at("canonical_hash").get_to(side.canonical_hash);
  for (const Value& text : policy.at("texts"))
    side.texts.push_back({text.at("path").get<std::string>(), digest_of(text)});
  for (const Value& table : value.at("tables")) {
    side.tables.push_back({table.at("entity").get<std::string>(),
                           table.at("path").get<std::string>(),
                           table.at("rows").get<std::uint64_t>(), digest_of(table)});
  }
  return side;
}

void read_options(const Value& options, Manifest& manifest) {
  options.at("language").get_to(manifest.language);
  options.at("encoding").get_to(manifest.encoding);
  options.at("thousands").get_to(manifest.thousands);
  // Absent in manifests of versions before workbooks.
  manifest.fill_merged = options.value("fill_merged", false);
  manifest.excel = options.value("excel", false);
  options.at("strict").get_to(manifest.strict);
  options.at("by").get_to(manifest.by);
  if (manifest.compares()) return;
  options.at("all").get_to(manifest.all);
  options.at("show").get_to(manifest.show);
  if (options.contains("only")) options.at("only").get_to(manifest.only);
}

Manifest read(const Value& value) {
  Manifest manifest;
  value.at("engine").at("version").get_to(manifest.version);
  value.at("engine").at("build").get_to(manifest.build);
  if (value.contains("before")) {
    for (const char* const side : {"before", "after"})
      manifest.sides.push_back(read_side(value.at(side)));
  } else {
    manifest.sides.push_back(read_side(value));
    if (const Value& batches = value.at("batches"); !batches.is_null()) {
      batches.at("entity").get_to(manifest.batches);
      batches.at("bytes").get_to(manifest.batch_bytes);
    }
  }
  if (!value.at("as_of").is_null()) value.at("as_of").get_to(manifest.as_of);
  read_options(value.at("options"), manifest);
  for (const Value& output : value.at("outputs"))
    manifest.outputs.emplace(output.at("file").get<std::string>(), digest_of(output));
  return manifest;
}

}  // namespace

std::optional<Manifest> parse_manifest(std::string_view text) {
  const Value value = Value::parse(text, nullptr, false);
  try {
    if (value.at("manifest") != 1) return std::nullopt;
    return read(value);
  } catch (const Value::exception&) {
    return std::nullopt;
  }
}

std::vector<std::pair<std::string, std::string>> option_words(const Manifest& manifest) {
  const auto yes_or_no = [](bool value) { return std::string(value ? "true" : "false"); };
  return {{"--as-of", manifest.as_of},
          {"--lang", manifest.language},
          {"--encoding", manifest.encoding},
          {"--thousands", yes_or_no(manifest.thousands)},
          {"--fill-merged", yes_or_no(manifest.fill_merged)},
          {"--excel", yes_or_no(manifest.excel)},
          {"--strict", yes_or_no(manifest.strict)},
          {"--all", yes_or_no(manifest.all)},
          {"--show", absl::StrJoin(manifest.show, " ")},
          {"--by", absl::StrJoin(manifest.by, " ")},
          {"--only", absl::StrJoin(manifest.only, ",")}};
}

}  // namespace remit::cli
