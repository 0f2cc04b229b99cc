#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "base/hash_map.h"
#include "base/name_hash.h"
#include "check/drawn_names.h"
#include "check/model.h"
#include "check/name_index.h"
#include "check/symbol.h"
#include "diagnostic/sink.h"
#include "syntax/tree.h"

namespace remit::check {

/// Who is called what: the names of the policy, those of each entity's rows (its fields and what
/// the policy defines for them), and which of them anybody uses.
class Names {
 public:
  /// `index` (null: none) is told what is declared and where it is meant.
  explicit Names(diagnostic::DiagnosticSink& sink, NameIndex* index = nullptr)
      : sink_(sink), index_(index) {}

  /// False, with a complaint, if the name is taken. `kWhole`: a name of the policy.
  bool declare(EntityId entity, std::string_view name, Symbol symbol);
  /// A name that the language gives, not the text: it is understood in traditional characters too.
  void give(EntityId entity, std::string_view chinese) {
    given_.emplace(entity, std::string(chinese));
  }
  /// A value of categories: wherever it stands, it is not taken for a word of elsewhere.
  void give_value(std::string_view name) { values_.emplace(name); }
  bool is_value(std::string_view name) const { return values_.contains(name); }
  /// Lets a name that means a column mean another one from now on; it stays as used as it was. A
  /// name that means something else, since its column could not have it, keeps its meaning.
  void redirect(EntityId entity, std::string_view name, ColumnId column);
  /// What a name of that entity stands for, or nullptr; valid until the next is declared.
  const Symbol* find(EntityId entity, std::string_view name) const;
  /// The entity of that name, or nothing.
  std::optional<EntityId> find_entity(std::string_view name) const;
  /// The same of a name in the text.
  std::optional<EntityId> entity_meant(syntax::NodeView name);
  /// A known name near `name` that means something in this entity or the policy.
  std::optional<std::string> near(EntityId entity, std::string_view name) const;

  /// Warns, once for each name of an entity, if the policy has something else of that name that
  /// has a value, which a formula over rows of the entity does not read.
  void tell_hidden(EntityId entity, std::string_view name, base::Span span,
                   std::string_view entity_name);

  /// Something reads it.
  void use(const Symbol& symbol) { used_[symbol.number] = true; }
  /// The same, which the text says at `at`.
  void use(const Symbol& symbol, base::Span at) {
    use(symbol);
    mean(symbol, at);
  }
  /// The text means it at `at`, which alone is no use of it.
  void mean(const Symbol& symbol, base::Span at) {
    if (index_ != nullptr) index_->uses.push_back({at, symbol.span});
  }
  bool used(const Symbol& symbol) const { return used_[symbol.number]; }

  /// An argument of a formula, which only the formula itself can read.
  void tell_argument(std::string_view formula, std::string_view name, const Symbol& symbol) {
    if (index_ != nullptr)
      index_->declared.push_back(
          {.name = std::string(name), .symbol = symbol, .entity = std::string(formula)});
  }

  /// Reports a name that something else has in the same place.
  void report_twice(std::string_view name, base::Span span);
  /// A declaration that has its name later than fields are read, for who asks for it before.
  void foretell(syntax::NodeView declaration) {
    foretold_.try_emplace(std::string(declaration[syntax::Label::name].text()), declaration);
  }
  /// The declaration that will have that name; none: nothing will, or a name means it already.
  syntax::NodeView foretold(std::string_view name) const {
    const auto found = foretold_.find(name);
    return found == foretold_.end() ? syntax::NodeView() : found->second;
  }
  /// What reads fields only from now on, if anything: a check.
  void fields_only(std::optional<diagnostic::Text> reader) { reader_ = reader; }
  /// Reports such a name where only fields can be read; false if it is none.
  bool report_foretold(std::string_view name, base::Span span, diagnostic::Text reader);

  /// Whether a phrase that holds `span` is told to be written otherwise.
  bool said_otherwise_around(base::Span span) const;

  /// Reports an unknown name with the likeliest correction.
  void report_unknown(EntityId entity, std::string_view name, base::Span span);
  /// Reports that what `name` stands for, if anything, is not what is `needed`, of which `known`
  /// are all there are.
  void report_kind(syntax::NodeView name, diagnostic::Text needed,
                   absl::Span<const std::string_view> known);

 private:
  struct Written {
    std::string name;
    base::Span span;
  };

  /// Warns if the name is another one but for the script: 獎勵 and 奖励.
  void compare_scripts(EntityId entity, std::string_view name, base::Span span);
  /// Warns if the name is drawn like another one, of whatever entity, or has letters that nobody
  /// would have written there on purpose.
  void compare_drawing(std::string_view name, base::Span span);

  diagnostic::DiagnosticSink& sink_;
  NameIndex* index_;
  std::vector<base::HashMap<std::string, Symbol, base::NameHash>> symbols_;  // by entity
  // By entity and by the name in simplified characters, the name that was declared first.
  std::vector<base::HashMap<std::string, Written>> simplified_;
  base::HashSet<std::pair<EntityId, std::string>> given_;
  base::HashSet<std::string> values_;  // of all categories
  // Made when a name has letters that are drawn like others.
  std::optional<DrawnNames> drawn_;
  std::vector<bool> used_;                    // by Symbol::number
  base::HashSet<std::uint32_t> told_hidden_;  // by Symbol::number
  base::HashMap<std::string, syntax::NodeView, base::NameHash> foretold_;
  std::optional<diagnostic::Text> reader_;
};

}  // namespace remit::check
