// The notation of grammar.ebnf, in Boost.Spirit X3. The only file that includes it.

#include "read.h"

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <utility>

// In complaints a parser with an action is called as the one without, a sequence as its beginning.
namespace boost::spirit::x3 {

template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const {
    return what(parser.subject);
  }
};

template <typename Left, typename Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const sequence<Left, Right>& parser) const { return what(parser.left); }
};

}  // namespace boost::spirit::x3

namespace remit::grammar_compiler {
namespace {

namespace x3 = boost::spirit::x3;

using x3::_attr;
using x3::_val;

// Spirit makes names by putting _def behind those of rules, so rules and what they are made of are
// written as Spirit's own parsers are.
// NOLINTBEGIN(readability-identifier-naming)

// Semantic actions. Iterators are pointers into the text, so a raw range is a slice of it.

template <typename Range>
std::string_view slice(const Range& range) {
  return {range.begin(), static_cast<std::size_t>(range.end() - range.begin())};
}

const auto set_slice = [](auto& at) { _val(at) = slice(_attr(at)); };
const auto set_quoted = [](auto& at) {
  const std::string_view text = slice(_attr(at));
  _val(at) = text.substr(1, text.size() - 2);
};

const auto set_label = [](auto& at) { _val(at).label = _attr(at); };
const auto set_comma_list = [](auto& at) { _val(at).comma_list = true; };
const auto set_times = [](auto& at) { _val(at).times = static_cast<Times>(_attr(at)); };
const auto set_name = [](auto& at) {
  _val(at).kind = Part::Kind::name;
  _val(at).text = _attr(at);
};
const auto set_text = [](auto& at) {
  _val(at).kind = Part::Kind::quoted;
  _val(at).text = _attr(at);
};
const auto set_group = [](auto& at) {
  _val(at).kind = Part::Kind::group;
  _val(at).group = std::move(_attr(at));
};
const auto set_cut = [](auto& at) {
  _val(at).kind = Part::Kind::cut;
  _val(at).text = slice(_attr(at));
};

const auto set_core = [](auto& at) {
  const std::string_view label = _val(at).label;
  _val(at) = std::move(_attr(at));
  _val(at).label = label;
};

const auto add_part = [](auto& at) { _val(at).parts.push_back(std::move(_attr(at))); };
const auto add_alternative = [](auto& at) {
  _val(at).alternatives.push_back(std::move(_attr(at)));
};
const auto name_rule = [](auto& at) { _val(at).name = _attr(at); };
const auto add_mark = [](auto& at) { _val(at).marks.push_back(_attr(at)); };
const auto set_body = [](auto& at) { _val(at).body = std::move(_attr(at)); };
const auto add_rule = [](auto& at) { _val(at).rules.push_back(std::move(_attr(at))); };

// What is called a name here appears in complaints: "expected <name>".

const x3::rule<class NameId, std::string_view> name = "a name";
const x3::rule<class LabelId, std::string_view> label = "a label";
const x3::rule<class QuotedId, std::string_view> quoted = "a word in quotes";
const x3::rule<class CommaId, x3::unused_type> comma = "`\",\"`";
const x3::rule<class ClosedId, x3::unused_type> closed = "`)`";
const x3::rule<class EqualsId, x3::unused_type> equals = "`=`";
const x3::rule<class BracketId, x3::unused_type> bracket = "`]`";
const x3::rule<class LineEndId, x3::unused_type> line_end = "the end of the rule";
const x3::rule<class CoreId, Part> core = "a word in quotes, a name or a group";
const x3::rule<class PartId, Part> part = "a part";
const x3::rule<class AlternativeId, Alternative> alternative = "an alternative";
const x3::rule<class ChoiceId, Choice> choice = "an alternative";
const x3::rule<class RuleId, RuleText> rule_text = "a rule";
const x3::rule<class FileId, GrammarText> file = "a grammar";

const auto letter = x3::char_("a-zA-Z_");
const auto name_def = x3::raw[x3::lexeme[letter >> *(letter | x3::char_("0-9"))]][set_slice];
const auto label_def = x3::raw[x3::lexeme[letter >> *(letter | x3::char_("0-9"))]][set_slice] >>
                       x3::no_skip[x3::lit(':')];
const auto quoted_def = x3::raw[x3::lexeme['"' >> +(x3::char_ - '"' - x3::eol) >> '"']][set_quoted];
const auto comma_def = x3::lexeme[x3::lit("\",\"")];
const auto closed_def = x3::lit(')');
const auto equals_def = x3::lit('=');
const auto bracket_def = x3::lit(']');
const auto line_end_def = x3::eol | x3::eoi;

const auto core_def = ('(' > choice[set_group] > closed) | quoted[set_text] | name[set_name];
const auto part_def = x3::raw[x3::lit('!')][set_cut] |
                      ((label[set_label] > core[set_core]) | core[set_core]) >>
                          -(x3::lit('%') > comma[set_comma_list]) >> -x3::char_("?*+")[set_times];
const auto alternative_def = +part[add_part];
const auto choice_def = alternative[add_alternative] >> *('|' > alternative[add_alternative]);
const auto marks = '[' > +name[add_mark] > bracket;
const auto rule_text_def = (name[name_rule] >> -marks) > equals > choice[set_body];

// A rule goes on in lines that begin with a space; all others begin something new.
const auto space = ' ' | (x3::eol >> &x3::lit(' '));
const auto blank_line = *x3::lit(' ') >>
                        (('#' >> *(x3::char_ - x3::eol) >> line_end_def) | x3::eol);
const auto rule_lines = x3::skip(space)[rule_text][add_rule] > *x3::lit(' ') > line_end;
const auto file_def = (*blank_line >> *(rule_lines >> *blank_line)) > x3::eoi;

BOOST_SPIRIT_DEFINE(name, label, quoted, comma, closed, equals, bracket, line_end, core, part,
                    alternative, choice, rule_text, file)

// NOLINTEND(readability-identifier-naming)

}  // namespace

std::optional<GrammarText> read(std::string_view text, Complaints& complaints) {
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  GrammarText grammar;
  try {
    if (x3::parse(at, end, file, grammar) && at == end) return grammar;
    complaints.push_back({{at, 1}, "expected a rule"});
  } catch (const x3::expectation_failure<const char*>& failure) {
    const char* where = failure.where();
    while (where != end && *where == ' ') ++where;
    complaints.push_back({{where, where == end ? 0u : 1u}, "expected " + failure.which()});
  }
  return std::nullopt;
}

}  // namespace remit::grammar_compiler
