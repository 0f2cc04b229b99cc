#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/serve/json_in.h"
#include "cli/serve/problem.h"
#include "remit/date.h"

namespace remit::cli::serve {

/// The members of an object of a request's body, each asked for once by name and kind. The first
/// that is wrong is kept as the refusal, and what is asked for afterwards is empty; so it is enough
/// to look at `refusal` at the end.
class Members {
 public:
  enum class Need : std::uint8_t { optional, required };

  /// All are borrowed. `refusal` may hold one already.
  Members(const Json& body, Language language, std::optional<Answer>& refusal);

  std::string text(std::string_view name, Need need);
  /// A text, or several; nothing if it is absent.
  std::vector<std::string> texts(std::string_view name);
  std::optional<Date> date(std::string_view name);
  bool truth(std::string_view name);
  std::uint32_t number(std::string_view name);
  /// One of the words; the first if it is absent.
  std::string_view choice(std::string_view name, std::initializer_list<std::string_view> words);
  /// An array of words that are all among these; nothing if it is absent.
  std::optional<std::vector<std::string_view>> choices(
      std::string_view name, std::initializer_list<std::string_view> words);
  /// Null if it is absent.
  const Json* object(std::string_view name);
  const Json* array(std::string_view name, Need need);
  /// To be called last: a member that nobody asked for is misspelt, as a rule.
  void no_others();

 private:
  const Json* find(std::string_view name, Need need);
  void wrong(std::string_view name, Text wanted);
  void refuse(Trouble trouble, const std::vector<Argument>& arguments, std::string_view name);

  const Json& body_;
  const Language language_;
  std::optional<Answer>& refusal_;
  std::vector<std::string_view> known_;
};

/// `name` as a step of a JSON pointer.
std::string pointer_step(std::string_view name);

}  // namespace remit::cli::serve
