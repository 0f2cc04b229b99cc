// Any policy over any tables, as cases of tests/spec are written: what compiles runs in both
// evaluators, within the limits for strangers, and gives the same digest; every figure can be
// explained; the formatted text, and the one in the other language, is the same policy.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/remit.h"

namespace {

using namespace remit;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

struct Section {
  std::string_view title;
  std::string_view text;
};

/// `=== title` and what follows.
std::vector<Section> sections_of(std::string_view input) {
  constexpr std::string_view kMark = "=== ";
  std::vector<Section> sections;
  while (!input.empty()) {
    const std::size_t end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    if (line.starts_with(kMark))
      sections.push_back({line.substr(kMark.size()), input.substr(0, 0)});
    else if (!sections.empty()) {
      const char* const begin = sections.back().text.data();
      sections.back().text = {begin, static_cast<std::size_t>(line.data() + line.size() - begin)};
    }
  }
  return sections;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Cells between commas, without quotes: what is between two commas is a cell, whatever it is.
void fill(Data& data, const Policy& policy, const Section& section) {
  constexpr std::string_view kTable = "table ";
  const auto entity = policy.find_entity(section.title.substr(kTable.size()));
  if (!entity) return;
  std::vector<TextColumn> columns;
  for (const std::string_view line : split(section.text, '\n')) {
    if (line.empty()) continue;
    const auto cells = split(line, ',');
    if (columns.empty()) {
      columns.resize(cells.size());
      for (std::size_t i = 0; i < cells.size(); ++i) columns[i].header = cells[i];
      continue;
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
      columns[i].cells.push_back(i < cells.size() ? cells[i] : std::string_view());
  }
  (void)data.set_table_text(*entity, columns);
}

Limits limits() {
  Limits limits = untrusted_limits();
  limits.rows = 1'000;
  limits.steps = 200'000;
  limits.memory_bytes = std::uint64_t{64} << 20;
  limits.milliseconds = 2'000;
  return limits;
}

void look(const Policy& policy, const Results& results) {
  for (const Language language : {Language::en, Language::zh}) {
    (void)results.ledger(language).row_count();
    (void)results.causes(language).row_count();
    (void)results.findings(language).row_count();
    for (std::size_t entity = 0; entity < policy.entities().size(); ++entity) {
      const Table table = results.entity(entity, language);
      if (table.row_count() == 0) continue;
      for (const ColumnInfo& column : policy.entities()[entity].columns)
        (void)results.explain_text(entity, table.row_count() - 1, column.name, {}).ok();
    }
  }
  (void)results.totals().row_count();
  (void)results.targets().row_count();
}

/// A text may say what English says with one word (不低于, traditional characters), so that it is
/// the English text that has to come back.
void reformat(const std::string& text, const CompileOptions& options) {
  const Result<std::string> english = format({"p.remit", text}, KeywordStyle::en, options);
  if (!english.ok()) return;
  const Result<std::string> chinese = format({"p.remit", *english}, KeywordStyle::zh, options);
  require(chinese.ok());
  const Result<std::string> again = format({"p.remit", *chinese}, KeywordStyle::en, options);
  require(again.ok() && *again == *english);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::size_t kMost = 4'000;
  if (size > kMost) return 0;
  const std::vector<Section> sections = sections_of({reinterpret_cast<const char*>(data), size});
  std::vector<SourceText> texts;
  for (const Section& section : sections)
    if (section.title == "policy")
      texts.push_back({"p" + std::to_string(texts.size()) + ".remit", std::string(section.text)});
  if (texts.empty()) return 0;
  CompileOptions options;
  options.limits = limits();
  const Result<Policy> policy = compile(texts, options);
  if (!policy.ok()) {
    require(!policy.error().message(Language::zh).empty());
    return 0;
  }
  reformat(texts.front().text, options);
  Data tables = policy->new_data();
  for (const Section& section : sections)
    if (section.title.starts_with("table ")) fill(tables, *policy, section);
  RunOptions how;
  how.limits = limits();
  how.as_of = Date{2024, 2, 29};
  std::vector<std::string> digests;
  for (const Evaluator evaluator : {Evaluator::row, Evaluator::columnar}) {
    how.evaluator = evaluator;
    const Result<Results> results = policy->evaluate(tables, how);
    if (!results.ok()) return 0;  // one of them may need less memory or time than the other
    digests.push_back(results->digest());
    if (evaluator == Evaluator::row) look(*policy, *results);
  }
  require(digests[0] == digests[1]);
  return 0;
}
