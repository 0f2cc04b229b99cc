#include "syntax/prose.h"

#include <algorithm>

#include "base/strings.h"
#include "base/word_list.h"

namespace remit::syntax {
namespace {

struct Prose {
  Stuck where;
  std::string_view words;  ///< with a bar between
  std::string_view en;
  std::string_view zh;
};

constexpr Prose kProse[] = {
#define REMIT_PROSE(where, words, en, zh) {Stuck::where, words, en, zh},
#include "syntax/prose.def"
#undef REMIT_PROSE
};

diagnostic::Argument quoted(std::string_view en, std::string_view zh) {
  return {base::concat("`", en, "`"), base::concat("“", zh, "”")};
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> places_in_words(std::string_view word) {
  bool first = false;
  if (word.starts_with("前"))
    first = true;
  else if (!word.starts_with("第"))
    return std::nullopt;
  word.remove_prefix(std::string_view("前").size());
  for (const std::string_view unit : {"名", "位", "个"})
    if (word.ends_with(unit)) {
      word.remove_suffix(unit.size());
      break;
    }
  if (!is_digits(word)) return std::nullopt;
  return first ? base::concat("1..", word) : std::string(word);
}

std::optional<diagnostic::Argument> written_instead(std::string_view token, std::string_view before,
                                                    Stuck where) {
  if (where == Stuck::in_bracket) {
    if (const auto places = places_in_words(before))
      return quoted(base::concat(*places, " : ..."), base::concat(*places, " : …"));
    if ((before == "first" || before == "top" || before == "前") && is_digits(token))
      return quoted(base::concat("1..", token, " : ..."), base::concat("1..", token, " : …"));
  }
  if (where == Stuck::after_value && token == "," && is_digits(before))
    return quoted(base::concat(before, "_000"), base::concat(before, "_000"));
  for (const Prose& each : kProse)
    if (each.where == where && base::is_among(each.words, token)) return quoted(each.en, each.zh);
  return std::nullopt;
}

}  // namespace remit::syntax
