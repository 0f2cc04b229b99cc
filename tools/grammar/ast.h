#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The grammar's text as read, before any name in it means anything. Every `std::string_view` is a
// slice of the text, so it says where it stands, too; the text outlives the tree.

namespace remit::grammar_compiler {

struct Alternative;

/// Alternatives in order, at least one.
struct Choice {
  std::vector<Alternative> alternatives;
};

/// How often a part stands: as written after it.
enum class Times : char { once = ' ', optional = '?', any = '*', at_least_once = '+' };

/// One part of an alternative.
struct Part {
  enum class Kind { name, quoted, group, cut };

  Kind kind = Kind::name;
  std::string_view label;  ///< empty without one
  std::string_view text;   ///< the name; what stands between the quotes; the group or `!` itself
  Choice group;            ///< of a group: its content
  bool comma_list = false;
  Times times = Times::once;
};

struct Alternative {
  std::vector<Part> parts;
};

struct RuleText {
  std::string_view name;
  std::vector<std::string_view> marks;
  Choice body;
};

struct GrammarText {
  std::vector<RuleText> rules;
};

}  // namespace remit::grammar_compiler
