#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "base/hash_map.h"
#include "syntax/tree.h"

namespace remit::check {

/// Of an item that holds for some rows only: those whose day is before a day, or from it on.
struct Era {
  syntax::NodeView item;
  syntax::NodeView clause;  ///< the `by_row` that says the day
  bool before = false;
  syntax::NodeView other;  ///< what holds for the other rows; absent: nothing
};

/// The items of a policy that an amendment by row replaces, repeals or adds.
class Eras {
 public:
  explicit Eras(absl::Span<const Era> eras) {
    for (const Era& era : eras) eras_.try_emplace(era.item.span().begin, era);
  }
  /// Of an item, or nullptr: it holds for all rows.
  const Era* of(syntax::NodeView item) const {
    const auto found = eras_.find(item.span().begin);
    return found == eras_.end() ? nullptr : &found->second;
  }

 private:
  base::HashMap<std::uint32_t, Era> eras_;
};

/// "bonus before 2020-01-01": what the half of a declaration is called that holds for earlier rows.
std::string name_before(std::string_view name, const Era& era);
/// "bonus from 2020-01-01".
std::string name_from(std::string_view name, const Era& era);

}  // namespace remit::check
