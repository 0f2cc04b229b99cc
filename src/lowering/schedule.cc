#include "lowering/schedule.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/hash_map.h"
#include "base/strong_components.h"

namespace remit::lowering {
namespace {

/// What each draft reads.
class Needs {
 public:
  Needs(const ValuePool& pool, const DraftColumns& columns, const std::vector<PartySplit>& splits)
      : pool_(pool), columns_(columns), splits_(splits) {}

  std::vector<ColumnId> of(ColumnId id) {
    needs_.clear();
    const Node& node = columns_[id].node;
    if (const auto* map = std::get_if<Map>(&node)) {
      collect_columns(map->expression);
    } else if (const auto* share = std::get_if<PartyShare>(&node)) {
      visit_split_columns(splits_[share->split], [&](ColumnId need) { needs_.push_back(need); });
    } else {
      visit_columns(node, [&](ColumnId need) { needs_.push_back(need); });
    }
    return needs_;
  }

 private:
  /// The columns that a formula reads. Values it shares with itself are walked once.
  void collect_columns(ValueId root) {
    ++round_;
    formula_.assign(1, root);
    while (!formula_.empty()) {
      const ValueId id = formula_.back();
      formula_.pop_back();
      if (seen_.size() <= id) seen_.resize(id + 1, 0);
      if (seen_[id] == round_) continue;
      seen_[id] = round_;
      const Value& value = pool_[id];
      if (value.op == Opcode::column) needs_.push_back(value.payload);
      if (type::operation(value.op).payload == type::Payload::calendar) {
        const check::Calendar& calendar = pool_.model().calendars[value.payload];
        if (calendar.date != check::kNone) needs_.push_back(calendar.date);
        if (calendar.worked != check::kNone) needs_.push_back(calendar.worked);
      }
      const auto operands = pool_.operands(id);
      formula_.insert(formula_.end(), operands.rbegin(), operands.rend());
    }
  }

  const ValuePool& pool_;
  const DraftColumns& columns_;
  const std::vector<PartySplit>& splits_;
  std::vector<ColumnId> needs_;
  std::vector<ValueId> formula_;
  std::vector<std::uint32_t> seen_;  // by ValueId: the round that walked it last
  std::uint32_t round_ = 0;
};

/// Puts what needs each other together, and the columns of each recurrence in order.
class Scheduler {
 public:
  Scheduler(const ValuePool& pool, const DraftColumns& columns,
            const std::vector<PartySplit>& splits, const std::vector<ColumnId>& stands_for)
      : columns_(columns), stands_for_(stands_for), needs_(pool, columns, splits) {}

  std::optional<std::vector<Scheduled>> run(const std::vector<ColumnId>& roots) {
    std::vector<ColumnId> first(roots);
    for (ColumnId& root : first) root = stands_for_[root];
    base::HashSet<ColumnId> reads_itself;
    const auto components = base::strong_components(
        static_cast<std::uint32_t>(stands_for_.size()), first, [&](ColumnId id) {
          std::vector<ColumnId> needs = all_needs(id);
          if (std::ranges::find(needs, id) != needs.end()) reads_itself.insert(id);
          return needs;
        });
    std::vector<Scheduled> order;
    for (const std::vector<ColumnId>& component : components) {
      order.push_back({component});
      if (component.size() > 1 || reads_itself.contains(component.front()))
        order_recurrence(order.back());
    }
    if (circular_) return std::nullopt;
    return order;
  }

 private:
  struct Visit {
    ColumnId id;
    std::vector<ColumnId> needs;
    std::size_t next = 0;
  };

  std::vector<ColumnId> all_needs(ColumnId id) {
    std::vector<ColumnId> needs = needs_.of(id);
    for (ColumnId& need : needs) need = stands_for_[need];
    return needs;
  }

  /// The order in which a reference leads to rows before; 0: in none.
  std::uint32_t order_of(ColumnId reference) const {
    const auto step = [this](ColumnId id) {
      const auto* match = std::get_if<Match>(&columns_[stands_for_[id]].node);
      return match != nullptr ? match->earlier : 0;
    };
    reference = stands_for_[reference];
    std::uint32_t order = 0;
    while (const auto* lookup = std::get_if<Lookup>(&columns_[reference].node)) {
      const std::uint32_t last = step(lookup->target);
      if (last == 0 || (order != 0 && order != last)) return 0;
      order = last;
      reference = stands_for_[lookup->via];
    }
    const std::uint32_t first = step(reference);
    return order == 0 || order == first ? first : 0;
  }

  /// Puts each after what it reads in its own row.
  void order_recurrence(Scheduled& group) {
    base::HashMap<ColumnId, int> state;  // 0: untouched, 1: open, 2: placed
    for (const ColumnId id : group.drafts) state[id] = 0;
    const std::vector<ColumnId> members = std::exchange(group.drafts, {});
    std::vector<Visit> visits;
    const auto go = [&](ColumnId id) {
      state[id] = 1;
      visits.push_back({id, own_row_needs(id, state, &group.order)});
    };
    for (const ColumnId root : members) {
      if (state[root] == 0) go(root);
      while (!visits.empty()) {
        Visit& at = visits.back();
        if (at.next == at.needs.size()) {
          state[at.id] = 2;
          group.drafts.push_back(at.id);
          visits.pop_back();
        } else if (const ColumnId other = at.needs[at.next++]; state[other] == 0) {
          go(other);
        } else if (state[other] == 1) {
          circular_ = true;
        }
      }
    }
    circular_ = circular_ || group.order == 0;
  }

  /// What a member of a recurrence reads of it in its own row. `order`: that of the whole.
  std::vector<ColumnId> own_row_needs(ColumnId id, const base::HashMap<ColumnId, int>& members,
                                      std::uint32_t* order) {
    const Node& node = columns_[id].node;
    std::vector<ColumnId> needs = all_needs(id);
    if (const auto* lookup = std::get_if<Lookup>(&node);
        lookup != nullptr && members.contains(stands_for_[lookup->target])) {
      const std::uint32_t found = order_of(lookup->via);
      circular_ = circular_ || found == 0 || (*order != 0 && *order != found);
      *order = found;
      needs = {stands_for_[lookup->via]};
    } else if (!std::holds_alternative<Map>(node) && !std::holds_alternative<Lookup>(node)) {
      circular_ = true;
    }
    std::erase_if(needs, [&](ColumnId need) { return !members.contains(need); });
    return needs;
  }

  const DraftColumns& columns_;
  const std::vector<ColumnId>& stands_for_;
  Needs needs_;
  bool circular_ = false;
};

}  // namespace

std::optional<std::vector<Scheduled>> scheduled(const ValuePool& pool, const DraftColumns& columns,
                                                const std::vector<PartySplit>& splits,
                                                const std::vector<ColumnId>& stands_for,
                                                const std::vector<ColumnId>& roots) {
  return Scheduler(pool, columns, splits, stands_for).run(roots);
}

std::vector<std::uint32_t> count_readers(const ValuePool& pool, const DraftColumns& columns,
                                         const std::vector<PartySplit>& splits,
                                         const std::vector<ColumnId>& roots) {
  Needs needs(pool, columns, splits);
  std::vector<std::uint32_t> readers(columns.size(), 0);
  std::vector<bool> seen(columns.size(), false);
  std::vector<ColumnId> open(roots);
  while (!open.empty()) {
    const ColumnId id = open.back();
    open.pop_back();
    if (seen[id]) continue;
    seen[id] = true;
    for (const ColumnId need : needs.of(id)) {
      ++readers[need];
      open.push_back(need);
    }
  }
  return readers;
}

}  // namespace remit::lowering
