// `remit needs`: which inputs can still matter for a figure.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "cli/verb/inputs.h"
#include "cli/verb/needs_row.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct NeedsVerb {
  RunInputs inputs;
  std::vector<std::string> words;  // FILE... ENTITY COLUMN
  std::string entity, column;
  std::vector<std::string> given;  // PATH=VALUE
  std::string format = "text";
};

constexpr const char* kWords = "FILE... ENTITY COLUMN";

// The last words name the figure, those before them the files.
void take_figure(NeedsVerb& verb) {
  verb.column = std::move(verb.words.back());
  verb.words.pop_back();
  verb.entity = std::move(verb.words.back());
  verb.words.pop_back();
  verb.inputs.files = std::move(verb.words);
}

/// What one writes into such a field.
std::string kind_text(const Need& need, const Console& console) {
  switch (need.type.kind) {
    case ValueKind::boolean:
      return console.text(Text::asks_truth);
    case ValueKind::number:
      return console.text(Text::asks_number);
    case ValueKind::money:
      return console.text(Text::asks_money, {need.type.currency});
    case ValueKind::date:
      return console.text(Text::asks_date);
    case ValueKind::text:
      return console.text(Text::asks_text);
    case ValueKind::category:
      return console.text(Text::asks_word,
                          {absl::StrJoin(need.type.categories, console.text(Text::clauses_comma))});
    case ValueKind::reference:
      return console.text(Text::asks_row, {need.type.entity});
    case ValueKind::duration:
      break;
  }
  return console.text(Text::asks_number);
}

/// Whether a bound says something: what the largest amounts that a field can hold lead to does not,
/// nor do days near the ends of the calendar, the years 1 and 9999.
bool says_something(const std::string& bound) {
  constexpr std::size_t kMostDigits = 15;
  const bool is_day = bound.size() == 10 && bound[4] == '-' && bound[7] == '-';
  if (is_day) return bound.front() != '0' && bound.front() != '9';
  const std::size_t sign = bound.starts_with('-') ? 1 : 0;
  return !bound.empty() && std::min(bound.find('.'), bound.size()) - sign <= kMostDigits;
}

std::string figure_text(const std::string& name, const Needs& needs, const Console& console) {
  if (needs.determined) {
    if (needs.state == CellState::value)
      return console.text(Text::needs_figure, {name, needs.figure});
    if (needs.state == CellState::blank) return console.text(Text::needs_blank, {name});
    return console.text(Text::needs_error, {name, needs.fault});
  }
  // Beside an error one value alone is left.
  if (!needs.least.empty() && needs.least == needs.most)
    return console.text(Text::needs_or_error, {name, needs.least});
  const bool least = says_something(needs.least), most = says_something(needs.most);
  if (least && most) return console.text(Text::needs_between, {name, needs.least, needs.most});
  if (least) return console.text(Text::needs_least, {name, needs.least});
  if (most) return console.text(Text::needs_most, {name, needs.most});
  return console.text(Text::needs_open, {name});
}

std::string as_text(const std::string& name, const Needs& needs, const Console& console) {
  std::string text = figure_text(name, needs, console) + "\n";
  if (needs.inputs.empty()) return text;
  text += console.text(Text::needs_asks) + "\n";
  std::size_t number = 0;
  for (const Need& need : needs.inputs) {
    const std::string label = need.label.empty() ? "" : " (" + need.label + ")";
    text += "  " + std::to_string(++number) + ". " + need.path + label + ": " +
            kind_text(need, console);
    if (need.optional) text += console.text(Text::asks_or_blank);
    text += "\n";
  }
  return text;
}

/// PATH=VALUE word by word; nothing, with a complaint, for another form and a path that is given
/// twice.
std::optional<std::vector<NeedsRow::Given>> split_given(const std::vector<std::string>& words,
                                                        const Console& console) {
  std::vector<NeedsRow::Given> given;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      console.complain(console.text(Text::bad_given, {word}));
      return std::nullopt;
    }
    const std::string path = word.substr(0, equals);
    const auto same = [&](const auto& known) { return known.first == path; };
    if (std::ranges::any_of(given, same)) {
      console.complain(console.text(Text::option_twice, {"--given", path}));
      return std::nullopt;
    }
    given.emplace_back(path, word.substr(equals + 1));
  }
  return given;
}

/// The tables that are there: those of other entities than the row's.
std::optional<Data> tables_there(const NeedsVerb& verb, const Policy& policy, std::size_t entity,
                                 const Console& console, std::set<std::size_t>& there,
                                 ExitStatus& status) {
  StreamedTable own;  // the row stands alone
  own.entity = entity;
  RunInputs inputs = verb.inputs;
  inputs.partial = true;
  const auto places = table_places(policy, inputs, console, status);
  if (!places) return std::nullopt;
  for (std::size_t i = 0; i < places->size(); ++i)
    if (i != entity && !(*places)[i].empty()) there.insert(i);
  return load_data(policy, inputs, console, status, entity == 0 ? nullptr : &own);
}

ExitStatus needs(const NeedsVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_for_run(verb.inputs, console, status);
  if (!policy) return status;
  const std::optional<std::size_t> entity = verb.entity == "-"
                                                ? std::optional<std::size_t>(0)
                                                : policy->new_data().find_entity(verb.entity);
  if (!entity) {
    console.complain_of_name(console.text(Text::no_such_entity, {verb.entity}),
                             policy->near_entity(verb.entity));
    return ExitStatus::usage;
  }
  if (!policy->entities()[*entity].find_column(verb.column)) {
    console.complain_of_name(console.text(Text::no_such_column, {verb.entity, verb.column}),
                             policy->entities()[*entity].near_column(verb.column));
    return ExitStatus::usage;
  }
  std::set<std::size_t> there;
  std::optional<Data> data = tables_there(verb, *policy, *entity, console, there, status);
  if (!data) return status;
  std::optional<std::vector<NeedsRow::Given>> given = split_given(verb.given, console);
  if (!given) return ExitStatus::usage;
  NeedsRow row(*policy, *entity, *std::move(given), there, *data, console.language());
  if (!row.fill()) {
    console.complain(row.trouble());
    return ExitStatus::usage;
  }
  NeedsOptions options = row.options();
  options.as_of = day_of_run(verb.inputs, console, status);
  if (!row.accept_values(options.as_of)) {
    console.complain(row.trouble());
    return ExitStatus::usage;
  }
  const Result<Needs> needs = policy->needs(*data, *entity, verb.column, options);
  if (!needs.ok()) {
    complain(console, needs.error());
    return ExitStatus::usage;
  }
  console.print(verb.format == "json" ? to_json(*needs) : as_text(verb.column, *needs, console));
  return ExitStatus::fine;
}

}  // namespace

void add_needs(CommandLine& line, const Console& console) {
  auto options = std::make_shared<NeedsVerb>();
  VerbOptions verb = line.add_verb("needs", Text::help_needs, [options, &console] {
    take_figure(*options);
    return needs(*options, console);
  });
  constexpr int kLeastWords = 3;
  constexpr int kMostWords = 1'000;
  verb.words(kWords, options->words, Text::help_needs_words, kLeastWords, kMostWords);
  verb.list("--given", "PATH=VALUE", options->given, Text::help_given);
  verb.text("--data", "DIR|BOOK.xlsx", options->inputs.directory, Text::help_needs_data);
  verb.list("--table", "ENTITY=PATH", options->inputs.tables, Text::help_table);
  verb.flag("--thousands", options->inputs.thousands, Text::help_thousands);
  verb.flag("--fill-merged", options->inputs.fill_merged, Text::help_fill_merged);
  verb.text("--encoding", "NAME", options->inputs.encoding, Text::help_encoding);
  verb.text("--as-of", "DATE", options->inputs.as_of, Text::help_as_of);
  verb.choice("--format", "FORMAT", options->format, {"text", "json"}, Text::help_check_format);
}

}  // namespace remit::cli
