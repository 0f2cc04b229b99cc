// What a call says beside its values, and what is said of it where that does not fit.
#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "check/bands.h"
#include "check/call_words.h"
#include "check/typer.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "syntax/keywords.h"

namespace remit::check {

using type::CallPart;
using type::FoldOp;
using type::FunctionKind;

diagnostic::Argument spelled(std::initializer_list<Keyword> words) {
  std::string in[2];
  for (const Keyword word : words) {
    const syntax::KeywordInfo& info = syntax::keyword_info(word);
    base::append(in[0], in[0].empty() ? "`" : " ", info.english());
    base::append(in[1], in[1].empty() ? "“" : " ", info.chinese);
  }
  return {in[0] + "`", in[1] + "”"};
}

namespace {

/// In Chinese a number stands apart from the word before it.
diagnostic::Argument set_apart(const diagnostic::Argument& number) {
  return {number.in(base::Language::en), " " + number.in(base::Language::zh)};
}

}  // namespace

diagnostic::Argument values_wanted(int least, int most) {
  namespace text = diagnostic::text;
  if (least == most && most == 1) return set_apart(text::call_one_value);
  if (least == most) return set_apart(diagnostic::worded(text::call_values, {most}));
  return set_apart(diagnostic::worded(text::call_values_from_to, {least, most}));
}

diagnostic::Argument values_given(int count) {
  namespace text = diagnostic::text;
  if (count == 1) return set_apart(text::call_one_given);
  return set_apart(diagnostic::worded(text::call_given, {count}));
}

namespace {

/// The part that an argument or option says beside a value, and where.
struct Said {
  CallPart part;
  NodeView node;
};

std::vector<Said> parts_said(NodeView call) {
  std::vector<Said> said;
  for (const NodeView argument : call.all(Label::argument)) {
    if (argument[Label::direction]) said.push_back({CallPart::direction, argument});
    if (argument[Label::grid]) said.push_back({CallPart::grid, argument});
    if (argument[Label::mode]) said.push_back({CallPart::mode, argument});
    if (argument[Label::weight]) said.push_back({CallPart::weight, argument});
  }
  for (const NodeView option : call.all(Label::option)) {
    const CallPart part = option.is(Rule::via)            ? CallPart::via
                          : option.is(Rule::within_group) ? CallPart::within
                          : option.is(Rule::where)        ? CallPart::where
                          : option.is(Rule::on_or_before) ? CallPart::by_day
                          : option.is(Rule::most_of)      ? CallPart::most
                          : option.is(Rule::least_of)     ? CallPart::least
                          : option.is(Rule::ties)         ? CallPart::ties
                          : option.is(Rule::by_order)     ? CallPart::order
                          : option.is(Rule::top)          ? CallPart::top
                          : option.is(Rule::without)      ? CallPart::without
                                                          : CallPart::remainder;
    said.push_back({part, option});
  }
  return said;
}

void add_words(CallPart part, std::vector<diagnostic::Argument>& words) {
  switch (part) {
    case CallPart::direction:
      words.push_back(spelled({Keyword::asc}));
      words.push_back(spelled({Keyword::desc}));
      return;
    case CallPart::grid:
      return words.push_back(spelled({Keyword::to}));
    case CallPart::mode:
      words.emplace_back(diagnostic::text::call_rounding_mode);
      return;
    case CallPart::weight:
      return words.push_back(spelled({Keyword::by}));
    case CallPart::most:
      return words.push_back(spelled({Keyword::at_most}));
    case CallPart::least:
      return words.push_back(spelled({Keyword::at_least}));
    case CallPart::via:
      return words.push_back(spelled({Keyword::via}));
    case CallPart::within:
      return words.push_back(spelled({Keyword::within}));
    case CallPart::where:
      return words.push_back(spelled({Keyword::where}));
    case CallPart::by_day:
      return words.push_back(spelled({Keyword::as_of_day}));
    case CallPart::ties:
      return words.push_back(spelled({Keyword::ties}));
    case CallPart::remainder:
      return words.push_back(spelled({Keyword::remainder}));
    case CallPart::order:
      return words.push_back(spelled({Keyword::by}));
    case CallPart::top:
      return words.push_back(spelled({Keyword::top}));
    case CallPart::without:
      return words.push_back(spelled({Keyword::without}));
  }
}

/// What several values of one row are written as instead of a fold over rows; empty where nothing
/// is as short.
std::string without_fold(const type::Function& function, absl::Span<const NodeView> arguments,
                         const Model& model) {
  std::string all;
  const std::string_view sign = function.fold == FoldOp::any   ? " or "
                                : function.fold == FoldOp::all ? " and "
                                                               : " + ";
  for (const NodeView argument : arguments)
    base::append(all, all.empty() ? "" : sign, model.written(argument.span()));
  return function.fold == FoldOp::count ? std::string() : base::concat("(", all, ")");
}

/// What `round(x, 2)` means: a number of digits as spreadsheets have it, or the step without its
/// word; and the way of rounding, if the call does not say it.
std::string as_rounding(NodeView call, NodeView argument) {
  const type::Function* function = type::find_function(call[Label::function].text());
  const auto language = function != nullptr && function->zh == call[Label::function].text()
                            ? base::Language::zh
                            : base::Language::en;
  const auto word = [&](Keyword keyword) {
    return syntax::keyword_info(keyword).spelling(language);
  };
  std::string step(argument[Label::value].text());
  const bool digits = step.size() == 1 && step[0] >= '0' && step[0] <= '9';
  if (digits)
    step =
        step == "0" ? "1" : "0." + std::string(static_cast<std::size_t>(step[0] - '1'), '0') + "1";
  const auto arguments = call.all(Label::argument);
  const bool way = std::ranges::any_of(
      arguments, [](NodeView each) { return static_cast<bool>(each[Label::mode]); });
  return base::concat(word(Keyword::to), " ", step, way ? "" : ", ",
                      way ? "" : word(Keyword::half_up));
}

diagnostic::Argument words_of(const type::CallShape& shape) {
  std::vector<diagnostic::Argument> words;
  for (const CallPart part : shape.parts) add_words(part, words);
  if (words.empty()) return diagnostic::text::call_no_option;
  return diagnostic::any_of(words);
}

}  // namespace

bool Typer::shape_fits(NodeView node, std::string_view name, const type::CallShape& shape) {
  bool fits = true;
  std::vector<CallPart> before;
  for (const Said& said : parts_said(node)) {
    const bool twice =
        said.part != CallPart::direction && std::ranges::find(before, said.part) != before.end();
    before.push_back(said.part);
    if (shape.knows(said.part) && !twice) continue;
    fits = false;
    if (twice)
      c_.sink.report(code::option_twice, said.node.span(), {name, said.node.text()});
    else if (said.part == CallPart::least && shape.knows(CallPart::most))  // of one limit alone
      c_.sink.report(code::rounds_of_two_limits, said.node.span(), {said.node.text()});
    else
      c_.sink.report(code::option_unknown, said.node.span(),
                     {name, said.node.text(), words_of(shape)});
  }
  int values = 0;
  for (const NodeView argument : node.all(Label::argument)) {
    if (!argument[Label::value] || ++values <= shape.values) continue;
    auto& found = c_.sink.report(code::value_too_many, argument.span(),
                                 {name, shape.values, words_of(shape)});
    // A step is the same for all rows.
    if (shape.knows(CallPart::grid) && !name_of_row(c_, argument[Label::value]))
      found.suggest(argument.span(), as_rounding(node, argument));
    fits = false;
  }
  if (fits && values == 0 && shape.values > 0 &&
      node[Label::argument]) {  // options alone, as in `round(to 1)`
    c_.sink.report(code::argument_count, node.span(),
                   {name, values_wanted(1, shape.values), values_given(0), call_example(name, 1)});
    fits = false;
  }
  return fits;
}

std::string some_values(int count) {
  if (count == 1) return "x";
  std::string values;
  for (int i = 0; i < count; ++i) {
    if (i > 0) values += ", ";
    values += static_cast<char>('a' + i % 26);
  }
  return values;
}

std::string call_example(std::string_view name, int count) {
  return base::concat(name, "(", some_values(count), ")");
}

namespace {

diagnostic::Argument example_of(const type::Function& function, std::string_view name) {
  const bool folds = function.kind == FunctionKind::fold || function.kind == FunctionKind::pick;
  const bool counts = folds && function.fold == FoldOp::count;
  if (counts) return {base::concat(name, "(rows)"), base::concat(name, "(数据表)")};
  if (folds) return {base::concat(name, "(rows.x)"), base::concat(name, "(数据表.x)")};
  if (function.derived == type::Derived::date) return base::concat(name, "(2010, 1, 31)");
  return call_example(name,
                      std::max(function.least, function.kind == FunctionKind::extreme ? 2 : 1));
}

}  // namespace

void Typer::report_count(NodeView node, const type::Function& function, int count) {
  const std::string_view name = node[Label::function].text();
  const auto arguments = node.all(Label::argument);
  const bool of_values = function.kind == FunctionKind::fold && count > 1 &&
                         std::ranges::all_of(arguments, [](NodeView each) {
                           return static_cast<bool>(each[Label::value]);
                         });
  const std::string instead = of_values ? without_fold(function, arguments, c_.model) : "";
  if (!instead.empty()) {
    c_.sink
        .report(code::fold_of_arguments, node.span(),
                {name, diagnostic::Argument(base::concat("`", instead, "`"),
                                            base::concat("“", instead, "”"))})
        .suggest(node.span(), instead);
    return;
  }
  c_.sink.report(code::argument_count, node.span(),
                 {name, values_wanted(function.least, function.most), values_given(count),
                  example_of(function, name)});
}

}  // namespace remit::check
