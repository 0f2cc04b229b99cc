// Each file of refused/ is a grammar at fault. Its last lines, which begin with "#! ", are what the
// compiler says of it.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "complaint.h"
#include "lexicon.h"
#include "understand.h"

namespace remit::grammar_compiler {
namespace {

constexpr const char* kFolder = "tests/grammar/refused";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The keywords of the language that the grammar names, in quotes or as `# keyword: x`, so that a
/// small grammar is not told of all the others.
Lexicon lexicon_for(const std::string& grammar) {
  std::vector<KeywordInfo> keywords = all_keywords();
  std::erase_if(keywords, [&](const KeywordInfo& keyword) {
    const std::string id(keyword.id);
    return grammar.find('"' + id + '"') == std::string::npos &&
           grammar.find("# keyword: " + id + "\n") == std::string::npos;
  });
  return Lexicon(keywords);
}

std::string expected_complaints(const std::string& grammar) {
  std::istringstream lines(grammar);
  std::string expected;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#! ")) expected += line.substr(3) + '\n';
  }
  return expected;
}

std::vector<std::string> all_refused() {
  std::vector<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator(kFolder))
    names.push_back(each.path().stem());
  std::ranges::sort(names);
  return names;
}

class RefusedTest : public testing::TestWithParam<std::string> {};

TEST_P(RefusedTest, SaysWhatIsWrongAndWhere) {
  const std::filesystem::path path = std::filesystem::path(kFolder) / (GetParam() + ".ebnf");
  const std::string grammar = read_file(path);
  const std::string expected = expected_complaints(grammar);
  ASSERT_FALSE(expected.empty());
  Complaints complaints;
  EXPECT_FALSE(understand(grammar, lexicon_for(grammar), complaints));
  std::ostringstream said;
  print(complaints, path.filename().string(), grammar, said);
  EXPECT_EQ(said.str(), expected);
}

INSTANTIATE_TEST_SUITE_P(Grammars, RefusedTest, testing::ValuesIn(all_refused()),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace remit::grammar_compiler
