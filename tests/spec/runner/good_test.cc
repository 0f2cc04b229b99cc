// Runs every case under tests/spec/<topic>/good through both evaluators, with the keywords as
// written, in English and in Chinese. What the compiler says of its policy is marked as in a bad
// case. REMIT_RECORD=1 rewrites what is expected; a person then reads the difference.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "case_file.h"
#include "outcome.h"
#include "remit/remit.h"
#include "reported.h"

namespace remit::spec {
namespace {

std::optional<Date> parse_date(std::string_view text) {
  Date date;
  if (std::sscanf(std::string(text).c_str(), "%d-%d-%d", &date.year, &date.month, &date.day) != 3)
    return std::nullopt;
  return date;
}

std::optional<Date> as_of(CaseFile& file) {
  constexpr std::string_view kKey = "as_of = ";
  for (const auto& [name, text] : file.named("options"))
    if (text->starts_with(kKey)) return parse_date(text->substr(kKey.size()));
  return std::nullopt;
}

std::vector<SourceText> sources(const CaseFile& file, KeywordStyle style,
                                bool formatted_too = false) {
  const std::vector<SourceText> written = file.policies();
  if (style == KeywordStyle::as_written && !formatted_too) return written;
  std::vector<SourceText> texts = written;
  for (SourceText& source : texts) {
    auto formatted = format(source, style, {}, written);
    EXPECT_TRUE(formatted.ok()) << formatted.error().message(Language::en);
    if (formatted.ok()) source.text = *formatted;
  }
  return texts;
}

void load(Data& data, const std::string& name, const Rows& rows) {
  const auto entity = data.find_entity(name);
  ASSERT_TRUE(entity.has_value()) << "no entity " << name;
  ASSERT_FALSE(rows.empty());
  std::vector<TextColumn> columns(rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = rows[0][i];
    for (std::size_t row = 1; row < rows.size(); ++row)
      columns[i].cells.push_back(i < rows[row].size() ? std::string_view(rows[row][i]) : "");
  }
  const Status status = data.set_table_text(*entity, columns);
  ASSERT_TRUE(status.ok()) << name << ": " << status.error().message(Language::en);
}

Table table_named(const Policy& policy, const Results& results, const std::string& name) {
  if (name == "ledger") return results.ledger();
  if (name == "totals") return results.totals();
  if (name == "targets") return results.targets();
  if (name == "findings") return results.findings();
  if (name == "attributions") return results.attributions();
  if (name == "errors") return results.errors();
  return results.entity(policy.find_entity(name).value_or(0));
}

std::string cell_text(const Table& table, std::uint64_t row, std::size_t column) {
  switch (table.state(row, column)) {
    case CellState::value:
      return table.text(row, column);
    case CellState::blank:
      return "";
    case CellState::error:
      return std::string("!") + table.fault_name(row, column);
  }
  return "";
}

/// The columns that `wanted` names in its first line, as they came out.
std::string actual_rows(const Policy& policy, const Results& results, const std::string& name,
                        const std::string& wanted) {
  const Rows expected = parse_rows(wanted);
  if (expected.empty()) return "the section names no columns\n";
  const Table table = table_named(policy, results, name);
  Rows actual = {expected[0]};
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    auto& cells = actual.emplace_back();
    for (const std::string& column : expected[0]) {
      const auto index = table.find_column(column);
      cells.push_back(index ? cell_text(table, row, *index) : "no such column");
    }
  }
  return format_rows(actual);
}

/// Reasons quote the policy's own words, so they change with the language of its keywords.
std::string without_reasons(const std::string& text) {
  Rows rows = parse_rows(text);
  if (rows.empty()) return text;
  for (std::size_t i = rows[0].size(); i-- > 0;) {
    if (!rows[0][i].ends_with("reason")) continue;
    for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return format_rows(rows);
}

/// The plan without what quotes the policy: the texts of reasons, the names of dated tables (of a
/// rate, the currency as written).
std::string plan_without_words(const Policy& policy) {
  std::stringstream plan(policy.dump(Stage::plan));
  std::string text;
  for (std::string line; std::getline(plan, line);) {
    if (line.starts_with("categories") && line.find(": ") != std::string::npos) continue;
    if (line.find("= category not met") != std::string::npos) line.erase(line.find("= category"));
    const std::size_t name = line.starts_with("dated #") ? line.find(' ', 7) : std::string::npos;
    if (name != std::string::npos) line.erase(name, line.find(' ', name + 1) - name);
    text += line + "\n";
  }
  return text;
}

struct Variant {
  const char* name;
  Evaluator evaluator;
  KeywordStyle keywords;
  std::uint32_t batch_rows;
  std::uint32_t threads;
  bool formatted = false;
};

constexpr Variant kVariants[] = {
    {"row evaluator", Evaluator::row, KeywordStyle::as_written, 0, 1},
    {"columnar", Evaluator::columnar, KeywordStyle::as_written, 0, 1},
    {"columnar, batches of 2, two threads", Evaluator::columnar, KeywordStyle::as_written, 2, 2},
    {"formatted", Evaluator::columnar, KeywordStyle::as_written, 0, 1, true},
    {"English keywords", Evaluator::columnar, KeywordStyle::en, 0, 1, true},
    {"Chinese keywords", Evaluator::columnar, KeywordStyle::zh, 0, 1, true},
    {"traditional characters", Evaluator::columnar, KeywordStyle::zh_hant, 0, 1, true},
};

class Good : public testing::TestWithParam<std::string> {};

TEST_P(Good, GivesWhatIsExpected) {
  CaseFile file = CaseFile::read(GetParam());
  const auto day = as_of(file);
  if (recording()) mark_anew(file, day);
  // Most say nothing: a warning of what is right is a fault as much as a wrong figure.
  expect_as_marked(complaints_of(file.policies(), day), file.policies());
  std::string plan, hash;
  for (const Variant& variant : kVariants) {
    SCOPED_TRACE(variant.name);
    CompileOptions options;
    options.as_of = day;
    const auto policy = compile(sources(file, variant.keywords, variant.formatted), options);
    ASSERT_TRUE(policy.ok()) << policy.error().message(Language::en);
    if (&variant == kVariants) {
      plan = plan_without_words(*policy);
      hash = policy->canonical_hash();
    }
    EXPECT_TRUE(plan == plan_without_words(*policy)) << "another plan";
    EXPECT_EQ(hash, policy->canonical_hash());
    Data data = policy->new_data();
    for (const auto& [name, text] : file.named("table")) {
      load(data, name, parse_rows(*text));
      if (HasFatalFailure()) return;
    }
    RunOptions run;
    run.as_of = day;
    run.evaluator = variant.evaluator;
    run.batch_rows = variant.batch_rows;
    run.threads = variant.threads;
    const auto results = policy->evaluate(data, run);
    ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
    ASSERT_FALSE(file.named("expect").empty());
    for (const auto& [name, text] : file.named("expect")) {
      const std::string actual = actual_rows(*policy, *results, name, *text);
      if (recording() && &variant == kVariants) *text = actual;
      if (!variant.formatted)
        EXPECT_EQ(format_rows(parse_rows(*text)), actual) << name;
      else
        EXPECT_EQ(without_reasons(*text), without_reasons(actual)) << name;
    }
  }
  if (recording()) file.write(GetParam());
}

INSTANTIATE_TEST_SUITE_P(Spec, Good, testing::ValuesIn(find_cases("good")), test_name);

}  // namespace
}  // namespace remit::spec
