// `remit clauses`: what each clause of the document says, how it was read, and what does it.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/text/json_text.h"
#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

struct ClausesOptions {
  std::vector<std::string> files;
  std::string format = "text";
};

/// One line for each clause: its declarations that say the same, or say nothing more, stand
/// together.
struct Line {
  std::string cite;
  std::string says;
  std::vector<std::string> rules;  ///< as the policy calls them
  std::string reading;
  std::string not_computed;
};

void add(std::string& text, const std::string& more, std::string_view between) {
  if (more.empty()) return;
  if (!text.empty()) text += between;
  text += more;
}

std::vector<Line> lines_of(const Policy& policy, const Console& console) {
  std::vector<Line> lines;
  for (const Clause& clause : policy.clauses()) {
    auto line = std::ranges::find_if(lines, [&clause](const Line& each) {
      return !clause.cite.empty() && each.cite == clause.cite;
    });
    if (line == lines.end()) line = lines.insert(line, Line{clause.cite, {}, {}, {}, {}});
    const std::string between = console.text(Text::clauses_between);
    add(line->says, clause.says, between);
    add(line->reading, clause.reading, between);
    add(line->not_computed, clause.not_computed, between);
    if (!clause.declaration.empty()) line->rules.push_back(clause.declaration);
  }
  return lines;
}

std::string rules_of(const Line& line, const Console& console, std::string_view quote) {
  std::string text;
  for (const std::string& rule : line.rules)
    add(text, std::string(quote) + rule + std::string(quote), console.text(Text::clauses_comma));
  if (line.not_computed.empty()) return text;
  add(text, console.text(Text::clauses_not_computed, {line.not_computed}),
      console.text(Text::clauses_between));
  return text;
}

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

void print_markdown(const std::vector<Line>& lines, const Console& console) {
  std::string text = "|";
  for (const std::string& heading : headings(console)) text += " " + heading + " |";
  text += "\n|---|---|---|---|\n";
  for (const Line& line : lines)
    text += "| " + markdown_cell(line.cite) + " | " + markdown_cell(line.says) + " | " +
            markdown_cell(rules_of(line, console, "`")) + " | " + markdown_cell(line.reading) +
            " |\n";
  console.print(text);
}

void print_json(const std::vector<Line>& lines, const Console& console) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const Line& line : lines)
    all.push_back({{"clause", line.cite},
                   {"says", line.says},
                   {"declarations", line.rules},
                   {"reading", line.reading},
                   {"not_computed", line.not_computed}});
  console.print(json_text(all));
}

/// A paragraph for each clause, which a terminal can show however long its texts are.
void print_text(const std::vector<Line>& lines, const Console& console) {
  std::string text;
  for (const Line& line : lines) {
    text += (line.cite.empty() ? console.text(Text::clauses_none) : line.cite) + "\n";
    const auto tell = [&](Text what, const std::string& said) {
      if (!said.empty()) text += "  " + console.text(what) + ": " + said + "\n";
    };
    tell(Text::clauses_says, line.says);
    tell(Text::clauses_rules, rules_of(line, console, ""));
    tell(Text::clauses_reading, line.reading);
  }
  console.print(text);
}

ExitStatus clauses(const ClausesOptions& options, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_files(options.files, console, status);
  if (!policy) return status;
  const std::vector<Line> lines = lines_of(*policy, console);
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
