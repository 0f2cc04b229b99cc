#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct ExplainVerb {
  RunInputs inputs;
  std::vector<std::string> words;  // FILE... ENTITY KEY COLUMN
  std::string entity, column;
  std::vector<std::string> key;  // its parts
  std::string format = "text";
  std::uint32_t depth = 0;
  bool unfold = false;
};

// The last words name the cell, those before them the files: `ENTITY KEY COLUMN`, where the key may
// be given by `--key` instead, part by part.
void take_cell(ExplainVerb& verb) {
  const auto take = [&verb] {
    std::string word = std::move(verb.words.back());
    verb.words.pop_back();
    return word;
  };
  verb.column = take();
  if (verb.key.empty()) verb.key = {take()};
  verb.entity = take();
  verb.inputs.files = std::move(verb.words);
}

constexpr const char* kWords = "FILE... ENTITY KEY COLUMN";

/// Whether a file is left beside the words of the cell.
bool names_cell(const ExplainVerb& verb, const Console& console) {
  const std::size_t needed = verb.key.empty() ? 4 : 3;
  if (verb.words.size() >= needed) return true;
  const std::string few = console.text(Text::too_few, {kWords, needed, verb.words.size()});
  console.complain(console.text(Text::bad_command, {few, "remit explain"}));
  return false;
}

// Entity and row that the command names; complains when there is no such cell.
std::optional<std::pair<std::size_t, std::uint64_t>> find_row(const ExplainVerb& verb,
                                                              const Policy& policy,
                                                              const Results& results,
                                                              const Console& console) {
  const std::optional<std::size_t> entity = verb.entity == "-"
                                                ? std::optional<std::size_t>(0)
                                                : policy.new_data().find_entity(verb.entity);
  if (!entity) {
    console.complain_of_name(console.text(Text::no_such_entity, {verb.entity}),
                             policy.near_entity(verb.entity));
    return std::nullopt;
  }
  if (*entity == 0) return std::pair<std::size_t, std::uint64_t>(0, 0);
  const std::vector<std::string_view> parts(verb.key.begin(), verb.key.end());
  const Table table = results.entity(*entity);
  const std::optional<std::uint64_t> row =
      parts.size() == 1 ? table.find_row(parts.front()) : table.find_row(parts);
  if (!row) {
    console.complain(console.text(Text::no_such_row, {verb.entity, key_text(parts)}));
    return std::nullopt;
  }
  return std::pair(*entity, *row);
}

ExitStatus explain(const ExplainVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<FinishedRun> run = run_in_memory(verb.inputs, console, status);
  if (!run) return status;
  const auto& [policy, results] = *run;
  const auto cell = find_row(verb, policy, results, console);
  if (!cell) return ExitStatus::usage;
  ExplainOptions options;
  options.language = console.language();
  options.depth = verb.depth;
  options.unfolded = verb.unfold;
  const auto explained = verb.format == "json"   ? &Results::explain_json
                         : verb.format == "html" ? &Results::explain_html
                                                 : &Results::explain_text;
  const Result<std::string> text =
      (results.*explained)(cell->first, cell->second, verb.column, options);
  if (!text) {
    console.complain(text.error().message(console.language()));
    return ExitStatus::usage;
  }
  console.print(*text);
  if (!text->ends_with('\n')) console.print("\n");
  return ExitStatus::fine;
}

}  // namespace

void add_explain(CommandLine& line, const Console& console) {
  auto options = std::make_shared<ExplainVerb>();
  VerbOptions verb = line.add_verb("explain", Text::help_explain, [options, &console] {
    if (!names_cell(*options, console)) return ExitStatus::usage;
    take_cell(*options);
    return explain(*options, console);
  });
  constexpr int kLeastWords = 3;
  constexpr int kMostWords = 1'000;
  verb.words(kWords, options->words, Text::help_explain_words, kLeastWords, kMostWords);
  add_run_options(verb, options->inputs);
  verb.list("--key", "PART", options->key, Text::help_explain_key);
  verb.choice("--format", "FORMAT", options->format, {"text", "json", "html"},
              Text::help_explain_format);
  verb.number("--depth", options->depth, Text::help_explain_depth);
  verb.flag("--unfold", options->unfold, Text::help_explain_unfold);
}

}  // namespace remit::cli
