#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/source_set.h"
#include "check/model.h"
#include "syntax/grammar.h"
#include "syntax/tree.h"
#include "type/operators.h"

namespace remit::walk {

using check::EntityId;
using check::kWhole;
using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

/// A formula of the world, as the checker understood it.
struct Formula {
  NodeView node;
  type::Type type;
  EntityId entity = kWhole;  ///< over whose rows; kWhole: the same for all
  bool in_call = false;      ///< part of a call, which may go over other rows
};

/// What an operator was seen to make of what. `right` is unknown where it has one operand.
struct Signature {
  type::OperatorId op;
  type::Type left, right, result;
  NodeView node;
};

/// A part of the world's text and the rows that its declaration is for.
struct Sample {
  NodeView node;
  EntityId entity = kWhole;
};

/// A place of the grammar: what the label of a rule holds.
using Place = std::pair<Rule, Label>;

/// What can be learned from a policy that is right: which names, values, formulas and parts stand
/// in which place of the grammar, and what type they are there. Nothing of it is written by hand,
/// so a form that is new to the grammar is drawn as soon as the world has a sample of it.
class Lesson {
 public:
  /// Throws std::runtime_error if the text has errors.
  explicit Lesson(std::string text);

  /// The declarations of the policy `world`, in order.
  const std::vector<Sample>& declarations() const { return declarations_; }
  /// The policies that `amends` needs before it.
  std::string_view bases() const { return bases_; }
  /// The declarations that `text` needs, those that they need included, by number, in order.
  /// Linear in the text.
  std::vector<std::size_t> needed(std::string_view text) const;
  /// What speaks for the whole world, as `currency` and `effective` do.
  const std::string& head() const { return head_; }
  /// A policy of sentences, of such a head and of the declarations that the sentences need.
  std::string around(const std::string& head, const std::string& sentences) const;

  /// A policy of these declarations, of what they need apart from `without`, and of the head of the
  /// world.
  std::string policy_of(const std::string& declarations, NodeView without = {}) const;

  const std::vector<Sample>& samples(Rule rule) const { return at(samples_, rule); }
  const std::vector<Formula>& formulas(Place place) const { return at(formulas_, place); }
  const std::vector<Formula>& formulas() const { return all_; }
  const std::vector<Signature>& signatures() const { return signatures_; }
  /// The tokens of their own that stand in a place: names, numbers, texts, dates.
  const std::vector<std::string_view>& words(Place place) const { return at(words_, place); }
  const std::vector<std::string_view>& names() const { return names_; }
  /// The formula that a node is, or nullptr.
  const Formula* formula(NodeView node) const;
  std::string_view name_of(EntityId entity) const { return model_->entities[entity].name; }
  std::size_t entity_count() const { return model_->entities.size(); }
  std::string_view text(NodeView node) const { return sources_[0].text(node.span()); }

 private:
  struct From {
    Rule rule;
    EntityId entity;
    bool in_call;
  };

  template <typename Map>
  static const typename Map::mapped_type& at(const Map& map, const typename Map::key_type& key) {
    static const typename Map::mapped_type none;
    const auto found = map.find(key);
    return found == map.end() ? none : found->second;
  }
  void learn(NodeView node, const From& from);
  void learn_needs();
  void learn_operator(NodeView node, type::Type result);

  base::SourceSet sources_;
  std::vector<syntax::Tree> trees_;
  std::unique_ptr<check::Model> model_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, check::ExprId> typed_;  // by span
  std::vector<Sample> declarations_;
  std::string_view bases_;
  std::string head_;
  std::map<std::string_view, std::vector<std::size_t>> declared_;         // by name
  std::unordered_map<std::string_view, std::vector<std::size_t>> needs_;  // of a word, in order
  std::map<Rule, std::vector<Sample>> samples_;
  std::map<Place, std::vector<Formula>> formulas_;
  std::map<std::uint32_t, Formula> formula_of_;  // by node
  std::vector<Formula> all_;
  std::vector<Signature> signatures_;
  std::map<Place, std::vector<std::string_view>> words_;
  std::vector<std::string_view> names_;
};

/// Whether nodes of that rule are formulas.
bool is_formula(Rule rule);

/// The names and words in a text.
std::vector<std::string_view> words_in(std::string_view text);

}  // namespace remit::walk
