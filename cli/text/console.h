#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/text/texts.h"
#include "remit/diagnostic.h"
#include "remit/language.h"

namespace remit::cli {

/// What the program ends with; stable for scripts.
enum class ExitStatus : int {
  fine = 0,
  policy_errors = 1,  ///< the policy has errors (or a test failed); nothing ran
  usage = 2,          ///< a wrong command, or a file that cannot be read
  cell_errors = 3,    ///< it ran, and some cells are errors
};

/// Where the program speaks: language and terminals.
class Console {
 public:
  explicit Console(Language language);
  /// Complaints go to `heard`, line by line and without colours, instead of the standard error.
  Console(Language language, std::function<void(std::string_view)> heard);

  Language language() const { return language_; }
  /// Colours on the standard error: a terminal, and NO_COLOR is not set.
  bool colour() const { return colour_; }

  std::string text(Text text, const std::vector<Argument>& arguments = {}) const;

  /// To the standard output: as it is, but that a terminal gets nothing that moves its cursor.
  void print(std::string_view text) const;
  /// Whether all that was printed has arrived; complains if it has not (a full disk, a closed
  /// output). To be asked once, at the end.
  bool delivered() const;
  /// To the standard error, with a line end.
  void complain(std::string_view line) const;
  /// The same of a name that is not there, with the one that is probably meant, if any is near.
  void complain_of_name(std::string line, const std::optional<std::string>& near) const;
  /// Shows how far a long run is, on a terminal only; replaces what it showed before.
  void progress(std::string_view line) const;
  void clear_progress() const;

 private:
  Language language_;
  bool terminal_;
  bool output_is_terminal_;
  mutable int lost_ = 0;  ///< why the first text that could not be written was not: an errno
  bool colour_;
  std::function<void(std::string_view)> heard_;
};

/// The language that --lang asks for, or else LC_ALL, LC_MESSAGES or LANG, or else the system.
Language choose_language(int argc, const char* const* argv);

}  // namespace remit::cli
