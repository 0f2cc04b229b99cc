#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.h"
#include "diagnostic/text/api.h"
#include "tools/test_table.h"

using remit::Language;
using remit::Results;
using remit::StatusCode;
using remit::Table;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

namespace {

const remit::Profile& profile_of(const remit_results& results) {
  if (results.profile == nullptr) fail(StatusCode::unsupported, text::api_no_profile);
  return *results.profile;
}

/// What a run must have been asked for to have that table.
std::optional<remit::Output> output_of(remit_table_kind which) {
  using remit::Output;
  switch (which) {
    case REMIT_TABLE_ENTITY:
    case REMIT_TABLE_ENTITY_ALL:
      return Output::columns;
    case REMIT_TABLE_LEDGER:
      return Output::ledger;
    case REMIT_TABLE_TOTALS:
      return Output::totals;
    case REMIT_TABLE_TARGETS:
      return Output::targets;
    case REMIT_TABLE_FINDINGS:
      return Output::findings;
    case REMIT_TABLE_ATTRIBUTIONS:
      return Output::attributions;
    case REMIT_TABLE_ERRORS:
    case REMIT_TABLE_CAUSES:
      return Output::errors;
    default:
      return std::nullopt;
  }
}

Table table_of(const remit_results& from, remit_table_kind which, std::size_t entity,
               Language language) {
  const Results& results = from.value;
  if (const auto output = output_of(which)) value_of(results.require(*output));
  switch (which) {
    case REMIT_TABLE_ENTITY:
      remit::capi::index_argument(entity, results.entity_count(), text::api_entity);
      return results.entity(entity, language);
    case REMIT_TABLE_ENTITY_ALL:
      remit::capi::index_argument(entity, results.entity_count(), text::api_entity);
      return results.entity(entity, language, remit::ResultColumns::all);
    case REMIT_TABLE_LEDGER:
      return results.ledger(language);
    case REMIT_TABLE_TOTALS:
      return results.totals();
    case REMIT_TABLE_TARGETS:
      return results.targets();
    case REMIT_TABLE_ATTRIBUTIONS:
      return results.attributions();
    case REMIT_TABLE_FINDINGS:
      return results.findings(language);
    case REMIT_TABLE_ROUNDING:
      return value_of(results.rounding());
    case REMIT_TABLE_ERRORS:
      return results.errors(language);
    case REMIT_TABLE_STAGES:
      return remit::stage_table(profile_of(from));
    case REMIT_TABLE_RULES:
      return remit::rule_table(profile_of(from));
    case REMIT_TABLE_NOTES:
      return remit::tools::note_table(results.notes(language));
    case REMIT_TABLE_CAUSES:
      return results.causes(language);
    default:
      fail(StatusCode::invalid_argument, text::api_bad_value, {"which", which});
  }
}

}  // namespace

extern "C" {

remit_status remit_evaluate(const remit_policy* policy, const remit_data* data,
                            const remit_options* options, remit_results** results,
                            remit_error** error) {
  return guarded(error, [&] {
    remit_results*& to = out(results, "results");
    const remit::Policy& by = require(policy, "policy").value;
    const remit::Data& from = *require(data, "data").value;
    const remit_options* how = remit::capi::accept(options, "options");
    remit::RunOptions run = how != nullptr ? how->run : remit::RunOptions();
    const auto profile = remit::capi::profile_for(how, run);
    Results computed = value_of(by.evaluate(from, run));
    to = new remit_results(std::move(computed), remit::capi::measured(profile));
  });
}

void remit_results_free(remit_results* results) {
  if (results != nullptr && results->mark == remit_results::kTag) delete results;
}

uint64_t remit_results_error_count(const remit_results* results) {
  return remit::capi::answered<std::uint64_t>(
      0, [&] { return require(results, "results").value.error_count(); });
}

remit_status remit_results_digest(const remit_results* results, remit_string** digest,
                                  remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(digest, "digest");
    const Results& of = require(results, "results").value;
    value_of(of.require(remit::Output::columns));
    to = new remit_string(of.digest());
  });
}

remit_status remit_results_manifest(const remit_results* results, remit_string** manifest,
                                    remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(manifest, "manifest");
    to = new remit_string(remit::manifest(require(results, "results").value));
  });
}

remit_status remit_results_table(const remit_results* results, remit_table_kind which,
                                 size_t entity, remit_language language, remit_table** table,
                                 remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    to = new remit_table(table_of(require(results, "results"), which, entity,
                                  remit::capi::language_argument(language)));
  });
}

remit_status remit_results_totals_by(const remit_results* results, const char* const* by,
                                     const size_t* sizes, size_t count, remit_table** table,
                                     remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    const Results& from = require(results, "results").value;
    std::vector<std::string> words;
    for (const std::string_view word : remit::capi::text_arguments(by, sizes, count, "by"))
      words.emplace_back(word);
    to = new remit_table(value_of(from.totals_by(words)));
  });
}

remit_status remit_results_payments(const remit_results* results, remit_payments_kind which,
                                    const char* const* columns, const size_t* sizes, size_t count,
                                    remit_language language, remit_table** table,
                                    remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    const Results& from = require(results, "results").value;
    if (which < REMIT_PAYMENTS_LISTS || which > REMIT_PAYMENTS_BY_PAYEE)
      fail(StatusCode::invalid_argument, text::api_bad_value, {"which", which});
    std::vector<std::string> words;
    for (const std::string_view word :
         remit::capi::text_arguments(columns, sizes, count, "columns"))
      words.emplace_back(word);
    to = new remit_table(value_of(from.payments(static_cast<remit::PaymentTable>(which), words,
                                                remit::capi::language_argument(language))));
  });
}

remit_status remit_results_explain(const remit_results* results, size_t entity, uint64_t row,
                                   const char* column, size_t size, uint32_t depth,
                                   remit_format_kind format, remit_language language,
                                   remit_string** explanation, remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(explanation, "explanation");
    const Results& from = require(results, "results").value;
    const std::string_view name = remit::capi::text_argument(column, size, "column");
    const bool unfolded = depth == REMIT_DEPTH_UNFOLDED;
    const remit::ExplainOptions how{remit::capi::language_argument(language), unfolded ? 0 : depth,
                                    unfolded};
    switch (format) {
      case REMIT_FORMAT_TEXT:
        to = new remit_string(value_of(from.explain_text(entity, row, name, how)));
        break;
      case REMIT_FORMAT_JSON:
        to = new remit_string(value_of(from.explain_json(entity, row, name, how)));
        break;
      case REMIT_FORMAT_HTML:
        to = new remit_string(value_of(from.explain_html(entity, row, name, how)));
        break;
      default:
        fail(StatusCode::invalid_argument, text::api_bad_value, {"format", format});
    }
  });
}

}  // extern "C"
