#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "remit/results.h"

namespace remit {

/// Rows by the width of the arithmetic they went through, each row counted once for every step of
/// the computation. 64 bits are the fast road; which one a step takes follows from the values that
/// the tables have.
struct WidthCounts {
  std::uint64_t bits64 = 0;
  std::uint64_t bits128 = 0;
  std::uint64_t unlimited = 0;  ///< integers of any size
};

/// A part of a stage. Stages follow each other; a stage ends where whole columns are needed.
struct StageProfile {
  std::uint32_t stage = 0;  ///< from 0
  std::string entity;       ///< "" for the whole
  bool whole = false;       ///< ranks, look-ups by content and divisions; else a pass over the rows
  std::uint64_t rows = 0;
  std::uint64_t steps = 0;                ///< kernels of the pass, or columns
  std::uint64_t prepare_nanoseconds = 0;  ///< choosing kernels, memory for the columns
  std::uint64_t run_nanoseconds = 0;
  /// Grouping the rows of sums, writing the sums down; of rows in batches also putting together
  /// what the batches gathered and what is kept for all rows.
  std::uint64_t fold_nanoseconds = 0;
  WidthCounts rows_by_width;
  /// Of rows in batches, of which everything here is the sum (steps: the most): the traversal in
  /// which it ran, from 1, or for other tables after which, 0 before the first. Else 0.
  std::uint32_t traversal = 0;
  /// Names of the declarations that it computes or gathers, wholly or in part.
  std::vector<std::string> declarations;
};

/// One reading of all rows that come in batches (Policy::evaluate_stream). What it is for say the
/// declarations of its stages.
struct TraversalProfile {
  std::uint64_t batches = 0;
  std::uint64_t rows = 0;
  std::uint64_t read_nanoseconds = 0;  ///< of StreamSource, the host's own
  std::uint64_t link_nanoseconds = 0;  ///< keys remembered, references found
  std::uint64_t bind_nanoseconds = 0;  ///< widths and ranges of the batches' columns
  std::uint64_t take_nanoseconds = 0;  ///< of StreamSink, the host's own, and the totals' sum
};

/// A declaration of the policy: a rule, a definition, a target.
struct RuleProfile {
  std::string form;         ///< English keyword: "reward"
  std::string declaration;  ///< its name; may be empty
  std::string label;
  std::string cite;
  /// Its share of the time of the stages. Of a pass over rows every eighth batch is timed step by
  /// step (what reading the clock takes is left out), and the pass's time is divided in that
  /// proportion; whole columns are timed one by one.
  std::uint64_t nanoseconds = 0;
  WidthCounts rows_by_width;
  /// Names of other declarations that this one's kernels compute on the way, wholly or in part:
  /// their time is in this figure.
  std::vector<std::string> with;
};

/// Where the time of one run of the columnar evaluator went, wall clock. A run takes a little
/// longer when it is asked to say so (RunOptions::profile) and nothing when it is not. The figures
/// of the policy are the same.
struct Profile {
  /// Keys and references found; 0 when known from before. Of rows in batches: of the other tables.
  std::uint64_t link_nanoseconds = 0;
  std::uint64_t bind_nanoseconds = 0;        ///< widths and ranges of columns; likewise
  std::uint64_t run_nanoseconds = 0;         ///< the stages, and the results
  std::vector<StageProfile> stages;          ///< in the order in which they ran
  std::vector<RuleProfile> rules;            ///< the most expensive first
  std::vector<TraversalProfile> traversals;  ///< of rows in batches, in order
};

/// The profile as a table whose times add up to the run's. One line per part of it, in order:
/// traversal, part ("link", "bind", "read", "take", "pass", "columns" for what needs whole columns,
/// "results" for the rest), stage (from 0; blank for a part that is none), entity, rows, steps,
/// prepare_ns, run_ns, fold_ns, rows_64, rows_128, rows_unlimited, declarations (joined by ", ").
Table stage_table(const Profile& profile);
/// The rules as a table: form, declaration, label, clause, ns, rows_64, rows_128, rows_unlimited,
/// with (joined by ", ").
Table rule_table(const Profile& profile);

}  // namespace remit
