#include "syntax/parse.h"

#include "syntax/lexer.h"
#include "syntax/literate.h"
#include "syntax/parser.h"

namespace remit::syntax {

Tree Parser::read(const base::Source& source, const Limits& limits,
                  diagnostic::DiagnosticSink& sink, int tried) {
  Tree tree(source);
  std::string_view text = source.text();
  const std::size_t errors = sink.error_count();
  if (is_markdown(source.name())) {
    text = Literate(tree, sink).read();
    if (tree.regions_.empty()) return tree;
  } else {
    tree.regions_.push_back(source.span());
  }
  if (Lexer(tree, text, limits, sink).run()) {
    Parser parser(tree, limits, sink);
    parser.left_to_try_ = tried;
    parser.run();
  }
  if (sink.error_count() > errors) tree.complete_ = false;
  return tree;
}

Tree parse(const base::Source& source, const Limits& limits, diagnostic::DiagnosticSink& sink) {
  return Parser::read(source, limits, sink, Parser::kMostTried);
}

Tree parse_trial(const base::Source& source, const Limits& limits,
                 diagnostic::DiagnosticSink& sink) {
  return Parser::read(source, limits, sink, 0);
}

Tree parse_again(const base::Source& source, const Tree& before, const Limits& limits,
                 diagnostic::DiagnosticSink& sink) {
  if (is_markdown(source.name())) return parse(source, limits, sink);
  if (auto tree = Parser::again(source, before, limits)) return *std::move(tree);
  return parse(source, limits, sink);
}

}  // namespace remit::syntax
