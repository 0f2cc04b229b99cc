#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "diagnostic/excerpt.h"
#include "diagnostic/render.h"
#include "diagnostic/text/common.h"

namespace remit::diagnostic {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kReset = "\x1b[0m";

std::string_view severity_colour(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "\x1b[1;31m";
    case Severity::warning:
      return "\x1b[1;35m";
    case Severity::note:
      break;
  }
  return "\x1b[1;36m";
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (size_t at = 0;;) {
    const size_t found = text.find(from, at);
    out += text.substr(at, found - at);
    if (found == std::string_view::npos) return out;
    out += to;
    at = found + from.size();
  }
}

/// Writes the parts of one diagnostic; knows the options, so that callers say only what.
class Writer {
 public:
  Writer(const base::SourceSet& sources, const TextOptions& options)
      : sources_(sources), options_(options) {}

  void diagnostic(const Diagnostic& diagnostic) {
    const Severity severity = diagnostic.severity();
    heading(diagnostic.span, severity, base::concat("[", code_text(diagnostic.code), "]"),
            diagnostic.message(options_.language));
    excerpt(diagnostic.span, severity);
    remark(text::label_help, diagnostic.help(options_.language));
    if (diagnostic.fix) {
      remark(text::label_try,
             format_text(text::did_you_mean, options_.language, {diagnostic.fix->replacement}));
    }
    for (const Related& related : diagnostic.related) {
      heading(related.span, Severity::note, "",
              format_text(related.text, options_.language, related.arguments));
      excerpt(related.span, Severity::note);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  std::string_view text(Text text) const { return text_template(text, options_.language); }

  std::string coloured(std::string_view colour, std::string_view words) const {
    return options_.colour ? base::concat(colour, words, kReset) : std::string(words);
  }

  void heading(base::Span span, Severity severity, std::string_view code,
               std::string_view message) {
    if (!sources_.empty()) {
      const base::Source& source = sources_.at(span.begin);
      const base::Position position = source.position(span.begin);
      base::append(out_,
                   coloured(kBold, base::concat(source.name(), ":", position.line, ":",
                                                position.column, ":")),
                   " ");
    }
    const std::string label = base::concat(text(severity_label(severity)), code);
    base::append(out_, coloured(severity_colour(severity), label), text(text::label_separator),
                 coloured(kBold, message), "\n");
  }

  void excerpt(base::Span span, Severity severity) {
    if (sources_.empty()) return;
    const base::Source& source = sources_.at(span.begin);
    const std::string number = base::concat(source.position(span.begin).line);
    const Excerpt excerpt = make_excerpt(source, span);
    gutter_width_ = std::max<size_t>(number.size(), 4);
    const std::string margin(gutter_width_, ' ');
    base::append(out_, margin.substr(number.size()), number, " | ", excerpt.line, "\n");
    const std::string caret = base::concat("^", std::string(excerpt.width - 1, '~'));
    base::append(out_, margin, " | ", std::string(excerpt.indent, ' '),
                 coloured(severity_colour(severity), caret), "\n");
  }

  /// A remark under the excerpt; further lines of `words` stand under the first.
  void remark(Text label, std::string_view words) {
    if (words.empty()) return;
    const std::string margin(gutter_width_, ' ');
    const std::string indented = replace_all(words, "\n", base::concat("\n", margin, "   "));
    base::append(out_, margin, " = ", text(label), indented, "\n");
  }

  const base::SourceSet& sources_;
  const TextOptions& options_;
  std::string out_;
  size_t gutter_width_ = 4;
};

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const base::SourceSet& sources,
                        const TextOptions& options) {
  Writer writer(sources, options);
  writer.diagnostic(diagnostic);
  return writer.take();
}

std::string render_text(absl::Span<const Diagnostic> diagnostics, const base::SourceSet& sources,
                        const TextOptions& options) {
  if (diagnostics.empty()) return "";
  std::string out;
  size_t errors = 0;
  size_t warnings = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += render_text(diagnostic, sources, options);
    if (diagnostic.severity() == Severity::error) ++errors;
    if (diagnostic.severity() == Severity::warning) ++warnings;
  }
  base::append(out, format_text(text::diagnostics_summary, options.language, {errors, warnings}),
               "\n");
  return out;
}

}  // namespace remit::diagnostic
