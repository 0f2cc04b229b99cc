#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

class SubjectNumbers;

/// What conditions say of single values of a row, whatever the data are: of a number, an amount, a
/// date, a truth value, a word, a text, of two values compared with each other, of whether a value
/// is given. Tried on one value of each stretch that the constants cut, so every operator counts.
class Truth {
 public:
  explicit Truth(const Context& context);
  ~Truth();

  /// 1 if it holds for every value, 0 if for none, -1 if that depends or is not known.
  int of(ExprId condition) const;
  /// The first of the conditions that those before it exclude; kNone if they may hold together.
  ExprId excluded(absl::Span<const ExprId> conditions) const;

  /// Whether each of the conditions is about one value, which may be such that it holds and such
  /// that it fails, and no two about the same: then none decides another.
  bool independent(absl::Span<const ExprId> conditions) const;

  /// What is known of a row leaves no choice to a condition.
  struct Decided {
    int holds = -1;     ///< as `of`; -1 too where the condition by itself leaves none
    ExprId by = kNone;  ///< the last condition that has to do with it
  };
  Decided under(const Claims::Known& known, ExprId condition) const;

 private:
  const Context& context_;
  std::vector<std::size_t> first_text_;  // by text: where the same one stands first
  std::unique_ptr<SubjectNumbers> numbers_;
};

}  // namespace remit::check
