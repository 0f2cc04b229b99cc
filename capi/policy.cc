#include <new>
#include <string>
#include <vector>

#include "capi/guard.h"
#include "diagnostic/text/api.h"
#include "tools/test_table.h"

using remit::StatusCode;
using remit::capi::accept;
using remit::capi::answered;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::lend;
using remit::capi::out;
using remit::capi::require;
using remit::capi::text_argument;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

remit_policy::remit_policy(remit::Policy policy)
    : value(std::move(policy)), diagnostics(value.diagnostics()) {}

namespace {

remit::CompileOptions compile_options(const remit_options* options) {
  const remit_options* given = accept(options, "options");
  return given != nullptr
             ? remit::CompileOptions{given->run.limits, given->run.cancel, given->run.as_of}
             : remit::CompileOptions{};
}

/// One policy text. Bad UTF-8 in it is no misuse but a complaint with a place, the compiler's.
std::string source_text(const char* text, const std::size_t* sizes, std::size_t index) {
  if (text == nullptr && (sizes == nullptr || sizes[index] != 0)) {
    fail(StatusCode::invalid_argument, text::api_null, {"texts"});
  }
  if (sizes == nullptr || sizes[index] == REMIT_NUL) return text;
  return text == nullptr ? std::string() : std::string(text, sizes[index]);
}

std::function<remit::Status(std::string_view, std::string_view, remit::Data&)> table_loader(
    remit_load_table load_table, void* context) {
  if (load_table == nullptr) return nullptr;
  return [load_table, context](std::string_view path, std::string_view entity,
                               remit::Data& data) -> remit::Status {
    remit_data handle(&data);
    const std::string path_text(path);
    const std::string entity_text(entity);
    const remit_status status =
        load_table(context, path_text.c_str(), entity_text.c_str(), &handle);
    if (status == REMIT_OK) return remit::Done{};
    if (status == REMIT_OUT_OF_MEMORY) throw std::bad_alloc();
    return remit::diagnostic::make_error(StatusCode::data_error, text::api_no_file, {path_text});
  };
}

}  // namespace

extern "C" {

remit_status remit_compile(size_t count, const char* const* names, const char* const* texts,
                           const size_t* sizes, const remit_options* options, remit_policy** policy,
                           remit_error** error) {
  return guarded(error, [&] {
    remit_policy*& to = out(policy, "policy");
    if (names == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"names"});
    if (texts == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"texts"});
    if (count == 0) fail(StatusCode::invalid_argument, text::api_bad_value, {"count", count});
    const remit::CompileOptions how = compile_options(options);
    std::vector<remit::SourceText> sources;
    for (std::size_t i = 0; i < count; ++i) {
      sources.push_back({std::string(text_argument(names[i], REMIT_NUL, "names")),
                         source_text(texts[i], sizes, i)});
    }
    to = new remit_policy(value_of(remit::compile(std::move(sources), how)));
  });
}

void remit_policy_free(remit_policy* policy) {
  if (policy != nullptr && policy->mark == remit_policy::kTag) delete policy;
}

const char* remit_policy_text(const remit_policy* policy, remit_policy_text_kind which,
                              size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>(nullptr, [&]() -> const char* {
    const remit::Policy& from = require(policy, "policy").value;
    switch (which) {
      case REMIT_POLICY_NAME:
        return lend(from.name(), size);
      case REMIT_POLICY_TITLE:
        return lend(from.title(), size);
      case REMIT_POLICY_HASH:
        return lend(from.canonical_hash(), size);
      default:
        return nullptr;
    }
  });
}

const remit_diagnostics* remit_policy_diagnostics(const remit_policy* policy) {
  return answered<const remit_diagnostics*>(nullptr,
                                            [&] { return &require(policy, "policy").diagnostics; });
}

remit_status remit_policy_dump(const remit_policy* policy, remit_stage stage, remit_string** text,
                               remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(text, "text");
    const remit::Policy& from = require(policy, "policy").value;
    if (stage < REMIT_STAGE_TREE || stage > REMIT_STAGE_PLAN) {
      fail(StatusCode::invalid_argument, text::api_bad_value, {"stage", stage});
    }
    to = new remit_string(from.dump(static_cast<remit::Stage>(stage)));
  });
}

remit_status remit_policy_run_tests(const remit_policy* policy, const remit_options* options,
                                    remit_load_table load_table, void* context,
                                    remit_language language, remit_table** outcome,
                                    remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(outcome, "outcome");
    const remit::Policy& from = require(policy, "policy").value;
    const remit_options* given = accept(options, "options");
    remit::TestOptions how;
    how.language = remit::capi::language_argument(language);
    how.load_table = table_loader(load_table, context);
    if (given != nullptr) how.run = given->run;
    to = new remit_table(remit::tools::test_table(value_of(from.run_tests(how))));
  });
}

remit_status remit_format(const char* name, const char* text, size_t size, remit_keywords keywords,
                          const remit_options* options, remit_string** formatted,
                          remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(formatted, "formatted");
    if (keywords < REMIT_KEYWORDS_AS_WRITTEN || keywords > REMIT_KEYWORDS_ZH_HANT) {
      fail(StatusCode::invalid_argument, text::api_bad_value, {"keywords", keywords});
    }
    const remit::SourceText source{std::string(text_argument(name, REMIT_NUL, "name")),
                                   source_text(text, &size, 0)};
    to = new remit_string(value_of(remit::format(source, static_cast<remit::KeywordStyle>(keywords),
                                                 compile_options(options))));
  });
}

}  // extern "C"
