#include "cli/text/command_line.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "CLI/CLI.hpp"
#include "cli/text/parse_message.h"
#include "remit/policy.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

/// What is wrong with a word as a number; `-1` would be read as a very large one.
std::string why_no_number(const std::string& word) {
  const bool good = !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
  return good ? std::string() : "no number: " + word;
}

/// The option that the words give no value, if there is one: `--out=` would take the next word,
/// and `--out ''` be as if it had not been said.
std::optional<std::string> option_without_value(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") return std::nullopt;
    const std::string_view before = argv[i - 1];
    if (word.empty() && i > 1 && before.starts_with("--") && before.find('=') == before.npos)
      return std::string(before);
    if (word.starts_with("--") && word.find('=') == word.size() - 1)
      return std::string(word.substr(0, word.size() - 1));
  }
  return std::nullopt;
}

/// The option or the verb that a word which is none is probably a misspelling of, if any is.
std::optional<std::string> near_word(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* const verb : app.get_subcommands({})) names.push_back(verb->get_name());
  for (const CLI::Option* const option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return near_name(word, std::vector<std::string_view>(names.begin(), names.end()));
}

}  // namespace

void VerbOptions::words(const char* name, std::vector<std::string>& words, Text help, int least,
                        int most) {
  if (verb_ == nullptr) return;
  CLI::Option* const option = verb_->add_option(name, words, console_.text(help));
  if (least > 0) option->required();
  if (least > 1 || most < kAnyNumber) option->expected(least, most);
}

void VerbOptions::text(const char* name, const char* value, std::string& text, Text help) {
  if (verb_ == nullptr) return;
  verb_->add_option(name, text, console_.text(help))->type_name(value);
}

void VerbOptions::choice(const char* name, const char* value, std::string& choice,
                         std::vector<std::string> choices, Text help, const char* variable) {
  if (verb_ == nullptr) return;
  CLI::Option* const option = verb_->add_option(name, choice, console_.text(help));
  option->type_name(value)->check(CLI::IsMember(std::move(choices)));
  if (variable != nullptr) option->envname(variable);
}

void VerbOptions::list(const char* name, const char* value, std::vector<std::string>& values,
                       Text help) {
  if (verb_ == nullptr) return;
  verb_->add_option(name, values, console_.text(help))
      ->type_name(value)
      ->expected(1)
      ->allow_extra_args(false)  // else the file behind it is one of its values
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void VerbOptions::pair(const char* name, const char* value, std::vector<std::string>& words,
                       Text help) {
  if (verb_ == nullptr) return;
  verb_->add_option(name, words, console_.text(help))
      ->type_name(value)
      ->expected(2)
      ->allow_extra_args(false);
}

void VerbOptions::number(const char* name, std::uint32_t& number, Text help) {
  if (verb_ == nullptr) return;
  verb_->add_option(name, number, console_.text(help))->type_name("N")->check(why_no_number);
}

void VerbOptions::number(const char* name, std::uint64_t& number, Text help) {
  if (verb_ == nullptr) return;
  verb_->add_option(name, number, console_.text(help))->type_name("N")->check(why_no_number);
}

void VerbOptions::flag(const char* name, bool& flag, Text help) {
  if (verb_ == nullptr) return;
  verb_->add_flag(name, flag, console_.text(help))
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

CommandLine::CommandLine(const Console& console, int argc, const char* const* argv)
    : console_(console),
      argc_(argc),
      argv_(argv),
      app_(std::make_unique<CLI::App>(console.text(Text::about), "remit")) {
  // A name of a file may begin with a stroke on Windows too: options are spelled alike everywhere.
  app_->allow_windows_style_options(false);
  app_->require_subcommand(1);
  app_->set_version_flag("--version", std::string("remit ") + version(),
                         console.text(Text::help_version));
  app_->add_option("--lang", language_, console.text(Text::help_lang))
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "zh"}));
}

CommandLine::~CommandLine() = default;

VerbOptions CommandLine::add_verb(const char* name, Text help, std::function<ExitStatus()> run) {
  CLI::App* const verb = app_->add_subcommand(name, console_.text(help));
  verb->callback([this, run = std::move(run)] { status_ = run(); });
  const bool named = std::find(argv_, argv_ + argc_, std::string_view(name)) != argv_ + argc_;
  return {named ? verb : nullptr, console_};
}

// The words of the help itself, which the parser adds.
void CommandLine::translate() {
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", console_.text(Text::label_usage));
  formatter->label("Positionals", console_.text(Text::label_arguments));
  formatter->label("REQUIRED", "");
  const auto translate = [&](CLI::App& app) {
    app.formatter(formatter);
    app.set_help_flag("-h,--help", console_.text(Text::help_help));
    for (CLI::Option* const option : app.get_options()) {
      option->group(console_.text(Text::group_options));
    }
  };
  translate(*app_);
  for (CLI::App* const verb : app_->get_subcommands({})) {
    translate(*verb);
    verb->group(console_.text(Text::group_verbs));
    verb->fallthrough();
  }
}

/// In words, and of a word that is no verb or no option the one that is probably meant.
std::string CommandLine::what_is_wrong(const char* said) const {
  const std::vector<CLI::App*> verbs = app_->get_subcommands();
  const CLI::App& at = verbs.empty() ? *app_ : *verbs.back();
  // Wherever it was left over: what a verb does not know falls through to the program.
  for (const std::string& word : app_->remaining(true)) {
    const bool is_option = word.starts_with("--");
    if (!is_option && (!verbs.empty() || word.starts_with('-'))) continue;
    const std::string words =
        is_option ? parse_message(said, console_) : console_.text(Text::no_such_verb, {word});
    const auto near = near_word(at, word.substr(0, word.find('=')));
    return near ? console_.text(Text::near_name, {words, *near}) : words;
  }
  return parse_message(said, console_);
}

ExitStatus CommandLine::run() {
  translate();
  if (const auto option = option_without_value(argc_, argv_)) {
    std::string program = "remit";
    for (const CLI::App* const verb : app_->get_subcommands({}))
      if (verb->get_name() == argv_[1]) program += " " + verb->get_name();
    console_.complain(
        console_.text(Text::bad_command, {console_.text(Text::value_missing, {*option}), program}));
    return ExitStatus::usage;
  }
  try {
    app_->parse(argc_, argv_);
  } catch (const CLI::Success& help) {
    app_->exit(help);
    return ExitStatus::fine;
  } catch (const CLI::ParseError& error) {
    std::string program = "remit";
    for (const CLI::App* const verb : app_->get_subcommands()) program += " " + verb->get_name();
    console_.complain(console_.text(Text::bad_command, {what_is_wrong(error.what()), program}));
    return ExitStatus::usage;
  }
  return status_;
}

}  // namespace remit::cli
