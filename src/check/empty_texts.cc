#include "check/empty_texts.h"

#include <algorithm>
#include <string_view>

#include "base/budget.h"
#include "check/clauses.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {
namespace {

/// Whether a part of that name is there to be read by people.
bool is_for_readers(Label label) {
  return label == Label::label || label == Label::caption || label == Label::title ||
         label == Label::text || label == Label::why;
}

bool says_nothing(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void report_within(const Context& context, NodeView node) {
  base::go_deeper();
  node.visit_children([&context](NodeView child) {
    if (is_formula(child.rule())) return;
    const bool quoted = child.is(Rule::token) && child.token().kind == syntax::TokenKind::text;
    if (quoted && is_for_readers(child.label()) && says_nothing(child.text()))
      context.sink.report(code::no_effect, child.span(),
                          {context.model.written(child.span()), diagnostic::text::why_no_words});
    if (child.child_count() > 0) report_within(context, child);
  });
}

}  // namespace

void report_empty_texts(const Context& context, NodeView node) {
  // Hardly a policy has one.
  const bool any = std::ranges::any_of(node.tokens(), [](const syntax::Token& token) {
    return token.kind == syntax::TokenKind::text && says_nothing(token.text);
  });
  if (any) report_within(context, node);
}

}  // namespace remit::check
