#pragma once

#include <cstdint>

namespace remit::base {

/// Upper bounds on what one compilation or evaluation may consume.
///
/// A policy or a table may come from a stranger: whatever grows with the input is bounded here, and
/// passing a bound is reported (diagnostics R09xx), never a crash. The defaults leave room for the
/// largest real policies and tables while staying within an ordinary office machine.
struct Limits {
  /// Bytes of one policy text.
  uint32_t source_bytes = 16u << 20;
  /// Lexical tokens of one policy text.
  uint32_t tokens = 4'000'000;
  /// Nesting of brackets, blocks and operators; guards the parser's stack.
  uint32_t nesting_depth = 200;
  /// Declarations (entities, parameters, rewards, ...) of one policy set.
  uint32_t declarations = 100'000;
  /// Columns of one entity, inputs and derived ones together.
  uint32_t columns = 20'000;
  /// Nodes of all expressions after lowering.
  uint32_t expression_nodes = 10'000'000;
  /// Bytes of one string, in the policy or in a cell.
  uint32_t text_bytes = 1u << 20;
  /// Digits of one number as written.
  uint32_t number_digits = 200;
  /// Errors kept of one compilation, and as many warnings; further ones are only counted.
  uint32_t diagnostics = 1'000;
  /// Rows of one table.
  uint64_t rows = 200'000'000;
  /// Bytes that one evaluation may allocate for columns and results.
  uint64_t memory_bytes = uint64_t{64} << 30;
  /// Node evaluations of one run, rows times nodes; 0 means unbounded.
  uint64_t steps = 0;
};

}  // namespace remit::base
