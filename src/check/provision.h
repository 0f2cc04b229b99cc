#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "base/hash_map.h"
#include "base/name_hash.h"
#include "check/model.h"
#include "syntax/tree.h"
#include "type/origin.h"

namespace remit::check {

struct Form;

/// Index of a provision, in the order of declaring.
using ProvisionId = std::uint32_t;

/// What can be asked for behind a name and a dot, in the order of declaring.
class Members {
 public:
  Members() = default;
  Members(Members&&) = default;
  Members& operator=(Members&&) = default;

  /// `name`, which must outlive this, is that of an attribute. Of two of one name the first is
  /// found.
  void add(std::string_view name, ColumnId column) {
    all_.emplace_back(name, column);
    if (all_.size() <= kFew) return;
    if (all_.size() == kFew + 1)
      for (std::size_t i = 0; i < kFew; ++i) of_name_.try_emplace(all_[i].first, all_[i].second);
    of_name_.try_emplace(name, column);
  }
  /// The same of a part, of whose name there is a copy.
  void add_part(std::string_view name, ColumnId column) { add(names_.emplace_front(name), column); }
  /// The column of that name, or kNone.
  ColumnId find(std::string_view name) const {
    if (all_.size() <= kFew) {
      const auto found = std::ranges::find(all_, name, &Named::first);
      return found == all_.end() ? kNone : found->second;
    }
    const auto found = of_name_.find(name);
    return found == of_name_.end() ? kNone : found->second;
  }
  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  using Named = std::pair<std::string_view, ColumnId>;
  /// So many are found by looking at each.
  static constexpr std::size_t kFew = 8;

  absl::InlinedVector<Named, kFew> all_;
  std::forward_list<std::string> names_;  // of parts; they stay in place
  base::HashMap<std::string_view, ColumnId, base::NameHash> of_name_;  // empty while they are few
};

/// One declaration of a form that gives columns to an entity: this reward, that target.
struct Provision {
  const Form* form = nullptr;
  std::string name;
  std::string called;  ///< by which the policy asks for it: the name, unless it is for earlier rows
  std::string label;
  std::string cite;
  EntityId entity = kWhole;
  syntax::NodeView node;
  ColumnId main = kNone;                          ///< what the bare name means
  Members members;                                ///< by English attribute or part name
  std::shared_ptr<const type::Declaration> said;  ///< Columns::add fills it in

  /// The column of one of the form's attributes, or kNone.
  ColumnId attribute(type::Role role) const;
  type::Origin origin(type::Role role, base::Span span) const { return {said, role, span}; }
};

}  // namespace remit::check
