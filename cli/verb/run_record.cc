#include "cli/verb/run_record.h"

#include <algorithm>
#include <filesystem>

#include "cli/text/json_text.h"
#include "cli/verb/asked.h"
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
  // Of a sheet there is no file of that name: such a path would stay relative.
  const auto place =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  if (error) return path;
  const std::filesystem::path way = place.lexically_relative(base);
  return way.empty() ? path : way.generic_string();
}

void put(ordered_json& entry, const FileDigest& digest) {
  entry["bytes"] = digest.bytes;
  entry["sha256"] = digest.sha256;
}

/// Those on which the files of any verb depend.
ordered_json options_of(const RunInputs& inputs, Language language) {
  return {{"language", language == Language::zh ? "zh" : "en"},
          {"encoding", inputs.encoding},
          {"thousands", inputs.thousands},
          {"fill_merged", inputs.fill_merged},
          {"strict", inputs.strict}};
}

/// The folder in which the results are.
std::string folder_of(const RunVerb& verb) {
  if (!names_book(verb.out)) return verb.out;
  const std::string folder = std::filesystem::path(verb.out).parent_path().string();
  return folder.empty() ? "." : folder;
}

ordered_json texts_of(const std::string& out, const RunRecord& record) {
  ordered_json texts = ordered_json::array();
  for (const RunRecord::Text& text : record.texts) {
    ordered_json& entry = texts.emplace_back();
    entry["path"] = seen_from(out, text.path);
    put(entry, text.digest);
  }
  return texts;
}

ordered_json tables_of(const std::string& out, const RunRecord& record, const Policy& policy) {
  std::vector<RunRecord::Table> read = record.tables;
  std::ranges::sort(read, {}, &RunRecord::Table::entity);
  ordered_json tables = ordered_json::array();
  for (const RunRecord::Table& table : read) {
    ordered_json& entry = tables.emplace_back();
    entry["entity"] = table_name(policy, table.entity);
    entry["path"] = seen_from(out, table.path);
    entry["rows"] = table.rows;
    put(entry, table.digest);
  }
  return tables;
}

ordered_json outputs_of(std::vector<WrittenFile> written) {
  std::ranges::sort(written, {}, &WrittenFile::name);
  ordered_json outputs = ordered_json::array();
  for (const WrittenFile& output : written) {
    ordered_json& each = outputs.emplace_back();
    each["file"] = output.name;
    put(each, output.digest);
  }
  return outputs;
}

/// What the library says of a run, with the files that it does not know.
ordered_json of_run(const std::string& out, const RunRecord& record, const Policy& policy,
                    const Results& results) {
  ordered_json whole = ordered_json::parse(manifest(results, false));
  whole["policy"]["texts"] = texts_of(out, record);
  whole["tables"] = tables_of(out, record, policy);
  return whole;
}

}  // namespace

std::string manifest_text(const RunVerb& verb, const Policy& policy, const Results& results,
                          std::uint64_t errors, std::vector<WrittenFile> outputs,
                          Language language) {
  ordered_json whole = of_run(folder_of(verb), *verb.inputs.record, policy, results);
  whole["options"] = options_of(verb.inputs, language);
  whole["options"]["excel"] = verb.excel;
  whole["options"]["all"] = verb.shown.all;
  whole["options"]["show"] = verb.shown.named;
  whole["options"]["by"] = verb.by;
  if (!verb.asked.is_all()) whole["options"]["only"] = words_of(verb.asked);
  whole["batches"] = nullptr;
  if (!verb.stream.entity.empty())
    whole["batches"] = {{"entity", verb.stream.entity}, {"bytes", verb.stream.piece_bytes}};
  whole["errors"] = errors;
  whole["outputs"] = outputs_of(std::move(outputs));
  return json_text(whole);
}

std::string manifest_text(const std::string& out, const Compared& compared,
                          std::vector<WrittenFile> outputs, Language language) {
  ordered_json whole;
  for (const auto& [name, side] :
       {std::pair("before", &compared.before), std::pair("after", &compared.after)}) {
    ordered_json run = of_run(out, *side->inputs.record, side->policy, side->results);
    for (const char* const member : {"manifest", "engine", "as_of"}) {
      whole[member] = run[member];
      run.erase(member);
    }
    whole[name] = std::move(run);
  }
  whole["options"] = options_of(compared.before.inputs, language);
  whole["options"]["by"] = ordered_json::array();
  for (const auto& [words, table] : compared.groups) whole["options"]["by"].push_back(words);
  whole["outputs"] = outputs_of(std::move(outputs));
  return json_text(whole);
}

}  // namespace remit::cli
