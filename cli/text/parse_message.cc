#include "cli/text/parse_message.h"

#include <array>
#include <optional>
#include <vector>

namespace remit::cli {
namespace {

/// A sentence of the parser: `*` stands for the words that become the arguments of the text.
struct SentencePattern {
  std::string_view pattern;
  Text text;
};

constexpr std::array kShapes = std::to_array<SentencePattern>({
    {"A subcommand is required", Text::verb_needed},
    {"* is required", Text::needed},
    {"The following argument was not expected: *", Text::unexpected},
    {"The following arguments were not expected: *", Text::unexpected},
    {"Could not convert: * = *", Text::no_value},
    {"*: no number: *", Text::no_value},
    {"*: At Most 1 required but received *", Text::said_once},
    {"*: At Most * required but received *", Text::too_many},
    {"*: Value * not in range * to *", Text::not_in_range},
    {"*: * not in *", Text::not_among},
    {"*: At least * required but received *", Text::too_few},
    {"*: * required * missing", Text::value_missing},
});

/// The words at the stars, each as short as may be; nothing when the shape is another.
std::optional<std::vector<Argument>> match(std::string_view pattern, std::string_view what) {
  std::vector<Argument> words;
  for (bool first = true;; first = false) {
    const std::size_t star = pattern.find('*');
    const std::string_view literal = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    const std::size_t at =
        first  ? (what.starts_with(literal) ? 0 : std::string_view::npos)
        : last ? (what.ends_with(literal) ? what.size() - literal.size() : std::string_view::npos)
               : what.find(literal);
    if (at == std::string_view::npos) return std::nullopt;
    if (!first) words.emplace_back(std::string(what.substr(0, at)));
    what.remove_prefix(at + literal.size());
    if (last) break;
    pattern.remove_prefix(star + 1);
  }
  if (!what.empty()) return std::nullopt;
  return words;
}

}  // namespace

std::string parse_message(std::string_view what, const Console& console) {
  for (const SentencePattern& shape : kShapes)
    if (auto words = match(shape.pattern, what)) return console.text(shape.text, *words);
  return std::string(what);
}

}  // namespace remit::cli
