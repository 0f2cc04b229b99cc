#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_map.h"
#include "check/field_type.h"
#include "check/model.h"
#include "syntax/tree.h"

namespace remit::check {

/// A formula with arguments. It is typed once, over placeholders, so that its mistakes are told
/// once and where they stand; each use is a copy with the arguments put in (Typer::filled).
struct Formula {
  struct Argument {
    std::string name;
    FieldType type{};
    base::Span span{};
    ExprId stands = kNone;  ///< its placeholder
    bool read = false;
  };
  /// A use of another formula within this one, made anew wherever this one is used.
  struct Use {
    std::uint32_t formula = 0;
    std::vector<ExprId> given;
    std::string written;
  };
  enum class State : std::uint8_t { waiting, running, done };

  syntax::NodeView item;
  EntityId entity = kWhole;  ///< whose names it may read beside its arguments
  std::string name;
  std::string label;
  std::string cite;
  std::vector<Argument> arguments;
  FieldType result{type::kUnknown};  ///< unknown: what the formula gives
  State state = State::waiting;
  ExprId body = kNone;              ///< none: not typed, or complained of
  base::HashMap<ExprId, Use> uses;  ///< by the placeholder that stands for each
  std::vector<Probe> probes;        ///< places of the body that tests may reach
  int depth = 1;                    ///< formulas within formulas

  /// The argument of that name, or that a placeholder stands for; nullptr if it is none.
  Argument* find(std::string_view wanted) {
    for (Argument& each : arguments)
      if (each.name == wanted) return &each;
    return nullptr;
  }
  std::optional<std::size_t> index_of(ExprId placeholder) const {
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (arguments[i].stands == placeholder) return i;
    return std::nullopt;
  }
  /// "grant(cost, rate)".
  std::string signature() const {
    std::string text = name + "(";
    for (const Argument& each : arguments) text += (text.back() == '(' ? "" : ", ") + each.name;
    return text + ")";
  }
};

/// The formulas with arguments of a policy. They stay in place.
class Formulas {
 public:
  std::uint32_t add(Formula formula) {
    all_.push_back(std::move(formula));
    return static_cast<std::uint32_t>(all_.size() - 1);
  }
  Formula& at(std::uint32_t index) { return all_[index]; }
  /// How many are being typed.
  int running = 0;

  /// Notes a step that a use has made for the rows of that entity.
  void add_step(EntityId entity) { most_steps_ = std::max(most_steps_, ++steps_[entity]); }
  /// How many there are of the entity with the most. Uses within uses multiply: each makes all of
  /// its steps anew.
  std::size_t most_steps() const { return most_steps_; }

 private:
  std::deque<Formula> all_;
  base::HashMap<EntityId, std::size_t> steps_;
  std::size_t most_steps_ = 0;
};

}  // namespace remit::check
