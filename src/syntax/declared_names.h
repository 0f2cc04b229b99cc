#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "syntax/tree.h"
#include "type/words.h"

namespace remit::syntax {

/// Those of `others` that `tree` amends, and that these amend in turn, what is amended before what
/// amends it: names of any other policy say nothing about this one.
std::vector<const Tree*> amended_by(const Tree& tree, absl::Span<const Tree> others);

/// What the declarations of a policy's files say of names, without the checker: which are fields,
/// which refer to rows of an entity, which are forms and have parts. Enough to tell whether a step
/// of a path is a name or an attribute.
class DeclaredNames {
 public:
  /// The tables in whose rows a path is looked up, the innermost first; the whole is always last.
  using Scopes = std::vector<std::string_view>;
  /// A scope whose names this file does not know: nothing beyond it can be told.
  static constexpr std::string_view kUnknownScope = "?";

  /// `bases`: the files that this one amends. All trees outlive this.
  explicit DeclaredNames(const Tree& tree, absl::Span<const Tree* const> bases = {});

  /// How far a path has come.
  struct Place {
    enum class Kind { unknown, rows, form, part, value } kind = Kind::unknown;
    std::string_view entity = {};  ///< rows: whose; form: whose rows it adds to
    std::string_view form = {};
  };
  Place first(std::string_view name, const Scopes& scopes) const;
  Place next(const Place& place, std::string_view name) const;

  /// Whether nothing is amended that stands in none of the files: every name is declared here.
  bool complete() const { return complete_; }
  bool is_entity(std::string_view name) const { return entities_.contains(name); }
  /// The word of the language that leads from rows of the entity to others of it; null: none does.
  const type::Word* row_word(std::string_view entity, std::string_view word) const;
  /// Whether anything at all is called so.
  bool is_declared(std::string_view name) const { return names_.contains(name); }
  /// The entity of the first form of that name; empty: of the whole, or no such form.
  std::string_view entity_of_form(std::string_view name) const;

 private:
  using Key = std::pair<std::string_view, std::string_view>;  // entity (empty: the whole), name

  void add_file(const Tree& tree);
  void add_declaration(const NodeView& node);
  void add_summary(const NodeView& summary);
  void add_duty(const NodeView& duty);
  void add_fields(const NodeView& entity);
  std::optional<Place> find(std::string_view entity, std::string_view name) const;

  std::map<Key, std::string_view> fields_;           // the entity referred to, or empty
  std::map<Key, std::set<std::string_view>> forms_;  // their parts
  std::set<std::string_view> entities_;
  std::set<std::string_view> sequences_;  // entities whose rows have an order
  std::set<std::string_view> names_;
  std::set<std::string_view> policies_;
  std::set<std::string_view> amended_;  // names of policies
  bool complete_ = true;
};

}  // namespace remit::syntax
