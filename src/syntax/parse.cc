#include "syntax/parse.h"

#include "syntax/lexer.h"
#include "syntax/literate.h"
#include "syntax/parser.h"

namespace remit::syntax {

Tree parse(const base::Source& source, const Limits& limits, diagnostic::DiagnosticSink& sink) {
  Tree tree(source);
  std::string_view text = source.text();
  const std::size_t errors = sink.error_count();
  if (is_markdown(source.name())) {
    text = Literate(tree, sink).read();
    if (tree.regions_.empty()) return tree;
  } else {
    tree.regions_.push_back(source.span());
  }
  if (Lexer(tree, text, limits, sink).run()) Parser(tree, limits, sink).run();
  if (sink.error_count() > errors) tree.complete_ = false;
  return tree;
}

Tree parse_again(const base::Source& source, const Tree& before, const Limits& limits,
                 diagnostic::DiagnosticSink& sink) {
  if (is_markdown(source.name())) return parse(source, limits, sink);
  if (auto tree = Parser::again(source, before, limits)) return *std::move(tree);
  return parse(source, limits, sink);
}

}  // namespace remit::syntax
