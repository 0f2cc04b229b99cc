#include "plan/print_node.h"

#include <span>
#include <string_view>

#include "base/strings.h"
#include "type/names.h"

namespace remit::plan {
namespace {

using base::append;
using base::concat;

std::string columns(std::span<const ColumnId> ids) {
  std::string text;
  for (const ColumnId id : ids) {
    if (!text.empty()) text += ", ";
    if (id == kNoColumn) {
      text += '-';
    } else {
      append(text, 'c', id);
    }
  }
  return text;
}

std::string keys(std::span<const SortKey> sort_keys) {
  std::string text;
  for (const SortKey& key : sort_keys) {
    append(text, text.empty() ? "" : ", ", 'c', key.value, key.descending ? " desc" : " asc");
  }
  return text;
}

/// " word c7", or nothing without a column.
std::string clause(std::string_view word, ColumnId id) {
  return id == kNoColumn ? std::string() : concat(' ', word, " c", id);
}

struct PrintNode {
  const Plan& plan;

  std::string entity(EntityId id) const { return id == kWhole ? "whole" : plan.entities[id].name; }
  std::string operator()(const Input& node) const { return concat("input ", node.field); }
  std::string operator()(const Map& node) const { return concat("map e", node.expression); }
  std::string operator()(const Lookup& node) const {
    return concat("lookup c", node.target, " via c", node.via);
  }
  std::string operator()(const Match& node) const {
    std::string text = concat("match ", entity(node.entity));
    for (const Match::Pair& pair : node.equal) append(text, " c", pair.theirs, "=c", pair.ours);
    if (node.as_of) append(text, " c", node.as_of->theirs, "<=c", node.as_of->ours);
    if (node.by_key) text += " by key";
    if (node.earlier != 0) append(text, " earlier ", node.earlier);
    if (node.none != type::CellFault::blank) append(text, " else ", type::name(node.none));
    return text;
  }
  std::string operator()(const Fold& node) const {
    std::string text = concat("fold ", type::name(node.op));
    if (node.value != kNoColumn) append(text, " c", node.value);
    append(text, " over ", entity(node.rows), clause("via", node.via));
    if (node.partitioned) append(text, " within (", columns(node.partition), ')');
    if (!node.ours.empty()) append(text, " = (", columns(node.ours), ')');
    append(text, clause("where", node.where));
    if (!node.order.empty()) append(text, " order (", keys(node.order), ')');
    if (node.by_row) text += " by row";
    if (node.window) append(text, " window ", bounds(*node.window));
    if (node.kept) append(text, " kept ", kept(*node.kept));
    return text;
  }
  /// "3", "without 1, 1".
  static std::string kept(const type::Kept& rows) {
    const bool all = rows.most == type::Kept::kAll;
    const bool ends = rows.passed > 0 || rows.left > 0;
    return concat(all ? "" : concat(rows.most), all || !ends ? "" : " ",
                  ends ? concat("without ", rows.passed, ", ", rows.left) : "");
  }
  /// "c3 in [c4, -)".
  static std::string bounds(const Window& window) {
    const auto bound = [](ColumnId id) { return id == kNoColumn ? "-" : concat('c', id); };
    return concat('c', window.key, " in ", window.lower_open ? '(' : '[', bound(window.lower), ", ",
                  bound(window.upper), window.upper_open ? ')' : ']',
                  window.place == kNoColumn ? "" : concat(" before c", window.place));
  }
  std::string operator()(const Rank& node) const {
    std::string text = concat("rank ", type::name(node.output), " by (", keys(node.keys), ')');
    if (!node.partition.empty()) append(text, " within (", columns(node.partition), ')');
    return text + clause("where", node.where);
  }
  std::string operator()(const Apportion& node) const {
    std::string text = concat("apportion c", node.total, " (",
                              print_method(node.method, node.remainder, node.rounding), ')');
    if (!node.partition.empty()) append(text, " within (", columns(node.partition), ')');
    append(text, clause("where", node.where), clause("weight", node.weight),
           clause("cap", node.cap), clause("floor", node.floor), clause("owner", node.owner));
    if (!node.order.empty()) append(text, " order (", keys(node.order), ')');
    return text;
  }
  std::string operator()(const PartyShare& node) const {
    return concat("party ", node.index, " of split ", node.split);
  }
};

}  // namespace

std::string print_node(const Plan& plan, const Node& node) {
  return std::visit(PrintNode{plan}, node);
}

std::string print_rounding(const number::Rounding& rounding) {
  return concat(number::to_string(rounding.mode), ' ',
                number::format(rounding.increment.minimal()));
}

std::string print_method(number::ShareMethod method, number::RemainderRule remainder,
                         const number::Rounding& rounding) {
  return concat(type::name(method), ", remainder ", type::name(remainder), ", ",
                print_rounding(rounding));
}

}  // namespace remit::plan
