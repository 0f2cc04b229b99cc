#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "check/model.h"
#include "syntax/tree.h"
#include "type/origin.h"

namespace remit::check {

struct Form;

/// Index of a provision, in the order of declaring.
using ProvisionId = std::uint32_t;

/// One declaration of a form that gives columns to an entity: this reward, that target.
struct Provision {
  const Form* form = nullptr;
  std::string name;
  std::string called;  ///< by which the policy asks for it: the name, unless it is for earlier rows
  std::string label;
  std::string cite;
  EntityId entity = kWhole;
  syntax::NodeView node;
  ColumnId main = kNone;                                  ///< what the bare name means
  std::vector<std::pair<std::string, ColumnId>> members;  ///< English attribute or part name
  std::shared_ptr<const type::Declaration> said;          ///< Columns::add fills it in

  /// The column of one of the form's attributes, or kNone.
  ColumnId attribute(type::Role role) const;
  type::Origin origin(type::Role role, base::Span span) const { return {said, role, span}; }
};

}  // namespace remit::check
