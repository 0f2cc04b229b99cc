// Answers that compute: what a policy comes to over the tables of a body.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/serve/answers.h"
#include "cli/serve/json_out.h"
#include "cli/serve/members.h"
#include "cli/serve/tables_in.h"
#include "cli/verb/found.h"
#include "cli/verb/needs_row.h"
#include "cli/verb/output.h"

namespace remit::cli::serve {
namespace {

using Need = Members::Need;

RunOptions run_options(const Asked& asked, const std::optional<Date>& day) {
  RunOptions options;
  options.limits = asked.limits;
  options.cancel = asked.cancel;
  options.as_of = day;
  return options;
}

/// `data`, which has no rows yet, with the tables of the body; a refusal, if there is one, goes to
/// `refusal`.
Data filled(Data data, const Json* tables, const Policy& policy, const Asked& asked,
            std::optional<Answer>& refusal, std::set<std::size_t>* there = nullptr) {
  if (tables != nullptr && !refusal)
    refusal = take_tables(*tables, policy, asked.language, data, there);
  return data;
}

/// Which parts of the results are answered.
using Parts = std::optional<std::vector<std::string_view>>;

bool has_part(const Parts& parts, std::string_view part) {
  return !parts || std::ranges::find(*parts, part) != parts->end();
}

/// What a run has to come to for these parts. A digest is over all of it.
Outputs outputs_of(const Parts& parts) {
  if (has_part(parts, "digest")) return {};
  Outputs outputs = Outputs::none();
  for (const auto& [part, output] :
       {std::pair("entities", Output::columns), std::pair("ledger", Output::ledger),
        std::pair("totals", Output::totals), std::pair("targets", Output::targets),
        std::pair("findings", Output::findings), std::pair("attributions", Output::attributions),
        std::pair("errors", Output::errors), std::pair("causes", Output::errors)})
    if (has_part(parts, part)) outputs.add(output);
  return outputs;
}

void put_notes(JsonOut& json, const Data& data, const Results& results, Language language) {
  json.name("notes").open_array();
  for (const DataNote& note : data.notes(language)) {
    json.open_object().name("code").text("").name("entity").text(note.entity);
    json.name("message").text(note.message).close_object();
  }
  for (const RunNote& note : results.notes(language)) {
    json.open_object().name("code").text(note.code).name("entity").text(note.entity);
    json.name("message").text(note.message).close_object();
  }
  json.close_array();
}

/// What `remit run --format json` prints, or the parts of it that are asked for.
Answer results_answer(const Policy& policy, const Data& data, const Results& results,
                      const Parts& parts, ResultColumns columns, Language language) {
  constexpr std::size_t kUsualBytes = 1024;
  Answer answer;
  answer.body.reserve(kUsualBytes);
  JsonOut json(answer.body);
  json.open_object().name("policy").text(policy.name()).name("title").text(policy.title());
  json.name("policy_hash").text(policy.canonical_hash());
  if (has_part(parts, "digest")) json.name("digest").text(results.digest());
  const auto part = [&](std::string_view name, const auto& table) {
    if (has_part(parts, name)) json.name(name).rows(table());
  };
  part("targets", [&] { return results.targets(); });
  if (has_part(parts, "attributions")) {
    const Table attributions = results.attributions();
    if (!attributions.columns().empty()) json.name("attributions").rows(attributions);
  }
  if (finds(policy)) part("findings", [&] { return results.findings(language); });
  part("ledger", [&] { return results.ledger(language); });
  part("totals", [&] { return results.totals(); });
  part("errors", [&] { return results.errors(language); });
  part("causes", [&] { return results.causes(language); });
  if (has_part(parts, "notes")) put_notes(json, data, results, language);
  if (has_part(parts, "entities")) {
    json.name("entities").open_object();
    for (std::size_t i = 0; i < policy.entities().size(); ++i)
      json.name(table_name(policy, i)).rows(results.entity(i, language, columns));
    json.close_object();
  }
  json.close_object();
  return answer;
}

/// What a body that asks for results says, whatever policy it is about.
struct RunMembers {
  const Json* tables = nullptr;
  std::optional<Date> day;
  Parts parts;
  ResultColumns columns = ResultColumns::shown;
};

RunMembers run_members(Members& members) {
  RunMembers asked;
  asked.tables = members.object("tables");
  asked.day = members.date("as_of");
  asked.parts = members.choices("parts", {"entities", "ledger", "totals", "targets", "findings",
                                          "attributions", "errors", "causes", "notes", "digest"});
  if (members.truth("all_columns")) asked.columns = ResultColumns::all;
  return asked;
}

Answer run(const Policy& policy, Data no_rows, const RunMembers& members, const Asked& asked) {
  std::optional<Answer> refusal;
  const Data data = filled(std::move(no_rows), members.tables, policy, asked, refusal);
  if (refusal) return *std::move(refusal);
  RunOptions options = run_options(asked, members.day);
  options.only = outputs_of(members.parts);
  const Result<Results> results = policy.evaluate(data, options);
  if (!results) return problem(results.error(), asked.language);
  return results_answer(policy, data, *results, members.parts, members.columns, asked.language);
}

/// The row of a key; the one row of the whole has none.
std::optional<std::uint64_t> row_of_key(const Results& results, std::size_t entity,
                                        const std::vector<std::string>& key) {
  if (entity == 0) return key.empty() ? std::optional<std::uint64_t>(0) : std::nullopt;
  const std::vector<std::string_view> parts(key.begin(), key.end());
  const Table table = results.entity(entity);
  return parts.size() == 1 ? table.find_row(parts.front()) : table.find_row(parts);
}

Answer explained(Result<std::string> text, std::string_view type, Language language) {
  if (!text) return problem(text.error(), language);
  return {200, *std::move(text), type};
}

/// The texts of the policy that a body brings along.
std::vector<SourceText> sources_of(const Json* list, Language language,
                                   std::optional<Answer>& refusal) {
  std::vector<SourceText> sources;
  if (list == nullptr) return sources;
  for (const Json& item : list->items) {
    Members members(item, language, refusal);
    sources.push_back({members.text("name", Need::required), members.text("text", Need::required)});
    members.no_others();
  }
  if (sources.empty() && !refusal)
    refusal = problem(Trouble::missing_member, language, {"sources/0"}, "/sources");
  return sources;
}

/// Fields that are known, by their paths; a blank one is left blank as the answer.
std::vector<NeedsRow::Given> given_of(const Json* given, Language language,
                                      std::optional<Answer>& refusal) {
  std::vector<NeedsRow::Given> fields;
  if (given == nullptr) return fields;
  for (const auto& [path, value] : given->members) {
    const std::optional<std::string_view> text = cell_text(value);
    const std::string pointer = "/given" + pointer_step(path);
    if (text) {
      fields.push_back({std::string(path), std::string(*text)});
    } else if (!refusal) {
      refusal = problem(Trouble::wrong_shape, language,
                        {pointer, format_text(Text::serve_a_cell, language)}, pointer);
    }
  }
  return fields;
}

}  // namespace

Answer evaluate(const Served& served, const Asked& asked) {
  std::optional<Answer> refusal;
  Members members(asked.body, asked.language, refusal);
  const RunMembers wanted = run_members(members);
  members.no_others();
  if (refusal) return *std::move(refusal);
  return run(served.on(wanted.day), served.no_rows(wanted.day), wanted, asked);
}

Answer evaluate_text(const Asked& asked) {
  std::optional<Answer> refusal;
  Members members(asked.body, asked.language, refusal);
  const Json* const list = members.array("sources", Need::required);
  const RunMembers wanted = run_members(members);
  members.no_others();
  std::vector<SourceText> sources = sources_of(list, asked.language, refusal);
  if (refusal) return *std::move(refusal);
  const Result<Policy> policy =
      compile(std::move(sources), {asked.limits, asked.cancel, wanted.day});
  if (!policy) return problem(policy.error(), asked.language);
  return run(*policy, policy->new_data(), wanted, asked);
}

Answer check_text(const Asked& asked) {
  std::optional<Answer> refusal;
  Members members(asked.body, asked.language, refusal);
  const Json* const list = members.array("sources", Need::required);
  members.no_others();
  std::vector<SourceText> sources = sources_of(list, asked.language, refusal);
  if (refusal) return *std::move(refusal);
  const Result<Policy> policy =
      compile(std::move(sources), {asked.limits, asked.cancel, std::nullopt});
  if (policy) return {200, policy->diagnostics().json(asked.language)};
  if (policy.error().diagnostics().empty()) return problem(policy.error(), asked.language);
  return {200, policy.error().diagnostics().json(asked.language)};
}

Answer explain(const Served& served, const Asked& asked) {
  std::optional<Answer> refusal;
  Members members(asked.body, asked.language, refusal);
  const Json* const tables = members.object("tables");
  const std::optional<Date> day = members.date("as_of");
  const std::string name = members.text("entity", Need::optional);
  const std::vector<std::string> key = members.texts("key");
  const std::string column = members.text("column", Need::required);
  const std::string_view format = members.choice("format", {"json", "text", "html"});
  const ExplainOptions how{asked.language, members.number("depth"), members.truth("unfolded")};
  members.no_others();
  const Policy& policy = served.on(day);
  const Data data = filled(served.no_rows(day), tables, policy, asked, refusal);
  if (refusal) return *std::move(refusal);
  const auto entity = name.empty() ? std::optional<std::size_t>(0) : find_table(policy, data, name);
  if (!entity) return problem(Trouble::no_such_entity, asked.language, {name}, "/entity");
  const Result<Results> results = policy.evaluate(data, run_options(asked, day));
  if (!results) return problem(results.error(), asked.language);
  const std::optional<std::uint64_t> row = row_of_key(*results, *entity, key);
  if (!row) {
    const std::vector<std::string_view> parts(key.begin(), key.end());
    return problem(Trouble::no_such_row, asked.language, {name, key_text(parts)}, "/key");
  }
  if (format == "text")
    return explained(results->explain_text(*entity, *row, column, how), "text/plain; charset=utf-8",
                     asked.language);
  if (format == "html")
    return explained(results->explain_html(*entity, *row, column, how), "text/html; charset=utf-8",
                     asked.language);
  return explained(results->explain_json(*entity, *row, column, how), "application/json",
                   asked.language);
}

Answer needs(const Served& served, const Asked& asked) {
  std::optional<Answer> refusal;
  Members members(asked.body, asked.language, refusal);
  const Json* const tables = members.object("tables");
  const std::optional<Date> day = members.date("as_of");
  const std::string name = members.text("entity", Need::optional);
  const std::string column = members.text("column", Need::required);
  const Json* const given = members.object("given");
  members.no_others();
  const std::vector<NeedsRow::Given> known = given_of(given, asked.language, refusal);
  const Policy& policy = served.on(day);
  std::set<std::size_t> there;
  Data data = filled(served.no_rows(day), tables, policy, asked, refusal, &there);
  if (refusal) return *std::move(refusal);
  const auto entity = name.empty() ? std::optional<std::size_t>(0) : find_table(policy, data, name);
  if (!entity) return problem(Trouble::no_such_entity, asked.language, {name}, "/entity");
  if (!policy.entities()[*entity].find_column(column))
    return problem(Trouble::no_such_column, asked.language, {name, column}, "/column");
  if (*entity != 0 && there.contains(*entity))
    return problem(Trouble::own_table, asked.language, {name}, "/tables" + pointer_step(name));
  NeedsRow row(policy, *entity, known, there, data, asked.language);
  if (!row.fill() || !row.accept_values(day))
    return problem(Trouble::bad_path, asked.language, {row.trouble()}, "/given");
  NeedsOptions options = row.options();
  options.as_of = day;
  const Result<Needs> found = policy.needs(data, *entity, column, options);
  if (!found) return problem(found.error(), asked.language);
  return {200, to_json(*found)};
}

}  // namespace remit::cli::serve
