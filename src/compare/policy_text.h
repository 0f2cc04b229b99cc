#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/policy_impl.h"
#include "base/hash_map.h"
#include "syntax/tree.h"
#include "tools/canonical_text.h"

namespace remit::compare {

/// The declarations of a policy's files, by what they declare, and their texts. Immutable but for
/// what it remembers; belongs to one thread. The policy must outlive it.
class PolicyText {
 public:
  explicit PolicyText(const Policy::Impl& policy);

  struct Declaration {
    /// What it declares, apart from others: the form and the name; of one that amends another
    /// policy, that policy's name too; of a line that has no name, its number.
    std::string id;
    std::string form;  ///< English keyword: "reward", "replace"
    std::string name;  ///< may be empty
    syntax::NodeView node;
  };
  /// In the order of the files.
  const std::vector<Declaration>& declarations() const { return declarations_; }
  /// Null: there is none.
  const Declaration* find(std::string_view id) const;
  /// The last one that gives that name a meaning; null if there is none.
  const Declaration* named(std::string_view name) const;
  /// The one that holds the place; null if there is none.
  const Declaration* at(std::uint32_t offset) const;

  /// The clause of the declaration at that place: its child there. Absent where the span is wider.
  syntax::NodeView clause_at(const Declaration& declaration, base::Span span) const;

  /// What two nodes have in common that say the same, in whichever language and layout.
  std::string canonical(const syntax::NodeView& node) const;
  /// As it is written, on one line, without comments; empty for an absent node.
  std::string written(const syntax::NodeView& node) const;
  /// The same of what stands before the clauses of a declaration.
  std::string written_head(const syntax::NodeView& declaration) const;
  /// "policy.remit:12"; empty for an absent node.
  std::string place(const syntax::NodeView& node) const;
  /// The names that stand in it, each once, in order; keywords and operators are none.
  std::vector<std::string_view> names_in(const syntax::NodeView& node) const;

 private:
  std::string written(base::Span span) const;
  std::size_t tree_at(std::uint32_t offset) const;
  void add(const syntax::NodeView& item, const std::string& within, std::string_view verb);
  void keep(Declaration declaration);

  const Policy::Impl& policy_;
  std::deque<tools::CanonicalText> canonical_;  ///< by tree
  std::vector<Declaration> declarations_;
  base::HashMap<std::string, std::size_t> by_id_, times_;
};

/// A part of a declaration that is not the same in both policies; absent where there is none.
struct PartChange {
  syntax::NodeView before, after;
  bool head = false;  ///< they are declarations, and what changed stands before their clauses
};

/// What differs between two declarations of the same thing: clause by clause where they have
/// clauses, else as a whole. Empty if they say the same.
std::vector<PartChange> part_changes(const PolicyText& before, const syntax::NodeView& ours,
                                     const PolicyText& after, const syntax::NodeView& theirs);

/// A side of the change as it is written; empty where it is absent.
std::string written_before(const PolicyText& text, const PartChange& change);
std::string written_after(const PolicyText& text, const PartChange& change);

}  // namespace remit::compare
