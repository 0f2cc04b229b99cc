#include <algorithm>
#include <utility>

#include "diagnostic/codes.h"
#include "diagnostic/error.h"
#include "diagnostic/explain.h"
#include "diagnostic/render.h"
#include "remit/diagnostic.h"

namespace remit {
namespace {

Position position_of(const base::Source& source, std::uint32_t offset) {
  const base::Position at = source.position(offset);
  return {offset - source.base() + source.bom_size(), at.line, at.column, at.display_column};
}

Severity severity_of(diagnostic::Severity severity) {
  switch (severity) {
    case diagnostic::Severity::warning:
      return Severity::warning;
    case diagnostic::Severity::note:
      return Severity::note;
    case diagnostic::Severity::error:
      break;
  }
  return Severity::error;
}

/// Without its places.
Diagnostic worded(const diagnostic::Diagnostic& from, Language language) {
  Diagnostic to;
  to.severity = severity_of(from.severity());
  to.code = diagnostic::code_text(from.code);
  to.name = diagnostic::entry(from.code).name;
  to.message = from.message(language);
  to.help = from.help(language);
  return to;
}

}  // namespace

namespace diagnostic {

Place place_of(const base::SourceSet& sources, base::Span span) {
  if (sources.empty()) return {};
  const base::Source& source = sources.at(span.begin);
  return {source.name(), position_of(source, span.begin), position_of(source, span.end)};
}

Diagnostics make_diagnostics(std::vector<diagnostic::Diagnostic> list, base::SourceSet sources) {
  auto impl = std::make_shared<Diagnostics::Impl>();
  impl->sources = std::move(sources);
  impl->list = std::move(list);
  for (const diagnostic::Diagnostic& each : impl->list) {
    impl->errors += each.severity() == diagnostic::Severity::error;
    impl->warnings += each.severity() == diagnostic::Severity::warning;
  }
  return Diagnostics(std::move(impl));
}

}  // namespace diagnostic

Diagnostics::Diagnostics() = default;

std::size_t Diagnostics::size() const { return impl_ ? impl_->list.size() : 0; }
std::size_t Diagnostics::error_count() const { return impl_ ? impl_->errors : 0; }
std::size_t Diagnostics::warning_count() const { return impl_ ? impl_->warnings : 0; }

Diagnostic Diagnostics::at(std::size_t index, Language language) const {
  const diagnostic::Diagnostic& from = impl_->list.at(index);
  diagnostic::Place place = diagnostic::place_of(impl_->sources, from.span);
  Diagnostic to = worded(from, language);
  to.file = std::move(place.file);
  to.begin = place.begin;
  to.end = place.end;
  for (const diagnostic::Related& other : from.related) {
    diagnostic::Place at = diagnostic::place_of(impl_->sources, other.span);
    to.related.push_back({std::move(at.file), at.begin, at.end,
                          diagnostic::format_text(other.text, language, other.arguments)});
  }
  if (from.fix) {
    diagnostic::Place at = diagnostic::place_of(impl_->sources, from.fix->span);
    to.fix = SuggestedFix{std::move(at.file), at.begin, at.end, from.fix->replacement};
  }
  return to;
}

std::string Diagnostics::text(Language language, bool colour) const {
  if (!impl_) return {};
  return diagnostic::render_text(impl_->list, impl_->sources, {language, colour});
}

std::string Diagnostics::json(Language language) const {
  static const Impl kNone{};
  const Impl& all = impl_ ? *impl_ : kNone;
  return diagnostic::render_json(all.list, all.sources, language);
}

std::optional<std::string> explain_code(std::string_view code_or_name, Language language) {
  const std::optional<diagnostic::Code> code = diagnostic::parse_code(code_or_name);
  if (!code) return std::nullopt;
  return diagnostic::explain(*code, language);
}

std::optional<Diagnostic> word_diagnostic(std::string_view code_or_name,
                                          std::span<const std::string> arguments,
                                          Language language) {
  const std::optional<diagnostic::Code> code = diagnostic::parse_code(code_or_name);
  if (!code) return std::nullopt;
  return worded({*code, {}, {arguments.begin(), arguments.end()}, {}, {}}, language);
}

}  // namespace remit
