#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "needs/range.h"
#include "row/value.h"
#include "type/type.h"

namespace remit::needs {

using row::Value;

/// What a cell can still come to: some values and faults, or any value of a range beside some
/// faults. Never less than what is really possible; more now and then. Faults are told apart by
/// their code, not by where they began.
class Possible {
 public:
  /// Nothing yet.
  Possible() = default;
  explicit Possible(Value only) { add(std::move(only)); }
  /// Numbers, durations, or dates as days since 1970-01-01.
  static Possible within(Range range, bool dates);
  /// Any text, or any row.
  static Possible anything();
  static Possible either() {
    Possible both{Value(false)};
    both.add(Value(true));
    return both;
  }

  void add(Value value);
  void add(const Possible& other);
  /// The faults of `other`, as they are where a value was needed.
  void add_faults(const Possible& other);

  bool is_determined() const { return wide_ == Wide::no && few_.size() == 1; }
  const Value& value() const { return few_.front(); }
  /// One of many values, which are not listed.
  bool is_wide() const { return wide_ != Wide::no; }
  /// The values unless it is wide, and the faults.
  std::span<const Value> few() const { return few_; }
  bool has_faults() const;
  /// A value of some kind.
  bool has_values() const;
  bool may_be(const Value& value) const;
  bool may_be(bool truth) const { return may_be(Value(truth)); }
  bool may_be_blank() const;
  /// All numbers (or days) that it can be; nothing where it is none.
  std::optional<Range> numbers() const;
  /// The same without what lies outside; faults stay.
  Possible clipped(const Range& range) const;
  /// Without its faults.
  Possible values() const;

  friend bool is_same(const Possible& a, const Possible& b);

 private:
  enum class Wide : std::uint8_t { no, range, any };
  void widen(const Range& range, bool dates);

  std::vector<Value> few_;
  Wide wide_ = Wide::no;
  bool dates_ = false;
  Range range_;
};

/// A number, or a day as a number; nothing for other kinds and faults.
std::optional<Rational> as_number(const Value& value);
/// The same fault, or the same value.
bool is_same(const Value& a, const Value& b);
/// The same values and faults, in the order in which they were found.
bool is_same(const Possible& a, const Possible& b);

}  // namespace remit::needs
