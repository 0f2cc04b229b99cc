#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/data.h"
#include "remit/policy.h"
#include "remit/versions.h"

namespace remit::cli::serve {

/// One policy that is served, in all its versions. Never changes.
class Served {
 public:
  /// The text that a day is asked of: compiled once for each stretch of days on which another
  /// version is in force. The failure is the compiler's.
  static Result<std::shared_ptr<const Served>> make(const std::vector<SourceText>& sources,
                                                    const Limits& limits);

  /// The policy to go by on that day; without a day the last version of the text.
  const Policy& on(const std::optional<Date>& day) const { return ready_on(day).policy; }
  /// Input tables for that policy, without rows: a copy of what is kept, which shares what the
  /// policy says of its tables.
  Data no_rows(const std::optional<Date>& day) const { return ready_on(day).no_rows; }
  const std::vector<Version>& versions() const { return versions_; }

  /// Whether its runs over small tables take so little time that others can wait for them: known
  /// once one was measured. Any thread may ask and tell.
  bool is_quick() const { return quick_.load(std::memory_order_relaxed); }
  void measured(std::uint64_t microseconds) const;

 private:
  /// What requests share.
  struct Ready {
    explicit Ready(Policy compiled) : policy(std::move(compiled)), no_rows(policy.new_data()) {}

    Policy policy;
    Data no_rows;
  };
  struct Stretch {
    Date from;
    Ready ready;
  };
  explicit Served(Policy last) : last_(std::move(last)) {}

  const Ready& ready_on(const std::optional<Date>& day) const;

  Ready last_;
  std::vector<Stretch> stretches_;  ///< ascending; empty: every day is alike
  std::vector<Version> versions_;
  mutable std::atomic<bool> quick_{false};
};

/// The policies of a folder, by the names that they are served under. Never changes: a request that
/// began with one shelf ends with it, whatever is read meanwhile.
class Shelf {
 public:
  using Policies = std::map<std::string, std::shared_ptr<const Served>, std::less<>>;

  /// Why a folder is not served.
  struct Fault {
    std::string words;        ///< for a person, in the language asked; ends with a line end
    std::string diagnostics;  ///< as JSON, if a policy does not compile
  };

  /// NAME.remit and NAME.remit.md are policies of that name, and so is a folder NAME with such
  /// files, which make one set. Anything else is passed over; there is at least one policy.
  static std::optional<Fault> read(const std::string& directory, const Limits& limits,
                                   Language language, std::shared_ptr<const Shelf>& shelf);

  const Served* find(std::string_view name) const;
  const Policies& policies() const { return policies_; }

 private:
  Policies policies_;
};

}  // namespace remit::cli::serve
