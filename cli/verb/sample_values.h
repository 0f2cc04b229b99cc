#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "remit/remit.h"

namespace remit::cli {

/// SplitMix64 (Steele, Lea and Flood 2014): tiny, and the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }
  /// Of [0, bound); the bias is far below what a benchmark could see.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

/// Whole numbers or days from one to the other, both included.
struct SampleSpan {
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::uint64_t size() const { return static_cast<std::uint64_t>(last - first) + 1; }
};

/// Values that a field might hold, as table texts; keys and references are the caller's.
class SampleValues {
 public:
  /// `edges` as Policy::edges gives them; `days` are those on which most things happen.
  SampleValues(const FieldInfo& field, const std::vector<std::int64_t>& edges,
               const SampleSpan& days);

  /// Now and then blank, where the field may be.
  std::string cell(Random& random) const;

  /// The days of a date field.
  SampleSpan days() const;
  /// The values of a count that the policy holds between two numbers close together, such as the
  /// months of a year; nothing for other fields.
  std::optional<SampleSpan> few_numbers() const;

 private:
  std::int64_t between_edges(Random& random) const;
  std::string amount(Random& random) const;
  std::string number(Random& random) const;
  std::int64_t day(Random& random) const;

  ValueType type_;
  bool optional_;
  bool whole_;  ///< a share of a whole: at most 1
  SampleSpan usual_days_;
  std::vector<std::int64_t> edges_;
  std::vector<std::int64_t> knots_;  ///< where the stretches between edges begin and end
};

/// "2010-01-31"
std::string day_text(std::int64_t day);

}  // namespace remit::cli
