// `remit clauses`: what each clause of the document says, how it was read, and what does it.
#include <memory>
#include <string>
#include <vector>

#include "cli/text/json_text.h"
#include "cli/verb/clause_lines.h"
#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

struct ClausesOptions {
  std::vector<std::string> files;
  std::string format = "text";
};

/// A bar ends a cell of Markdown.
std::string markdown_cell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

std::vector<std::string> headings(const Console& console) {
  return {console.text(Text::clauses_clause), console.text(Text::clauses_says),
          console.text(Text::clauses_rules), console.text(Text::clauses_reading)};
}

void print_markdown(const std::vector<ClauseLine>& lines, const Console& console) {
  std::string text = "|";
  for (const std::string& heading : headings(console)) text += " " + heading + " |";
  text += "\n|---|---|---|---|\n";
  for (const ClauseLine& line : lines)
    text += "| " + markdown_cell(line.cite) + " | " +
            markdown_cell(one_after_another(line.says, console)) + " | " +
            markdown_cell(rules_of(line, console, "`")) + " | " +
            markdown_cell(one_after_another(line.reading, console)) + " |\n";
  console.print(text);
}

void print_json(const std::vector<ClauseLine>& lines, const Console& console) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const ClauseLine& line : lines)
    all.push_back({{"clause", line.cite},
                   {"says", one_after_another(line.says, console)},
                   {"declarations", line.rules},
                   {"reading", one_after_another(line.reading, console)},
                   {"not_computed", one_after_another(line.not_computed, console)}});
  console.print(json_text(all));
}

/// A paragraph for each clause, which a terminal can show however long its texts are.
void print_text(const std::vector<ClauseLine>& lines, const Console& console) {
  std::string text;
  for (const ClauseLine& line : lines) {
    text += (line.cite.empty() ? console.text(Text::clauses_none) : line.cite) + "\n";
    const auto tell = [&](Text what, const std::string& said) {
      if (!said.empty()) text += "  " + console.text(what) + ": " + said + "\n";
    };
    tell(Text::clauses_says, one_after_another(line.says, console));
    tell(Text::clauses_rules, rules_of(line, console, ""));
    tell(Text::clauses_reading, one_after_another(line.reading, console));
  }
  console.print(text);
}

ExitStatus clauses(const ClausesOptions& options, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_files(options.files, console, status);
  if (!policy) return status;
  const std::vector<ClauseLine> lines = clause_lines(*policy);
  if (options.format == "json") {
    print_json(lines, console);
  } else if (options.format == "markdown") {
    print_markdown(lines, console);
  } else {
    print_text(lines, console);
  }
  return status;
}

}  // namespace

void add_clauses(CommandLine& line, const Console& console) {
  auto options = std::make_shared<ClausesOptions>();
  VerbOptions verb = line.add_verb("clauses", Text::help_clauses,
                                   [options, &console] { return clauses(*options, console); });
  verb.words("FILE", options->files, Text::help_files);
  verb.choice("--format", "FORMAT", options->format, {"text", "markdown", "json"},
              Text::help_clauses_format);
}

}  // namespace remit::cli
