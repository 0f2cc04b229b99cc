#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "check/context.h"
#include "check/typer.h"

// What the forms have in common in reading their declarations.

namespace remit::check {

/// Registers a declaration that gives columns; nothing, with a complaint, if its name is taken or
/// its entity unknown.
std::optional<ProvisionId> declare_provision(Context& context, NodeView item);

/// Declares a name of the policy for what a declaration calls so.
bool declare_name(Context& context, NodeView item, SymbolKind kind, std::uint32_t index);
/// The same of a constant, with what explanations say of it.
void declare_constant(Context& context, NodeView item, ExprId value);

/// The clause that a declaration cites, itself or by the heading above it; may be empty.
std::string cited_clause(const Context& context, NodeView item);

/// The entity that a NAME names; reports what is none.
std::optional<EntityId> entity_named(Context& context, NodeView name);

/// The entity that a declaration of one announced, also where its name was taken.
EntityId declared_entity(const Model& model, NodeView item);

/// A field of an entity as a column, used from now on; reports what is none.
std::optional<ColumnId> field_named(Context& context, EntityId entity, NodeView name);
/// The same, and reports a field whose type is none of these.
std::optional<ColumnId> field_of_type(Context& context, EntityId entity, NodeView name,
                                      std::initializer_list<type::Type> wanted);

/// The first clause of that rule in a declaration's block, or an absent node.
inline NodeView clause_of(NodeView item, Rule rule) { return item.first(Label::clause, rule); }
/// All of them.
syntax::NodeList clauses_of(NodeView item, Rule rule);

/// A condition of a `when`, which tests should see hold and fail.
ExprId tested_condition(Typer& typer, NodeView when, const Scope& scope);

/// Conditions that all must hold, of one declaration: none may stand twice, be covered by the
/// others, or exclude them.
void hold_together(Context& context, const std::vector<ExprId>& conditions);

/// What a form decides by: whether these conditions hold. A blank is no answer, and an error as in
/// any other computation, though it is all that there is.
ExprId decided(ExprBuilder& build, std::vector<ExprId> conditions, base::Span span);

/// The names of the fields that an entity's key is made of, quoted, for a complaint.
diagnostic::Argument key_names(const Entity& entity);

/// An output that may not come out in decimals must say how it is rounded.
void require_decimal(Context& context, ColumnId column, base::Span span);

/// Reports names or titles that stand twice in `nodes`; `code` takes the name.
void report_twice(Context& context, absl::Span<const NodeView> nodes, Code code);

}  // namespace remit::check
