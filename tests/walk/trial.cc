#include "trial.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "advice.h"
#include "random_rows.h"
#include "remit/remit.h"

namespace remit::walk {
namespace {

constexpr Date kToday{2011, 3, 1};

/// A policy of so many columns more is explained in one cell more.
constexpr std::size_t kColumnsExplained = 40;
/// Of more diagnostics than this the lines that they quote are written out now and then only.
constexpr std::size_t kFewDiagnostics = 4;
/// Of a thousand policies that leave nothing to it so many run with their tables turned, too.
constexpr std::size_t kTurned = 400;

CompileOptions at_today() {
  CompileOptions options;
  options.as_of = kToday;
  options.limits.diagnostics = 1'000'000;  // each sentence is to be told its own
  return options;
}

Result<Policy> compiled(std::string text) {
  return compile({SourceText{"drawn.remit", std::move(text)}}, at_today());
}

class Trial {
 public:
  Trial(const std::string& text, Dice dice)
      : text_(text), dice_(dice), seed_of_rows_(dice_.next()) {}

  Outcome run() {
    const auto policy = compiled(text_);
    check_words(policy.ok() ? policy->diagnostics() : policy.error().diagnostics());
    if (!policy.ok()) {
      refused(policy.error());
      return outcome_;
    }
    outcome_.compiled = true;
    if (dice_.chance(250)) reformat(*policy);
    const Data data = random_rows(*policy, seed_of_rows_);
    evaluate(*policy, data);
    if (!policy->tests().empty()) run_tests(*policy);
    return outcome_;
  }

 private:
  void complain(const std::string& what) { outcome_.complaints.push_back(what); }

  /// Takes a text into the digest (FNV-1a): the same in every run, whatever the hash tables do.
  const std::string& told(const std::string& text) {
    constexpr std::uint64_t kPrime = 0x100000001B3;
    for (const char c : text)
      outcome_.told = (outcome_.told ^ static_cast<unsigned char>(c)) * kPrime;
    return text;
  }

  /// Whether a call went well, or failed for a reason that is the policy's or the data's own.
  template <typename T>
  bool fine(const char* what, const Result<T>& result, bool may_fail = false) {
    if (result.ok()) return true;
    const StatusCode code = result.error().code();
    const bool own = code == StatusCode::data_error || code == StatusCode::unsupported ||
                     code == StatusCode::limit_exceeded || code == StatusCode::policy_error;
    if (!may_fail || !own)
      complain(std::string(what) + ": " + result.error().message(Language::en));
    return false;
  }

  void refused(const Error& error) {
    outcome_.diagnostics = error.diagnostics();
    if (error.code() != StatusCode::policy_error && error.code() != StatusCode::limit_exceeded)
      complain("compile: " + error.message(Language::en));
    if (outcome_.diagnostics.error_count() == 0 && error.code() == StatusCode::policy_error)
      complain("refused without an error");
    if (outcome_.diagnostics.size() <= kFewDiagnostics && dice_.chance(100))
      follow_advice(text_, outcome_.complaints);
  }

  void check_words(const Diagnostics& diagnostics) {
    const bool quoted = diagnostics.size() <= kFewDiagnostics || dice_.chance(50);
    for (const Language language : {Language::en, Language::zh}) {
      if (quoted) check_words(diagnostics.text(language));
      for (std::size_t i = 0; !quoted && i < diagnostics.size(); ++i) {
        const Diagnostic each = diagnostics.at(i, language);
        check_words(each.message);
        check_words(each.help);
      }
    }
  }

  void check_words(const std::string& text) {
    told(text);
    if (const std::string sign = empty_place(text); !sign.empty())
      complain("a place without words, " + sign + ": " + text);
  }

  /// `{0}`, or quotes around nothing.
  static std::string empty_place(std::string_view text) {
    for (std::size_t at = text.find_first_of("{`\xE2"); at != text.npos;
         at = text.find_first_of("{`\xE2", at + 1)) {
      const std::string_view rest = text.substr(at);
      const bool number = rest.size() > 2 && rest[1] >= '0' && rest[1] <= '3' && rest[2] == '}';
      if (rest[0] == '{' && number) return std::string(rest.substr(0, 3));
      for (const char* quotes : {"``", "“”"})
        if (rest.starts_with(quotes)) return quotes;
    }
    return {};
  }

  void reformat(const Policy& policy) {
    constexpr KeywordStyle kStyles[] = {KeywordStyle::as_written, KeywordStyle::en,
                                        KeywordStyle::zh, KeywordStyle::zh_hant};
    const KeywordStyle style = dice_.one_of(kStyles);
    const auto once = format({"drawn.remit", text_}, style, at_today());
    // In other words an entry of a block may go on where the one before ended; that is said
    // (R0118).
    if (!fine("format", once, style != KeywordStyle::as_written)) return;
    const auto twice = format({"drawn.remit", *once}, style, at_today());
    if (!fine("format again", twice)) return;
    if (told(*twice) != *once) complain("formatting again changes the text");
    const auto again = compiled(*once);
    if (!fine("compile what was formatted", again)) return;
    if (again->canonical_hash() != policy.canonical_hash())
      complain("the formatted text means something else");
  }

  void evaluate(const Policy& policy, const Data& data) {
    RunOptions options;
    if (!dice_.chance(100)) options.as_of = kToday;
    options.evaluator = Evaluator::row;
    const auto by_row = policy.evaluate(data, options);
    if (!fine("evaluate by row", by_row, true)) return;
    if (options.as_of) turn_tables(policy, *by_row);
    options.evaluator = Evaluator::columnar;
    if (dice_.chance(250)) options.batch_rows = 1 + static_cast<std::uint32_t>(dice_.below(3));
    if (dice_.chance(100)) options.threads = 2;
    if (dice_.chance(200)) options.isa = Isa::portable;
    const auto by_column = policy.evaluate(data, options);
    if (!fine("evaluate by column", by_column, true)) return complain("one evaluator refuses");
    outcome_.ran = true;
    if (by_row->digest() != by_column->digest()) complain("the evaluators' figures differ");
    if (text_of(by_row->errors()) != text_of(by_column->errors()))
      complain("the evaluators' errors differ");
    told(text_of(by_row->errors()));
    told(text_of(by_row->ledger(Language::zh)));
    told(text_of(by_row->totals()));
    told(text_of(by_row->targets()));
    if (dice_.chance(100)) fine("rounding", by_row->rounding());
    std::size_t columns = 0;
    for (const EntityInfo& entity : policy.entities()) columns += entity.columns.size();
    for (std::size_t i = 0; columns > 0 && i < 2 + columns / kColumnsExplained; ++i)
      explain(policy, *by_column, dice_.below(columns));
  }

  /// The order of the rows in the tables decides nothing that the policy does not leave to it.
  void turn_tables(const Policy& policy, const Results& as_given) {
    if (text_.find("row order") != std::string::npos || !dice_.chance(kTurned)) return;
    RunOptions options;
    options.as_of = kToday;
    options.evaluator = Evaluator::row;
    const auto turned = policy.evaluate(random_rows(policy, seed_of_rows_, true), options);
    if (!turned.ok()) return;
    for (std::size_t entity = 0; entity < policy.entities().size(); ++entity) {
      const EntityInfo& info = policy.entities()[entity];
      const auto one = rows_of(as_given.entity(entity), info);
      const auto other = rows_of(turned->entity(entity), info);
      const auto [here, there] = std::ranges::mismatch(one, other);
      if (here == one.end() && there == other.end()) continue;
      return complain("the order of the tables decides in " + policy.entities()[entity].name +
                      ": " + (here == one.end() ? "" : *here) + " / " +
                      (there == other.end() ? "" : *there));
    }
  }

  /// What the rows of a table come to, sorted. Which of several errors is the reason may go by
  /// their order, and so may what is shown of a key that stands twice.
  static std::vector<std::string> rows_of(const Table& table, const EntityInfo& entity) {
    std::vector<std::string> rows;
    for (std::uint64_t row = 0; row < table.row_count(); ++row) {
      std::string& text = rows.emplace_back();
      for (std::size_t column = 0; column < table.columns().size(); ++column) {
        const std::string& name = table.columns()[column].name;
        if (std::ranges::find(entity.fields, name, &FieldInfo::name) != entity.fields.end())
          continue;
        text += *table.fault_name(row, column) == '\0' ? table.text(row, column) + "|" : "error|";
      }
    }
    std::ranges::sort(rows);
    return rows;
  }

  static std::string text_of(const Table& table) {
    std::string text;
    for (std::uint64_t row = 0; row < table.row_count(); ++row)
      for (std::size_t column = 0; column < table.columns().size(); ++column)
        text += table.text(row, column) + table.fault_name(row, column) + "|";
    return text;
  }

  /// A cell of a column, by its number among all.
  void explain(const Policy& policy, const Results& results, std::size_t number) {
    std::size_t entity = 0;
    for (; number >= policy.entities()[entity].columns.size(); ++entity)
      number -= policy.entities()[entity].columns.size();
    const std::string& column = policy.entities()[entity].columns[number].name;
    const std::uint64_t rows = results.entity(entity).row_count();
    if (rows == 0) return;
    const std::uint64_t row = dice_.below(rows);
    ExplainOptions options;
    options.language = dice_.chance(500) ? Language::en : Language::zh;
    options.depth = static_cast<std::uint32_t>(dice_.below(3));
    const auto memo = results.explain_text(entity, row, column, options);
    if (fine("explain", memo)) told(*memo);
    fine("explain as JSON", results.explain_json(entity, row, column, options));
  }

  void run_tests(const Policy& policy) {
    TestOptions options;
    options.load_table = [](std::string_view, std::string_view, Data&) { return Status(Done{}); };
    options.run.evaluator = Evaluator::row;
    const auto by_row = policy.run_tests(options);
    options.run.evaluator = Evaluator::columnar;
    const auto by_column = policy.run_tests(options);
    if (!fine("tests by row", by_row) || !fine("tests by column", by_column)) return;
    for (std::size_t i = 0; i < by_row->size(); ++i)
      if ((*by_row)[i].message != (*by_column)[i].message)
        complain("a test's outcome differs between the evaluators");
    fine("coverage", policy.test_coverage(options));
  }

  const std::string& text_;
  Dice dice_;
  const std::uint64_t seed_of_rows_;
  Outcome outcome_;
};

}  // namespace

Outcome try_policy(const std::string& text, Dice dice) { return Trial(text, dice).run(); }

}  // namespace remit::walk
