#include "compare/column_pairs.h"

#include <map>
#include <string>
#include <utility>

namespace remit::compare {
namespace {

using plan::ColumnId;

/// A column by what it is to a reader; steps of one kind are told apart by their order.
using Names = std::map<std::string, std::vector<ColumnId>>;

Names named_columns(const plan::Plan& plan) {
  Names names;
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    std::string name = plan.entities[column.entity].name;
    if (const auto* input = std::get_if<plan::Input>(&column.node)) {
      name += "\nfield\n" + plan.entities[column.entity].fields[input->field].name;
    } else if (!column.name.empty()) {
      name += "\ncolumn\n" + column.name;
    } else {
      name += "\nstep\n" + column.origin.form() + "\n" + column.origin.name() + "\n" +
              std::to_string(static_cast<int>(column.origin.role)) + "\n" +
              std::to_string(column.node.index());
    }
    names[name].push_back(id);
  }
  return names;
}

}  // namespace

ColumnPairs::ColumnPairs(const plan::Plan& before, const plan::Plan& after)
    : after_(before.columns.size(), plan::kNoColumn),
      before_(after.columns.size(), plan::kNoColumn) {
  const Names ours = named_columns(before), theirs = named_columns(after);
  for (const auto& [name, columns] : ours) {
    const auto found = theirs.find(name);
    // Steps of which one side has more cannot be told which is which.
    if (found == theirs.end() || found->second.size() != columns.size()) continue;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const ColumnId a = columns[i], b = found->second[i];
      if (before.columns[a].type.kind != after.columns[b].type.kind) continue;
      after_[a] = b;
      before_[b] = a;
    }
  }
}

}  // namespace remit::compare
