#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "remit/remit.h"

// The samples of the documentation. A block fenced as `remit` is a whole policy that compiles and
// whose tests pass; one fenced as `remit fails CODE` must be refused with that diagnostic.

namespace remit {
namespace {

namespace fs = std::filesystem;

struct Sample {
  std::string file;
  int line = 0;
  std::string expected_code;  ///< empty: it is right
  std::string text;

  std::string place() const { return file + ":" + std::to_string(line); }
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.place(); }

std::vector<Sample> samples_of(const fs::path& path) {
  static constexpr std::string_view kFence = "```remit", kFails = "```remit fails ";
  std::vector<Sample> samples;
  std::ifstream file(path);
  bool inside = false;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (!inside && line.starts_with(kFence)) {
      inside = true;
      samples.push_back({path.string(), number, "", ""});
      if (line.starts_with(kFails)) samples.back().expected_code = line.substr(kFails.size());
    } else if (inside && line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      samples.back().text += line + "\n";
    }
  }
  return samples;
}

/// The policies of a sample, each for itself; one that amends belongs to those before it. Of a text
/// with several, only the tests of the last would be run.
std::vector<std::string> sets_of(const std::string& text) {
  std::vector<std::string> policies;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool begins = line.starts_with("policy ") || line.starts_with("政策 ");
    if (begins || policies.empty()) policies.emplace_back();
    policies.back() += line + "\n";
  }
  std::vector<std::string> sets;
  for (const std::string& policy : policies) {
    const bool amends = policy.find("\n  amends ") != std::string::npos ||
                        policy.find("\n  修订 ") != std::string::npos;
    const bool joins = !sets.empty() && (amends || sets.back().find('{') == std::string::npos);
    if (!joins) sets.emplace_back();
    sets.back() += policy;
  }
  return sets;
}

std::vector<Sample> all_samples() {
  std::vector<fs::path> files = {"README.md"};
  for (const auto& entry : fs::recursive_directory_iterator("docs"))
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Sample> samples;
  for (const fs::path& file : files)
    for (Sample& sample : samples_of(file)) samples.push_back(std::move(sample));
  return samples;
}

class DocumentedSample : public testing::TestWithParam<Sample> {};

TEST_P(DocumentedSample, DoesWhatThePageSays) {
  const Sample& sample = GetParam();
  const auto policy = compile({{sample.place(), sample.text}});
  if (!sample.expected_code.empty()) {
    ASSERT_FALSE(policy.ok()) << "compiles, but the page says it does not";
    EXPECT_NE(policy.error().diagnostics().json(Language::en).find(sample.expected_code),
              std::string::npos)
        << policy.error().diagnostics().text(Language::en);
    return;
  }
  ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
  for (const std::string& set : sets_of(sample.text)) {
    const auto each = compile({{sample.place(), set}});
    ASSERT_TRUE(each.ok()) << each.error().diagnostics().text(Language::en);
    const auto outcomes = each->run_tests();
    ASSERT_TRUE(outcomes.ok()) << outcomes.error().message(Language::en);
    for (const TestOutcome& outcome : *outcomes)
      EXPECT_TRUE(outcome.passed) << outcome.title << ": " << outcome.message;
  }
}

std::string name_of(const testing::TestParamInfo<Sample>& sample) {
  std::string name = sample.param.place();
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Docs, DocumentedSample, testing::ValuesIn(all_samples()), name_of);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DocumentedSample);

}  // namespace
}  // namespace remit
