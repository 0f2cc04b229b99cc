#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/text/console.h"

namespace CLI {  // NOLINT(readability-identifier-naming): its own name
class App;
}  // namespace CLI

namespace remit::cli {

/// The options of one verb, each bound to a variable that outlives the parsing and keeps its value
/// when the option is not given. Only command_line.cc sees the parser's header, which costs several
/// seconds wherever it is compiled.
class VerbOptions {
 public:
  /// Without `verb` nothing is added: no word of the line names it.
  VerbOptions(CLI::App* verb, const Console& console) : verb_(verb), console_(console) {}

  /// Words without a name: files, say. At least `least` of them, at most `most`.
  void words(const char* name, std::vector<std::string>& words, Text help, int least = 1,
             int most = kAnyNumber);
  /// `--name VALUE`; `value` is the word that stands for it in the help.
  void text(const char* name, const char* value, std::string& text, Text help);
  /// `--name VALUE` with one of `choices`; `variable`, if any, is read from the environment where
  /// the option is not given.
  void choice(const char* name, const char* value, std::string& choice,
              std::vector<std::string> choices, Text help, const char* variable = nullptr);
  /// `--name VALUE`, as often as wanted.
  void list(const char* name, const char* value, std::vector<std::string>& values, Text help);
  /// `--name A B`: two words, or none.
  void pair(const char* name, const char* value, std::vector<std::string>& words, Text help);
  void number(const char* name, std::uint32_t& number, Text help);
  void number(const char* name, std::uint64_t& number, Text help);
  void flag(const char* name, bool& flag, Text help);

 private:
  static constexpr int kAnyNumber = 1 << 20;

  CLI::App* verb_;
  const Console& console_;
};

/// The program's command line: its verbs, help in the console's language, and `--lang`. The console
/// and the words must outlive it. A verb has its options only where some word is its name: with
/// those of all verbs a small policy took less time than its command line.
class CommandLine {
 public:
  CommandLine(const Console& console, int argc, const char* const* argv);
  ~CommandLine();

  /// Adds a verb, which `run` does once the whole line is understood.
  VerbOptions add_verb(const char* name, Text help, std::function<ExitStatus()> run);

  /// Understands the words and runs their verb; complains of what it does not understand.
  ExitStatus run();

 private:
  void translate();
  std::string what_is_wrong(const char* said) const;

  const Console& console_;
  int argc_;
  const char* const* argv_;
  std::string language_;  // chosen before (choose_language); here only checked
  ExitStatus status_ = ExitStatus::fine;
  std::unique_ptr<CLI::App> app_;
};

}  // namespace remit::cli
