#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "number/rational.h"
#include "remit/status.h"
#include "type/type.h"

namespace remit::sweep {

/// The values that a parameter, or an input of a row, is given one after the other. A range is not
/// written out: it may have more values than anybody would look at.
class Axis {
 public:
  /// Reads `rate=10%..30%/1%` or `cap=30万,50万,80万`: values as a policy writes them, and ranges
  /// `LOW..HIGH/STEP` of numbers, amounts or dates, of which HIGH is the last unless the steps pass
  /// it over. Names and values are not held against any policy.
  static Result<Axis> read(std::string_view text);
  /// Those from `first` on, `count` in all; texts are decimals.
  Axis(std::string name, number::Rational first, number::Rational step, std::uint64_t count);

  /// Puts the values in ascending order, each once. Values that have none, words or lengths of time
  /// in several units, stay as they are listed. An error if ranges overlap that have more values
  /// than could be written out.
  std::optional<Error> put_in_order();

  const std::string& name() const { return name_; }
  std::uint64_t size() const { return size_; }
  /// As a policy writes it. `index` < size().
  std::string text(std::uint64_t index) const;
  /// Whether it is a number without a unit, and not a share of something.
  bool is_bare(std::uint64_t index) const { return at(index).first->bare; }
  /// The number, nothing of what is none; of an amount without its currency.
  std::optional<number::Rational> number(std::uint64_t index) const;

 private:
  /// Values that follow each other: one as it was written, or a range.
  struct Part {
    std::string written;  ///< of one value
    std::optional<number::Rational> first;
    number::Rational step;
    std::uint64_t count = 1;
    bool bare = false;
    number::Rational factor{1};       ///< what `suffix` makes of the digits before it
    std::string suffix;               ///< "%", "万元"
    std::optional<std::int32_t> day;  ///< of dates; of a range its step in days or in months
    std::int32_t days = 0, months = 0;
    std::optional<type::DurationUnit> length;  ///< what a length of time is counted in
    std::uint64_t begin = 0;                   ///< the first of its values among all
  };
  class Reader;

  explicit Axis(std::string name) : name_(std::move(name)) {}
  void add(Part part);
  /// The part that the value belongs to, and which of its values it is.
  std::pair<const Part*, std::uint64_t> at(std::uint64_t index) const;
  /// The day of a part of dates.
  static std::int32_t day_of(const Part& part, std::uint64_t place);
  /// What a value is compared by; nothing of a word.
  static std::optional<number::Rational> order_of(const Part& part, std::uint64_t place);
  bool has_order() const;
  /// Each value a part of its own.
  std::vector<Part> written_out() const;

  std::string name_;
  std::vector<Part> parts_;
  std::uint64_t size_ = 0;
};

}  // namespace remit::sweep
