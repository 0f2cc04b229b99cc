#pragma once

#include <compare>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/span.h"
#include "check/model.h"
#include "check/symbol.h"
#include "diagnostic/format.h"

namespace remit::check {

/// What an editor asks a policy about its names: which there are, and what each place means. Spans
/// count over all files of the policy. Filled by check(); places that could not be understood are
/// missing, others may come twice.
struct NameIndex {
  struct Declared {
    std::string name;
    Symbol symbol;            ///< its span is the name's, where it is declared
    EntityId owner = kWhole;  ///< whose rows have it, in its policy; kWhole: the policy itself
    std::string entity = {};  ///< the owner's name; empty: the policy
    /// Of its value; nothing where it has none.
    std::optional<diagnostic::Argument> type = {};
    std::string rows = {};                  ///< the entity whose rows it names, or leads to
    std::vector<std::string> members = {};  ///< what can be asked of it after a dot
  };
  /// `at` is written where that name is meant.
  struct Use {
    base::Span at;
    base::Span declared;

    friend auto operator<=>(const Use& a, const Use& b) {
      return std::tuple(a.at.begin, a.at.end, a.declared.begin) <=>
             std::tuple(b.at.begin, b.at.end, b.declared.begin);
    }
    friend bool operator==(const Use&, const Use&) = default;
  };

  std::vector<Declared> declared;
  std::vector<Use> uses;
};

}  // namespace remit::check
