// From texts to a policy.
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "api/introspection.h"
#include "api/policy_impl.h"
#include "api/versions.h"
#include "api/within_budget.h"
#include "check/check.h"
#include "check/partial_check.h"
#include "check/print_model.h"
#include "diagnostic/error.h"
#include "diagnostic/sink.h"
#include "diagnostic/text/api.h"
#include "lowering/from_model.h"
#include "plan/print.h"
#include "plan/verify.h"
#include "remit/policy.h"
#include "syntax/format.h"
#include "syntax/keywords.h"
#include "syntax/parse.h"
#include "type/roles.h"

namespace remit {
namespace {

using diagnostic::make_error;
namespace text = diagnostic::text;

Error policy_error(const diagnostic::DiagnosticSink& sink, const base::SourceSet& sources) {
  return make_error(StatusCode::policy_error, diagnostic::make_diagnostics(sink.sorted(), sources));
}

/// Offsets have 32 bits, and all files lie in one space of them.
constexpr std::uint64_t kMaxTotalBytes = std::uint64_t{1} << 31;

std::optional<Error> check_sizes(const std::vector<SourceText>& sources, const Limits& limits) {
  std::uint64_t total = 0;
  for (const SourceText& source : sources) {
    total += source.text.size();
    if (source.text.size() > limits.source_bytes) {
      return make_error(StatusCode::limit_exceeded, text::api_limit_source,
                        {source.name, limits.source_bytes});
    }
  }
  if (total > kMaxTotalBytes) {
    return make_error(StatusCode::limit_exceeded, text::api_limit_source,
                      {text::api_all_files, kMaxTotalBytes});
  }
  return std::nullopt;
}

using Models = std::vector<std::unique_ptr<check::Model>>;

/// The versions that the texts make; whoever asks gets the texts and their trees too.
Result<Models> check_texts(std::vector<SourceText> texts, const Limits& limits,
                           base::SourceSet& sources, std::vector<syntax::Tree>& trees,
                           diagnostic::DiagnosticSink& sink) {
  if (texts.empty()) {
    return make_error(StatusCode::invalid_argument, text::api_bad_value, {"sources", 0});
  }
  if (auto error = check_sizes(texts, limits)) return *error;
  for (SourceText& source : texts) {
    sources.add(std::move(source.name), std::move(source.text));
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    trees.push_back(syntax::parse(sources[i], limits, sink));
  }
  if (sink.has_errors()) {
    check::check_partly(trees, sources, limits, sink);
    return policy_error(sink, sources);
  }
  Models models = check::check(trees, sources, limits, sink);
  if (sink.has_errors() || models.empty()) return policy_error(sink, sources);
  return models;
}

Result<Diagnostics> check_within(std::vector<SourceText> sources, const CompileOptions& options) {
  base::SourceSet set;
  std::vector<syntax::Tree> trees;
  diagnostic::DiagnosticSink sink(options.limits.diagnostics);
  const Result<Models> models = check_texts(std::move(sources), options.limits, set, trees, sink);
  if (!models.ok()) return models.error();
  return diagnostic::make_diagnostics(sink.sorted(), set);
}

Result<std::shared_ptr<Policy::Impl>> compile_within(std::vector<SourceText> sources,
                                                     const CompileOptions& options) {
  const Limits& limits = options.limits;
  auto policy = std::make_shared<Policy::Impl>();
  policy->limits = limits;
  diagnostic::DiagnosticSink sink(limits.diagnostics);
  Result<Models> checked =
      check_texts(std::move(sources), limits, policy->sources, policy->trees, sink);
  if (!checked.ok()) return checked.error();
  Models& models = *checked;

  policy->compiled_for = api::day_number(options.as_of);
  const std::size_t chosen = api::choose_version(models, policy->compiled_for);
  policy->chosen = chosen;
  policy->force = api::force_in(models, chosen);
  policy->left_out = api::amendments_of(models, chosen);
  policy->passed_over = api::passed_over_of(models, chosen);
  policy->depends_on_day = api::depends_on_day(models, chosen);
  policy->others = api::others_of(models, chosen);
  policy->model = std::move(models[chosen]);
  policy->plan = lowering::lower(*policy->model, &policy->model_columns);
  if (policy->plan == nullptr) {
    return make_error(StatusCode::internal_error, text::api_internal, {"lower"});
  }
  if (const absl::Status sound = plan::verify(*policy->plan); !sound.ok()) {
    return make_error(StatusCode::internal_error, text::api_internal,
                      {std::string(sound.message())});
  }
  policy->diagnostics = diagnostic::make_diagnostics(sink.sorted(), policy->sources);
  api::describe(*policy);
  return policy;
}

/// What a host calls, within the limits, until it is cancelled.
template <typename Work>
auto compiling(const CompileOptions& options, Work&& work) -> decltype(work()) {
  if (options.cancel.requested()) return make_error(StatusCode::cancelled, text::api_cancelled);
  return api::within_budget(options.limits, options.cancel, std::forward<Work>(work));
}

}  // namespace

Result<Diagnostics> check_only(std::vector<SourceText> sources, const CompileOptions& options) {
  return compiling(options, [&] { return check_within(std::move(sources), options); });
}

Result<Policy> compile(std::vector<SourceText> sources, const CompileOptions& options) {
  auto policy = compiling(options, [&] { return compile_within(std::move(sources), options); });
  if (!policy.ok()) return policy.error();
  return Policy(*std::move(policy));
}

std::string Policy::dump(Stage stage) const {
  switch (stage) {
    case Stage::tree: {
      std::string text;
      for (const syntax::Tree& tree : impl_->trees) text += syntax::dump_tree(tree);
      return text;
    }
    case Stage::model:
      return check::print_model(*impl_->model);
    case Stage::plan:
      break;
  }
  return plan::print(*impl_->plan);
}

namespace {

Result<std::vector<std::string>> amended_within(const SourceText& source,
                                                const CompileOptions& options) {
  std::vector<std::string> names;
  if (check_sizes({source}, options.limits)) return names;
  const Limits& limits = options.limits;
  base::SourceSet sources;
  diagnostic::DiagnosticSink sink(limits.diagnostics);
  const syntax::Tree tree = syntax::parse(sources.add(source.name, source.text), limits, sink);
  for (const syntax::NodeView policy : tree.root().children()) {
    if (const syntax::NodeView amends = policy.child(syntax::Rule::amends))
      names.emplace_back(amends[syntax::Label::base].text());
  }
  return names;
}

}  // namespace

std::vector<std::string> amended_policies(const SourceText& source, const CompileOptions& options) {
  auto names = compiling(options, [&] { return amended_within(source, options); });
  if (!names.ok()) return {};
  return *std::move(names);
}

std::string keyword(const std::string& form, Language language) {
  const syntax::Keyword id = syntax::find_keyword(form);
  if (id == syntax::Keyword::none) return form;
  const bool chinese = language == Language::zh;
  return std::string(
      syntax::keyword_info(id).spelling(chinese ? base::Language::zh : base::Language::en));
}

std::string with_attribute(const std::string& name, Language language) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return name;
  const type::Role* role = type::find_attribute(std::string_view(name).substr(dot + 1));
  if (role == nullptr) return name;
  const bool chinese = language == Language::zh;
  return name.substr(0, dot + 1) +
         std::string(type::role_word(*role, chinese ? base::Language::zh : base::Language::en));
}

namespace {

Result<std::string> format_within(const SourceText& source, KeywordStyle keywords,
                                  const CompileOptions& options,
                                  const std::vector<SourceText>& bases) {
  std::vector<SourceText> all = bases;
  all.push_back(source);
  if (auto error = check_sizes(all, options.limits)) return *error;
  const Limits& limits = options.limits;
  base::SourceSet sources;
  std::vector<const base::Source*> others;
  for (const SourceText& base : bases) others.push_back(&sources.add(base.name, base.text));
  const base::Source& text = sources.add(source.name, source.text);
  diagnostic::DiagnosticSink sink(limits.diagnostics);
  syntax::FormatOptions how;
  how.bases = others;
  if (keywords == KeywordStyle::en) how.keywords = base::Language::en;
  if (keywords == KeywordStyle::zh) how.keywords = base::Language::zh;
  if (keywords == KeywordStyle::zh_hant) how.keywords = {base::Language::zh, true};
  std::optional<std::string> formatted = syntax::format(text, how, limits, sink);
  if (!formatted) return policy_error(sink, sources);
  return *std::move(formatted);
}

}  // namespace

Result<std::string> format(const SourceText& source, KeywordStyle keywords,
                           const CompileOptions& options, const std::vector<SourceText>& bases) {
  return compiling(options, [&] { return format_within(source, keywords, options, bases); });
}

}  // namespace remit
