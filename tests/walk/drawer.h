#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dice.h"
#include "lesson.h"
#include "syntax/grammar.h"

namespace remit::walk {

/// Draws sentences from the grammar's tables. A declaration is taken from the world and varied:
/// here and there a part of it is drawn anew, from the grammar, with what stands in such places in
/// the world: as a rule of the type that stood there, sometimes of any other, sometimes `blank`, a
/// constant of no sense or a name that nothing has.
class Drawer {
 public:
  Drawer(const Lesson& lesson, std::uint64_t seed) : lesson_(lesson), dice_(seed) {}

  /// One declaration. It may speak of those drawn before it, which have numbered names: w1, w2, ...
  std::string sentence();
  /// A policy of sentences and of the world what they need, now and then without a rounding, a
  /// currency or the like.
  std::string policy_of(const std::string& sentences);

 private:
  void write(std::string_view text);
  void declaration();
  /// The part as it is, with parts of it drawn anew.
  void vary(NodeView node, Place place);
  void anew(NodeView node, Place place);
  void insert_entry(NodeView node, std::size_t& next, std::size_t at);
  void part(Rule rule);
  void item(syntax::ItemId id, Place place);
  void entries(const syntax::Item& repeat, Place place);
  void keyword(syntax::Keyword keyword);
  void symbol(syntax::SymbolId symbol, Place place);
  void name(Place place);
  void constant(syntax::SymbolId symbol, Place place);
  void formula(type::Type wanted, Place place);
  void composed(type::Type wanted, Place place);
  bool known_formula(type::Type wanted, Place place);
  void nonsense(Place place);
  type::Type some_type(Place place);

  const Lesson& lesson_;
  Dice dice_;
  std::string out_;
  std::size_t fresh_ = 0;     ///< of a thousand parts, how many are drawn anew
  std::size_t strange_ = 0;   ///< of a thousand formulas, how many make no sense
  EntityId entity_ = kWhole;  ///< whose rows what is drawn is about
  bool in_call_ = false;
  int depth_ = 0;
  int names_ = 0;
  bool chinese_ = false;
};

}  // namespace remit::walk
