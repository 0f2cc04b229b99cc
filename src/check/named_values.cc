#include "check/named_values.h"

#include <set>

#include "check/typer.h"

namespace remit::check {
namespace {

type::Type type_of(const Context& context, const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::column:
      return context.model.columns[symbol.index].type;
    case SymbolKind::constant:
      return context.build.type_of(symbol.index);
    case SymbolKind::dated:
      return context.build.type_of(context.model.dated[symbol.index].values[0]);
    case SymbolKind::provision: {
      const ColumnId main = context.columns.provision(symbol.index).main;
      return main == kNone ? type::kUnknown : context.model.columns[main].type;
    }
    case SymbolKind::entity:
    case SymbolKind::party:
    case SymbolKind::chart:
    case SymbolKind::scale:
    case SymbolKind::calendar:
    case SymbolKind::open_scale:
    case SymbolKind::formula:
      break;
  }
  return type::kUnknown;
}

/// What can be asked of a provision after a dot, without the parts of a part.
std::vector<std::string> members_of(const Provision& provision) {
  std::set<std::string> members;
  for (const auto& [name, column] : provision.members) members.emplace(name);
  return {members.begin(), members.end()};
}

}  // namespace

void describe_names(Context& context, std::size_t from, NameIndex& index) {
  const Typer typer(context);
  for (std::size_t i = from; i < index.declared.size(); ++i) {
    NameIndex::Declared& name = index.declared[i];
    if (name.owner != kWhole) name.entity = context.model.entities[name.owner].name;
    const type::Type type = type_of(context, name.symbol);
    if (type.kind != type::TypeKind::unknown) name.type = typer.describe(type);
    if (type.kind == type::TypeKind::reference) name.rows = context.model.entities[type.ref].name;
    if (name.symbol.kind == SymbolKind::entity) name.rows = name.name;
    if (name.symbol.kind == SymbolKind::provision)
      name.members = members_of(context.columns.provision(name.symbol.index));
  }
}

}  // namespace remit::check
