#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/case.h"
#include "remit/coverage.h"
#include "remit/data.h"
#include "remit/diagnostic.h"
#include "remit/needs.h"
#include "remit/options.h"
#include "remit/results.h"
#include "remit/schema.h"
#include "remit/status.h"
#include "remit/stream.h"
#include "remit/sweep.h"

namespace remit {

/// A clause of the source document and what the policy derives from it.
struct Clause {
  std::string cite;         ///< "III(3)2"; may be empty for a form that cites none
  std::string form;         ///< English keyword: "reward", "target"
  std::string declaration;  ///< name of the declaration
  std::string label;
  std::string file;
  Position begin;
  Position end;
  std::string says;          ///< the clause in short; may be empty
  std::string reading;       ///< how it was read where it could be read otherwise; may be empty
  std::string not_computed;  ///< why nothing computes it (then `declaration` is empty)
};

/// Something the document leaves to another office or to an attachment.
struct Hole {
  std::string name;  ///< parameter or entity
  bool is_entity = false;
  ValueType type;  ///< of a parameter
  std::string cite;
};

/// One `test` of a policy after it ran.
struct TestOutcome {
  std::string title;
  bool passed = false;
  /// In the language asked, empty if passed: of each cell that came out otherwise, a line with what
  /// was expected and what came, and indented below it the explanation of what came.
  std::string message;
  std::string file;
  Position begin;
};

struct TestOptions {
  Language language = Language::en;
  /// Fills the table of `entity` for `given ENTITY from "path"`. The library itself reads no files;
  /// without this such a test is an error.
  std::function<Status(std::string_view path, std::string_view entity, Data& data)> load_table;
  RunOptions run;
};

enum class Stage : std::int32_t { tree = 0, model = 1, plan = 2 };

/// A compiled policy set. Immutable: any number of threads may use one at the same time. Cheap to
/// copy (a shared handle); data and results made from it keep it alive.
class Policy {
 public:
  struct Impl;
  explicit Policy(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  const std::string& name() const;
  const std::string& title() const;
  /// First and last day on which the policy is in force, as far as it says so.
  std::optional<Date> effective_from() const;
  std::optional<Date> effective_to() const;
  /// Warnings and notes of the compilation.
  const Diagnostics& diagnostics() const;
  /// 64 hexadecimal digits of SHA-256 over the meaning: layout, comments, order of files with the
  /// same meaning and spelling language do not change it.
  const std::string& canonical_hash() const;

  /// Entities in the order of the policy; the first is the jurisdiction as a whole, `whole`, whose
  /// table has exactly one row: its fields are the open parameters, its columns single values.
  const std::vector<EntityInfo>& entities() const;
  std::optional<std::size_t> find_entity(std::string_view name) const;
  /// The entity that a name which finds none is probably a misspelling of, if any is.
  std::optional<std::string> near_entity(std::string_view misspelt) const;
  const std::vector<Clause>& clauses() const;
  const std::vector<Hole>& holes() const;
  const std::vector<std::string>& tests() const;

  /// The values of a number, money or date field at which a formula changes course: bounds, edges
  /// of bands, what it is compared with; ascending. Numbers as coefficients at the field's scale,
  /// dates as days since 1970-01-01. Empty for other fields. Linear in the policy.
  std::vector<std::int64_t> edges(std::size_t entity, std::size_t field) const;

  /// What is to be said of a run on that day before it begins: that the policy is not in force
  /// then, that an amendment has no effect yet. Empty without a day.
  std::vector<RunNote> notes(const std::optional<Date>& as_of, Language language) const;

  /// An empty set of tables to fill.
  Data new_data() const;
  /// Computes every defined column. Cells in error do not fail the run: `Results::errors` has them.
  Result<Results> evaluate(const Data& data, const RunOptions& options = {}) const;
  /// How often a run that is asked for `only` reads all rows of `entity` when they come in batches;
  /// StatusCode::unsupported, with the reason, when they cannot: other tables refer to them, or
  /// look them up by content, or they are a calendar, or a text orders or groups all of them.
  Result<int> stream_traversals(std::size_t entity, Outputs only = {}) const;
  /// Evaluates while the rows of `entity` come in batches; `data` has all other tables. Every
  /// figure is that of a run in memory. Each batch goes to `sink` in the last traversal. Answered
  /// are the results of all other entities, with totals over everything; `entity` itself has no
  /// rows there. Memory: the other tables, a batch and its results, and what must be kept for all
  /// rows: columns that are ranked, divided or grouped, and keys unless they ascend. A key that
  /// occurs twice is StatusCode::data_error, too much to keep StatusCode::limit_exceeded.
  Result<Results> evaluate_stream(const Data& data, std::size_t entity, const StreamSource& source,
                                  const StreamSink& sink, const StreamOptions& options = {}) const;
  /// One row of `entity`, to be evaluated again and again. `data` is copied; a table without rows
  /// gets a blank one. The options hold for every run.
  Result<Case> new_case(const Data& data, std::size_t entity, const RunOptions& options = {}) const;
  /// The figures asked for, with each combination of the parameters' values: those of single runs
  /// of the policy with these values, from one reading of the tables. What does not depend on the
  /// parameters is computed once, nothing is kept of the rows. A value that the policy could not
  /// have is StatusCode::policy_error, with its place in the text of `set`.
  Result<Sweep> sweep(const Data& data, const SweepOptions& options) const;
  /// The largest or smallest value of a parameter, or of an input of one row, for which a condition
  /// holds.
  Result<Solution> solve(const Data& data, const SolveOptions& options) const;
  /// What a figure of one row still depends on, where some inputs are not known. `column` is a
  /// defined column, by name (StatusCode::not_found for another). An input that is not among them
  /// changes nothing, whatever it and the others turn out to be within their types and bounds;
  /// figures without bounds count as within 10^18 on either side. `data` is read, not changed; a
  /// table without rows counts as one with a blank row, and a row without a key as one that no
  /// other row refers to. Some milliseconds.
  Result<Needs> needs(const Data& data, std::size_t entity, std::string_view column,
                      const NeedsOptions& options = {}) const;
  /// Runs the policy's own tests, in order.
  Result<std::vector<TestOutcome>> run_tests(const TestOptions& options = {}) const;
  /// Runs the tests and tells which places of the text they reached.
  Result<std::vector<CoverageItem>> test_coverage(const TestOptions& options = {}) const;
  /// A stage of the compilation as text.
  std::string dump(Stage stage) const;

  const std::shared_ptr<const Impl>& impl() const { return impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Compiles a policy and the files that amend it. On failure StatusCode::policy_error with every
/// complaint, or limit_exceeded.
Result<Policy> compile(std::vector<SourceText> sources, const CompileOptions& options = {});

/// What compile() says of texts that it takes (Policy::diagnostics), or its error, without making a
/// policy of them: a quarter less work.
Result<Diagnostics> check_only(std::vector<SourceText> sources, const CompileOptions& options = {});

/// Which spelling of the keywords the formatter writes: English, Chinese in simplified or in
/// traditional characters.
enum class KeywordStyle : std::int32_t { as_written = 0, en = 1, zh = 2, zh_hant = 3 };

/// The text in the one canonical layout, comments kept; formatting the outcome again changes
/// nothing. A text that does not parse is StatusCode::policy_error.
///
/// A text that amends another needs that one among `bases`, the other files of the policy, for
/// all its words to be rewritten: what cannot be told from a name of the policy stays as written.
/// `bases` are read, not formatted; what of them does not parse is passed over.
Result<std::string> format(const SourceText& source, KeywordStyle keywords,
                           const CompileOptions& options = {},
                           const std::vector<SourceText>& bases = {});

/// The names of the policies that a text amends, in its order: files of these belong before it.
/// What does not parse is passed over.
std::vector<std::string> amended_policies(const SourceText& source,
                                          const CompileOptions& options = {});

/// The keyword of a form (Declaration::form, RuleProfile::form) as a policy in that language writes
/// it: "reward" or "奖励". What is no keyword is returned as it is.
std::string keyword(const std::string& form, Language language);

/// A name and the attribute after its dot, as a policy in that language writes it: "answer.late" or
/// "answer.逾期". What has no attribute is returned as it is.
std::string with_attribute(const std::string& name, Language language);

/// "0.1.0".
const char* version();

}  // namespace remit
