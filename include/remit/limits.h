#pragma once

#include <cstdint>

namespace remit {

/// Upper bounds on what one compilation or one run may consume, so that a text or a table from a
/// stranger cannot exhaust the host. Passing one is an error by name, or a cell in error, never a
/// crash. The defaults leave room for the largest real policies and tables while staying within an
/// ordinary office machine.
struct Limits {
  std::uint32_t source_bytes = 16u << 20;  ///< of one policy text
  std::uint32_t tokens = 4'000'000;        ///< of one policy text
  std::uint32_t nesting_depth = 200;       ///< brackets, blocks and operators
  std::uint32_t declarations = 100'000;    ///< of one policy set
  std::uint32_t columns = 20'000;          ///< of one entity, inputs and defined ones
  std::uint32_t expression_nodes = 10'000'000;
  std::uint32_t text_bytes = 1u << 20;  ///< of one string, in the policy or in a cell
  std::uint32_t number_digits = 200;    ///< of one number as written, in the policy or in a cell
  std::uint32_t diagnostics = 1'000;    ///< errors kept, and as many warnings
  std::uint64_t rows = 200'000'000;     ///< of one table
  std::uint64_t memory_bytes = std::uint64_t{64} << 30;  ///< of one run, of compiling one text
  std::uint64_t steps = 0;         ///< rows times nodes of formulas of one run; 0: unbounded
  std::uint64_t milliseconds = 0;  ///< wall clock of one run, compilation, ...; 0: unbounded
};

}  // namespace remit
