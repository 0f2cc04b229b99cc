// Every word of the worked policies and of the specification that is spelled like a name of its
// policy is found to be that name: an editor that missed one would rename half.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "editor/snapshot.h"
#include "syntax/units.h"
#include "type/functions.h"
#include "type/roles.h"

namespace remit::editor {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The policies of a case: what stands between `=== policy` and the next section.
std::vector<std::string> policies_of(const std::string& spec) {
  std::vector<std::string> policies;
  std::istringstream lines(spec);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      inside = line.starts_with("=== policy");
      if (inside) policies.emplace_back();
      continue;
    }
    if (inside) policies.back() += line + "\n";
  }
  return policies;
}

/// Values of categories, which may be spelled like a name and mean no name.
void collect_values(syntax::NodeView node, std::set<std::string, std::less<>>& values) {
  if (node.is(syntax::Rule::one_of) || node.is(syntax::Rule::currency_type))
    for (const syntax::NodeView value : node.all(syntax::Label::value))
      values.emplace(value.text());
  for (const syntax::NodeView child : node.children()) collect_values(child, values);
}

/// Words of the files that are spelled like a name and were not found to be one.
std::vector<std::string> missed(const std::vector<File>& files) {
  const Snapshot snapshot(files);
  std::set<std::string, std::less<>> names, values;
  for (const check::NameIndex::Declared& name : snapshot.names()) names.insert(name.name);
  for (const syntax::Tree& tree : snapshot.trees()) collect_values(tree.root(), values);
  std::vector<std::string> words;
  for (const syntax::Tree& tree : snapshot.trees()) {
    const auto tokens = tree.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const syntax::Token& token = tokens[i];
      if (token.kind != syntax::TokenKind::word || token.keyword != syntax::Keyword::none) continue;
      if (!names.contains(token.text) || values.contains(token.text)) continue;
      const bool called = tokens[i + 1].symbol == syntax::kOpenParen;
      const bool asked = i > 0 && tokens[i - 1].symbol == syntax::kDot;
      if (called && type::find_function(token.text) != nullptr) continue;
      if (asked && type::find_attribute(token.text) != nullptr) continue;
      if (snapshot.name_at(token.span.begin) != nullptr) continue;
      // A unit behind a computed number, and the policy's own name, which nothing refers to.
      if (syntax::find_unit(token.text) ||
          (i > 0 && tokens[i - 1].keyword == syntax::Keyword::policy))
        continue;
      const base::Source& source = tree.source();
      const auto line = source.position(token.span.begin).line;
      words.push_back(source.name() + ":" + std::to_string(line) + ": " + std::string(token.text) +
                      ": " + std::string(source.line_text(line)));
    }
  }
  return words;
}

TEST(EditorNames, OfTheWorkedPoliciesAreAllFound) {
  for (const auto& folder : fs::directory_iterator("policies")) {
    const fs::path policy = folder.path() / "policy.remit";
    if (!fs::exists(policy)) continue;
    EXPECT_EQ(missed({{policy.string(), text_of(policy)}}), std::vector<std::string>());
  }
}

TEST(EditorNames, OfTheSpecificationAreAllFound) {
  for (const auto& entry : fs::recursive_directory_iterator("tests/spec")) {
    const fs::path& path = entry.path();
    if (path.extension() != ".spec" || path.parent_path().filename() != "good") continue;
    std::vector<File> files;
    for (const std::string& policy : policies_of(text_of(path)))
      files.push_back(
          {path.string() + (files.empty() ? "" : "#" + std::to_string(files.size())), policy});
    EXPECT_EQ(missed(files), std::vector<std::string>());
  }
}

}  // namespace
}  // namespace remit::editor
