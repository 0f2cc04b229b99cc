#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "diagnostic/render.h"
#include "syntax/parse.h"

namespace remit::syntax {

/// A text with all that came of reading it; keeps the source alive for the tree.
struct Parsed {
  explicit Parsed(std::string text, std::string name = "p.remit", const Limits& limits = {})
      : tree(parse(sources.add(std::move(name), std::move(text)), limits, sink)) {}

  /// "3:9 R0101" of every diagnostic, in order.
  std::vector<std::string> places() const {
    std::vector<std::string> out;
    for (const diagnostic::Diagnostic& d : sink.sorted()) {
      const base::Position at = sources[0].position(d.span.begin);
      out.push_back(std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
                    diagnostic::code_text(d.code));
    }
    return out;
  }
  std::string report(base::Language language = base::Language::en) const {
    return diagnostic::render_text(sink.sorted(), sources, {.language = language});
  }

  base::SourceSet sources;
  diagnostic::DiagnosticSink sink;
  Tree tree;
};

/// The formula of `define x = ...` as its dump, without the declaration around it.
inline Parsed parse_formula(const std::string& formula) {
  return Parsed("policy p {\n  define x = " + formula + "\n}\n");
}

inline NodeView formula_of(const Parsed& parsed) {
  return parsed.tree.root().child(Rule::policy).child(Rule::define)[Label::value];
}

/// A formula with every operation in brackets, for comparing what belongs to what.
inline std::string bracketed(const NodeView& node) {
  const auto list = [](const NodeList& nodes) {
    std::string out;
    for (const NodeView& n : nodes) out += (out.empty() ? "" : ", ") + bracketed(n);
    return out;
  };
  if (node.is(Rule::binary)) {
    return "(" + bracketed(node[Label::left]) + " " +
           std::string(type::operator_info(node.operator_id()).name) + " " +
           bracketed(node[Label::right]) + ")";
  }
  if (node.is(Rule::prefix) || node.is(Rule::postfix)) {
    std::string out = "(" + std::string(type::operator_info(node.operator_id()).name) + " " +
                      bracketed(node[Label::operand]);
    if (node[Label::currency]) out += " " + std::string(node[Label::currency].text());
    if (node[Label::on]) out += " on " + bracketed(node[Label::on]);
    if (!node.all(Label::member).empty()) out += " {" + list(node.all(Label::member)) + "}";
    return out + ")";
  }
  if (node.is(Rule::group)) return bracketed(node[Label::value]);
  return std::string(node.text());
}

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::string read_sample(const std::string& name) {
  return read_text("tests/unit/syntax/samples/" + name);
}

/// The policies of the project and the world of the walk, in order.
inline std::vector<std::filesystem::path> policies() {
  std::vector<std::filesystem::path> paths = {"tests/walk/world.remit"};
  for (const auto& each : std::filesystem::recursive_directory_iterator("policies"))
    if (each.path().extension() == ".remit") paths.push_back(each.path());
  std::ranges::sort(paths);
  return paths;
}

}  // namespace remit::syntax
