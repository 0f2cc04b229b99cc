#include "cli/verb/run_record.h"

#include <algorithm>
#include <filesystem>

#include "cli/text/json_text.h"
#include "cli/verb/output.h"
#include "cli/verb/run_book.h"
#include "nlohmann/json.hpp"
#include "remit/manifest.h"

namespace remit::cli {
namespace {

using nlohmann::ordered_json;

/// As seen from `folder`; the standard input, and what lies on another root, as it was given.
std::string seen_from(const std::string& folder, const std::string& path) {
  if (path == "-") return path;
  std::error_code error;
  const auto base = std::filesystem::weakly_canonical(folder, error);
  if (error) return path;
  const auto place = std::filesystem::weakly_canonical(path, error);
  if (error) return path;
  const std::filesystem::path way = place.lexically_relative(base);
  return way.empty() ? path : way.generic_string();
}

void put(ordered_json& entry, const FileDigest& digest) {
  entry["bytes"] = digest.bytes;
  entry["sha256"] = digest.sha256;
}

ordered_json options_of(const RunVerb& verb, Language language) {
  return {{"language", language == Language::zh ? "zh" : "en"},
          {"encoding", verb.inputs.encoding},
          {"thousands", verb.inputs.thousands},
          {"fill_merged", verb.inputs.fill_merged},
          {"excel", verb.excel},
          {"strict", verb.inputs.strict},
          {"all", verb.shown.all},
          {"show", verb.shown.named},
          {"by", verb.by}};
}

/// The folder in which the results are.
std::string folder_of(const RunVerb& verb) {
  if (!names_book(verb.out)) return verb.out;
  const std::string folder = std::filesystem::path(verb.out).parent_path().string();
  return folder.empty() ? "." : folder;
}

ordered_json texts_of(const RunVerb& verb) {
  ordered_json texts = ordered_json::array();
  for (const RunRecord::Text& text : verb.inputs.record->texts) {
    ordered_json& entry = texts.emplace_back();
    entry["path"] = seen_from(folder_of(verb), text.path);
    put(entry, text.digest);
  }
  return texts;
}

ordered_json tables_of(const RunVerb& verb, const Policy& policy) {
  std::vector<RunRecord::Table> read = verb.inputs.record->tables;
  std::ranges::sort(read, {}, &RunRecord::Table::entity);
  ordered_json tables = ordered_json::array();
  for (const RunRecord::Table& table : read) {
    ordered_json& entry = tables.emplace_back();
    entry["entity"] = table_name(policy, table.entity);
    entry["path"] = seen_from(folder_of(verb), table.path);
    entry["rows"] = table.rows;
    put(entry, table.digest);
  }
  return tables;
}

}  // namespace

std::string manifest_text(const RunVerb& verb, const Policy& policy, const Results& results,
                          std::uint64_t errors, std::vector<WrittenFile> outputs,
                          Language language) {
  ordered_json whole = ordered_json::parse(manifest(results, false));
  whole["policy"]["texts"] = texts_of(verb);
  whole["options"] = options_of(verb, language);
  whole["tables"] = tables_of(verb, policy);
  whole["batches"] = nullptr;
  if (!verb.stream.entity.empty())
    whole["batches"] = {{"entity", verb.stream.entity}, {"bytes", verb.stream.piece_bytes}};
  whole["errors"] = errors;
  std::ranges::sort(outputs, {}, &WrittenFile::name);
  whole["outputs"] = ordered_json::array();
  for (const WrittenFile& output : outputs) {
    ordered_json& each = whole["outputs"].emplace_back();
    each["file"] = output.name;
    put(each, output.digest);
  }
  return json_text(whole);
}

}  // namespace remit::cli
