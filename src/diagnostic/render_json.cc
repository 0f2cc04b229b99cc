#include <algorithm>

#include "base/json.h"
#include "diagnostic/render.h"

namespace remit::diagnostic {
namespace {

using base::Json;

Json place_json(const base::Source& source, uint32_t offset) {
  const base::Position position = source.position(offset);
  return {{"offset", offset - source.base() + source.bom_size()},
          {"line", position.line},
          {"column", position.column},
          {"display_column", position.display_column}};
}

Json span_json(base::Span span, const base::SourceSet& sources) {
  if (sources.empty()) return {{"file", nullptr}, {"begin", nullptr}, {"end", nullptr}};
  const base::Source& source = sources.at(span.begin);
  const base::Span all = source.span();
  return {{"file", source.name()},
          {"begin", place_json(source, std::clamp(span.begin, all.begin, all.end))},
          {"end", place_json(source, std::clamp(span.end, all.begin, all.end))}};
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

Json diagnostic_json(const Diagnostic& diagnostic, const base::SourceSet& sources,
                     base::Language language) {
  Json json{{"code", code_text(diagnostic.code)},
            {"name", entry(diagnostic.code).name},
            {"severity", severity_name(diagnostic.severity())}};
  json.update(span_json(diagnostic.span, sources));
  json["message"] = diagnostic.message(language);
  json["help"] = diagnostic.help(language);
  json["arguments"] = Json::array();
  for (const Argument& argument : diagnostic.arguments) {
    json["arguments"].push_back(argument.in(language));
  }
  json["related"] = Json::array();
  for (const Related& related : diagnostic.related) {
    Json note = span_json(related.span, sources);
    note["message"] = format_text(related.text, language, related.arguments);
    json["related"].push_back(std::move(note));
  }
  json["fix"] = nullptr;
  if (diagnostic.fix) {
    json["fix"] = span_json(diagnostic.fix->span, sources);
    json["fix"]["replacement"] = diagnostic.fix->replacement;
  }
  return json;
}

}  // namespace

std::string render_json(absl::Span<const Diagnostic> diagnostics, const base::SourceSet& sources,
                        base::Language language) {
  const auto count = [&](Severity severity) {
    return std::count_if(diagnostics.begin(), diagnostics.end(),
                         [&](const Diagnostic& each) { return each.severity() == severity; });
  };
  Json json{{"version", 1},
            {"errors", count(Severity::error)},
            {"warnings", count(Severity::warning)},
            {"diagnostics", Json::array()}};
  for (const Diagnostic& diagnostic : diagnostics) {
    json["diagnostics"].push_back(diagnostic_json(diagnostic, sources, language));
  }
  // Names and arguments may quote a file that is not UTF-8; the output always is.
  return json.dump(2) + "\n";
}

}  // namespace remit::diagnostic
