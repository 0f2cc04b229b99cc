#include "syntax/parse.h"

#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace remit::syntax {

Tree parse(const base::Source& source, const base::Limits& limits,
           diagnostic::DiagnosticSink& sink) {
  Tree tree(source);
  if (Lexer(tree, source.text(), limits, sink).run()) Parser(tree, limits, sink).run();
  return tree;
}

}  // namespace remit::syntax
