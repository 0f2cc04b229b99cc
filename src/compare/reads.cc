#include "compare/reads.h"

#include <algorithm>

#include "base/hash_map.h"

namespace remit::compare {
namespace {

using plan::ColumnId;

class Collector {
 public:
  explicit Collector(const plan::Plan& plan) : plan_(plan) {}

  void operator()(const plan::Input&) {}
  void operator()(const plan::Map& map) { add_expression(map.expression); }
  void operator()(const plan::Lookup& lookup) {
    own(lookup.via);
    other(lookup.target);
  }
  void operator()(const plan::Match& match) {
    for (const auto& pair : match.equal) add_pair(pair);
    if (match.as_of) add_pair(*match.as_of);
  }
  void operator()(const plan::Fold& fold) {
    for (const ColumnId id : {fold.via, fold.value, fold.where}) other(id);
    for (const ColumnId id : fold.partition) (fold.ours.empty() ? both(id) : other(id));
    for (const ColumnId id : fold.ours) own(id);
    for (const plan::SortKey& key : fold.order) other(key.value);
    if (!fold.window) return;
    other(fold.window->key);
    own(fold.window->lower);
    own(fold.window->upper);
  }
  void operator()(const plan::Rank& rank) {
    for (const plan::SortKey& key : rank.keys) both(key.value);
    for (const ColumnId id : rank.partition) both(id);
    both(rank.where);
  }
  void operator()(const plan::Apportion& share) {
    for (const ColumnId id :
         {share.total, share.where, share.weight, share.cap, share.floor, share.owner})
      both(id);
    for (const ColumnId id : share.partition) both(id);
    for (const plan::SortKey& key : share.order) both(key.value);
  }
  void operator()(const plan::PartyShare& share) {
    const plan::PartySplit& split = plan_.party_splits[share.split];
    own(split.total);
    for (const ColumnId id : split.weights) own(id);
    for (const ColumnId id : split.caps) own(id);
  }

  Reads take() {
    for (std::vector<ColumnId>* list : {&reads_.own, &reads_.others}) {
      std::ranges::sort(*list);
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return std::move(reads_);
  }

 private:
  void own(ColumnId id) {
    if (id != plan::kNoColumn) reads_.own.push_back(id);
  }
  void other(ColumnId id) {
    if (id != plan::kNoColumn) reads_.others.push_back(id);
  }
  void both(ColumnId id) {
    own(id);
    other(id);
  }
  void add_pair(const plan::Match::Pair& pair) {
    own(pair.ours);
    other(pair.theirs);
  }
  void add_expression(plan::ExpressionId root) {
    std::vector<plan::ExpressionId> open{root};
    base::HashSet<plan::ExpressionId> seen{root};
    while (!open.empty()) {
      const plan::Expression& e = plan_.expressions[open.back()];
      open.pop_back();
      if (e.op == plan::Opcode::column) own(e.payload);
      for (std::uint32_t i = 0; i < e.operand_count; ++i) {
        const plan::ExpressionId operand = plan_.operands[e.first_operand + i];
        if (seen.insert(operand).second) open.push_back(operand);
      }
    }
  }

  const plan::Plan& plan_;
  Reads reads_;
};

}  // namespace

Reads reads_of(const plan::Plan& plan, ColumnId column) {
  Collector collector(plan);
  std::visit(collector, plan.columns[column].node);
  return collector.take();
}

}  // namespace remit::compare
