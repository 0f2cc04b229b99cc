#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/rewrite_file.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
  std::string keywords;
  bool untrusted = false;
};

KeywordStyle keyword_style(const std::string& keywords) {
  if (keywords == "en") return KeywordStyle::en;
  if (keywords == "zh-Hant") return KeywordStyle::zh_hant;
  return keywords == "zh" ? KeywordStyle::zh : KeywordStyle::as_written;
}

ExitStatus format_one(const SourceText& source, const std::vector<SourceText>& all,
                      const FmtOptions& options, const Console& console) {
  CompileOptions how;
  how.limits = limits_of(options.untrusted);
  const Result<std::string> text = format(source, keyword_style(options.keywords), how, all);
  if (!text) {
    const std::string found = text.error().diagnostics().text(console.language(), console.colour());
    console.complain(found.empty() ? text.error().message(console.language()) : found);
    return ExitStatus::policy_errors;
  }
  const bool changed = *text != source.text;
  if (options.check) {
    if (!changed) return ExitStatus::fine;
    console.print(console.text(Text::would_change, {source.name}) + "\n");
    return ExitStatus::policy_errors;
  }
  std::error_code unreadable;
  // A pipe or a device is no file that can be replaced.
  if (source.name == "-" || !std::filesystem::is_regular_file(source.name, unreadable)) {
    console.print(*text);
  } else if (changed) {
    if (!written(rewrite_file(source.name, *text), source.name, console)) return ExitStatus::usage;
  }
  return ExitStatus::fine;
}

ExitStatus fmt(const FmtOptions& options, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const auto sources = read_sources(options.files, console, status);
  if (!sources) return status;
  for (const SourceText& source : *sources) {
    status = std::max(status, format_one(source, *sources, options, console));
  }
  return status;
}

}  // namespace

void add_fmt(CommandLine& line, const Console& console) {
  auto options = std::make_shared<FmtOptions>();
  VerbOptions verb =
      line.add_verb("fmt", Text::help_fmt, [options, &console] { return fmt(*options, console); });
  verb.words("FILE", options->files, Text::help_fmt_files);
  verb.flag("--check", options->check, Text::help_fmt_check);
  verb.choice("--keywords", "LANG", options->keywords, {"en", "zh", "zh-Hant"},
              Text::help_keywords);
  verb.flag("--untrusted", options->untrusted, Text::help_untrusted);
}

}  // namespace remit::cli
