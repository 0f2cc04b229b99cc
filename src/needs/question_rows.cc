// Places among rows, shares with them, and rows found by what they hold, where some are not known.
#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/hash_map.h"
#include "needs/question.h"
#include "number/apportion.h"
#include "plan/visit_columns.h"
#include "row/apportion.h"
#include "row/operation.h"

namespace remit::needs {
namespace {

using plan::ColumnId;
using type::CellFault;

/// The faults of a cell that joins rows which leave open where its row belongs; those of one's own
/// row whatever they are.
void add_group_faults(const Possible& cell, bool own, Possible& result) {
  for (const Value& value : cell.few())
    if (row::is_fault(value) && (own || !type::belongs_nowhere(row::fault_of(value).code)))
      result.add(value);
}

/// So many rows stand before one, and are equal to it: for certain, and at most.
struct Counted {
  std::int64_t before = 0, equal = 0, may_be_before = 0, may_be_equal = 0;
  std::int64_t places_before = 0, may_be_places_before = 0;  ///< equal ones once
};

/// Places of rows of which some are known, each counted once.
class DistinctPlaces {
 public:
  /// `keys` are those of a row that stands there for certain, or may.
  void add(bool certain, std::vector<const Possible*> keys) {
    std::vector<Value> values;
    for (const Possible* key : keys)
      if (key->is_determined() && !key->has_faults()) values.push_back(key->value());
    const bool known = values.size() == keys.size();
    if (!known) ++unknown_;
    any_certain_ = any_certain_ || certain;
    if (known) all_.insert(values);
    if (known && certain) certain_.insert(std::move(values));
  }
  std::int64_t least() const {
    return std::max<std::int64_t>(static_cast<std::int64_t>(certain_.size()), any_certain_ ? 1 : 0);
  }
  std::int64_t most() const { return static_cast<std::int64_t>(all_.size()) + unknown_; }

 private:
  using Keys = base::HashSet<std::vector<Value>, row::KeyHash>;
  Keys certain_, all_;
  std::int64_t unknown_ = 0;
  bool any_certain_ = false;
};

Range place_range(plan::RankOutput output, const Counted& counted) {
  switch (output) {
    case plan::RankOutput::tied:
      return {Rational(1 + counted.equal), Rational(1 + counted.may_be_equal)};
    case plan::RankOutput::dense:  // rows before it may be equal to each other
      return {Rational(1 + counted.places_before), Rational(1 + counted.may_be_places_before)};
    case plan::RankOutput::standard:
    case plan::RankOutput::position:
      break;
  }
  return {Rational(1 + counted.before), Rational(1 + counted.may_be_before)};
}

/// How large a share of a total can be, whatever its sign.
Range share_size(const Range& total, const std::optional<Range>& cap,
                 const std::optional<Range>& floor) {
  Range size{Rational(0), absolute(total).high};
  if (cap && cap->high) size = smaller(size, {Rational(0), std::max(*cap->high, Rational(0))});
  const bool at_least = floor && floor->low && floor->low->sign() > 0;
  if (at_least && (!size.high || *floor->low <= *size.high)) size.low = floor->low;
  return size;
}

}  // namespace

Member Question::takes_part(ColumnId where, plan::EntityId entity, std::uint64_t row) {
  if (evaluator_.refused(entity, row) != nullptr) return Member::perhaps;
  if (where == plan::kNoColumn) return Member::yes;
  const Possible& holds = at(where, row);
  if (holds.is_determined() && !holds.has_faults())
    return holds.may_be(true) ? Member::yes : Member::no;
  return Member::perhaps;
}

Member Question::share_group(const std::vector<ColumnId>& partition, std::uint64_t row,
                             std::uint64_t other) {
  Member member = Member::yes;
  for (const ColumnId column : partition)
    member = std::min(member, have_same_value(at(column, row), at(column, other)));
  return member;
}

Relation Question::order_of(const std::vector<plan::SortKey>& keys, std::uint64_t row,
                            std::uint64_t other) {
  Relation order{false, true, false};
  for (const plan::SortKey& key : keys) {
    const Relation next = relation(at(key.value, row), at(key.value, other));
    order = order.then(key.descending ? next.reversed() : next);
    if (!order.equal) break;
  }
  return order;
}

/// Between the rows that are before it for certain and those that may be.
Possible Question::compute_rank(const plan::Rank& node, ColumnId column, std::uint64_t row) {
  const plan::EntityId entity = plan_.columns[column].entity;
  const std::uint64_t rows = evaluator_.row_count(entity);
  if (rows > kMostRows) return unforeseen(column);
  Possible result;
  const Member own = takes_part(node.where, entity, row);
  if (own != Member::yes) result.add(Value(type::Fault{CellFault::blank, column, row}));
  if (own == Member::no) return result;
  Counted counted;
  DistinctPlaces before;
  for (std::uint64_t each = 0; each < rows; ++each) {
    const Member part = takes_part(node.where, entity, each);
    if (part == Member::no) continue;
    if (const type::Fault* refused = evaluator_.refused(entity, each)) result.add(Value(*refused));
    if (node.where != plan::kNoColumn) result.add_faults(at(node.where, each));
    for (const ColumnId of : node.partition) add_group_faults(at(of, each), each == row, result);
    const Member together = std::min(part, share_group(node.partition, row, each));
    if (together == Member::no && each != row) continue;
    bool doubtful = false;
    for (const plan::SortKey& key : node.keys) {
      result.add_faults(at(key.value, each));
      doubtful = doubtful || at(key.value, each).has_faults();
    }
    if (each == row) continue;
    Relation order = order_of(node.keys, each, row);
    // Those of one place stand in the order of the table.
    if (node.output == plan::RankOutput::position)
      order = order.then({each < row, false, row < each});
    const bool certain = together == Member::yes && !doubtful && order.is_certain();
    counted.may_be_before += order.less ? 1 : 0;
    counted.may_be_equal += order.equal ? 1 : 0;
    counted.before += certain && order.less ? 1 : 0;
    counted.equal += certain && order.equal ? 1 : 0;
    if (!order.less || node.output != plan::RankOutput::dense) continue;
    std::vector<const Possible*> keys;
    for (const plan::SortKey& key : node.keys) keys.push_back(&at(key.value, each));
    before.add(certain, std::move(keys));
  }
  counted.places_before = before.least();
  counted.may_be_places_before = before.most();
  result.add(Possible::within(place_range(node.output, counted), false));
  return result;
}

/// Whether no other row can take part.
bool Question::is_alone(const plan::Apportion& node, plan::EntityId entity, std::uint64_t row) {
  const std::uint64_t rows = evaluator_.row_count(entity);
  if (rows > kMostRows) return false;
  for (std::uint64_t each = 0; each < rows; ++each)
    if (each != row && takes_part(node.where, entity, each) != Member::no) return false;
  return true;
}

/// Whether only rows of some weight take part, as in a fund: `weight ≠ 0`.
bool Question::takes_part_by_weight(const plan::Apportion& node) const {
  if (node.where == plan::kNoColumn) return false;
  const auto* where = std::get_if<plan::Map>(&plan_.columns[node.where].node);
  if (where == nullptr) return false;
  const plan::Expression& e = plan_.expressions[where->expression];
  if (e.op != plan::Opcode::not_equal) return false;
  const plan::ExpressionId left = plan_.operands[e.first_operand];
  const plan::ExpressionId right = plan_.operands[e.first_operand + 1];
  const plan::Expression& weight = plan_.expressions[left];
  const plan::Expression& none = plan_.expressions[right];
  return weight.op == plan::Opcode::column && weight.payload == node.weight &&
         none.op == plan::Opcode::number && plan_.numbers[none.payload].is_zero();
}

/// Whether the division cannot be refused: nothing that it reads can be in error or below zero.
bool Question::is_sound(const plan::Apportion& node, plan::EntityId entity) {
  constexpr std::uint64_t kFewRows = 64;
  const std::uint64_t rows = evaluator_.row_count(entity);
  if (rows > kFewRows || node.floor != plan::kNoColumn ||
      node.remainder == number::RemainderRule::named ||
      plan_.columns[node.total].entity != plan::kWhole ||
      (node.method == number::ShareMethod::pro_rata && !takes_part_by_weight(node)))
    return false;
  const auto holds = [&](ColumnId of, std::uint64_t row) {
    return of == plan::kNoColumn || !at(of, row).has_faults();
  };
  const auto not_below_zero = [&](ColumnId of, std::uint64_t row) {
    if (of == plan::kNoColumn) return true;
    const auto range = at(of, row).numbers();
    return holds(of, row) && range && range->low && range->low->sign() >= 0;
  };
  bool sound = holds(node.total, 0);
  for (std::uint64_t row = 0; sound && row < rows; ++row) {
    sound = evaluator_.refused(entity, row) == nullptr && holds(node.where, row) &&
            not_below_zero(node.cap, row) && not_below_zero(node.weight, row);
    for (const ColumnId of : node.partition) sound = sound && holds(of, row);
    for (const plan::SortKey& key : node.order) sound = sound && holds(key.value, row);
  }
  return sound;
}

/// What a row gets that shares with nobody and of which everything is known.
std::optional<Value> Question::whole_share(const plan::Apportion& node, ColumnId column,
                                           std::uint64_t row) {
  bool known = takes_part(node.where, plan_.columns[column].entity, row) == Member::yes;
  const auto is_value = [&](ColumnId of) {
    const Possible& cell = at(of, row);
    return cell.is_determined() && !cell.has_faults();
  };
  const auto figure = [&](ColumnId of) -> std::optional<Rational> {
    if (of == plan::kNoColumn) return std::nullopt;
    known = known && is_value(of);
    return known ? at(of, row).numbers()->low : std::nullopt;
  };
  for (const ColumnId of : node.partition) known = known && !at(of, row).has_faults();
  for (const plan::SortKey& key : node.order) known = known && !at(key.value, row).has_faults();
  number::Recipient alone;
  const bool weighted = node.method == number::ShareMethod::pro_rata;
  if (weighted) alone.weight = figure(node.weight).value_or(Rational());
  alone.cap = figure(node.cap);
  alone.floor = figure(node.floor);
  const std::optional<Rational> total = figure(node.total);
  const bool named = node.remainder == number::RemainderRule::named;
  known = known && (!named || is_value(node.owner));
  if (!known) return std::nullopt;
  // Without an owner the index is out of range, which is refused.
  const std::size_t owner = named && !at(node.owner, row).may_be(true) ? 1 : 0;
  const std::span<const number::Recipient> all(&alone, 1);
  const number::Apportionment divided =
      number::apportion(*total, all, {node.method, node.remainder, owner, *node.rounding});
  if (const auto refused = row::refusal(*total, node.method, all, divided))
    return Value(type::Fault{*refused, column, row});
  return Value(divided.shares.front().part);
}

/// Nothing for a row that takes no part. Else at most what there is and what the row can take, and
/// at least what it has to get.
Possible Question::compute_apportion(const plan::Apportion& node, ColumnId column,
                                     std::uint64_t row) {
  const plan::EntityId entity = plan_.columns[column].entity;
  const Member part = takes_part(node.where, entity, row);
  if (part == Member::no) return Possible(Value(Rational(0)));
  if (is_alone(node, entity, row))
    if (auto share = whole_share(node, column, row)) return Possible(*std::move(share));
  Possible result;
  if (part == Member::perhaps) result.add(Value(Rational(0)));
  const auto bound = [&](ColumnId of) {
    return of == plan::kNoColumn ? std::nullopt : at(of, row).numbers();
  };
  if (const auto total = at(node.total, row).numbers()) {
    const Range size = share_size(*total, bound(node.cap), bound(node.floor));
    if (!total->high || total->high->sign() >= 0) result.add(Possible::within(size, false));
    if (!total->low || total->low->sign() < 0) result.add(Possible::within(-size, false));
  }
  if (is_sound(node, entity)) return result;
  for (const ColumnId of : node.partition) add_group_faults(at(of, row), true, result);
  for (const CellFault fault :
       {CellFault::blank, CellFault::missing, CellFault::cannot_share, CellFault::negative_weight})
    result.add(Value(type::Fault{fault, column, row}));
  result.add_faults(at(node.total, row));
  return result;
}

/// Whether the row of the other table is one that is looked for.
Member Question::fits(const plan::Match& node, std::uint64_t row, std::uint64_t theirs) {
  Member member = Member::yes;
  for (const plan::Match::Pair& pair : node.equal) {
    const Possible& cell = at(pair.theirs, theirs);
    // By its key a row is found that is in error there: of a key that stands twice.
    const Member same = node.by_key && cell.has_faults()
                            ? Member::perhaps
                            : have_same_value(at(pair.ours, row), cell);
    member = std::min(member, same);
  }
  if (!node.as_of || member == Member::no) return member;
  const Relation order = relation(at(node.as_of->theirs, theirs), at(node.as_of->ours, row));
  if (!order.less && !order.equal) return Member::no;
  return order.greater ? Member::perhaps : member;
}

Possible Question::compute_match(const plan::Match& node, ColumnId column, std::uint64_t row) {
  if (touched_.rows[node.entity] || !evaluator_.is_given(node.entity)) return unforeseen(column);
  const std::uint64_t rows = evaluator_.row_count(node.entity);
  if (rows > kMostRows) return unforeseen(column);
  Possible result;
  const auto visit = [&](const auto& look) {
    for (const plan::Match::Pair& pair : node.equal) look(pair);
    if (node.as_of) look(*node.as_of);
  };
  visit([&](const plan::Match::Pair& pair) { add_group_faults(at(pair.ours, row), true, result); });
  std::size_t may_fit = 0;
  bool found = false;
  for (std::uint64_t each = 0; each < rows; ++each) {
    const type::Fault* refused = evaluator_.refused(node.entity, each);
    if (refused != nullptr && !node.by_key) {
      result.add(Value(*refused));
      continue;
    }
    visit([&](const plan::Match::Pair& pair) {
      add_group_faults(at(pair.theirs, each), false, result);
    });
    const Member member = fits(node, row, each);
    if (member == Member::no) continue;
    ++may_fit;
    found = found || member == Member::yes;
    result.add(Value(row::Reference{each}));
  }
  if (!found) result.add(Value(type::Fault{node.none, column, row}));
  if (may_fit > 1) result.add(Value(type::Fault{CellFault::duplicate_key, column, row}));
  return result;
}

/// Whether a row of which no cell can be in error can never count in the place of this one: it
/// stands behind it, or of those that share a place never beside it.
bool Question::never_counts(const plan::Rank& node, std::uint64_t each, std::uint64_t row) {
  const auto may_fail = [&](ColumnId of) { return at(of, each).has_faults(); };
  bool fails = std::ranges::any_of(node.partition, may_fail);
  fails = fails || (node.where != plan::kNoColumn && may_fail(node.where));
  for (const plan::SortKey& key : node.keys) fails = fails || may_fail(key.value);
  if (fails) return false;
  Relation order = order_of(node.keys, each, row);
  if (node.output == plan::RankOutput::tied) return !order.equal;
  if (node.output == plan::RankOutput::position)
    order = order.then({each < row, false, row < each});
  return !order.less;
}

/// Of rows that certainly stand behind this one nothing is asked for, of those that certainly stand
/// before it no key, unless equals count once.
void Question::ask_rank(const plan::Rank& node, const Task& task, std::vector<Task>& more) {
  const plan::EntityId entity = plan_.columns[task.column].entity;
  const std::uint64_t rows = evaluator_.row_count(entity);
  if (rows > kMostRows) return ask_everything();
  ask_one(node.where, task.row, more);
  bool is_alone = true;
  for (std::uint64_t each = 0; each < rows; ++each) {
    const Member part = takes_part(node.where, entity, each);
    if (each != task.row && part == Member::no) continue;
    if (each != task.row && never_counts(node, each, task.row)) continue;
    is_alone = is_alone && each == task.row;
    ask_one(node.where, each, more);
    if (each != task.row)
      for (const ColumnId of : node.partition) ask_one(of, each, more);
    if (std::min(part, share_group(node.partition, task.row, each)) == Member::no) continue;
    const bool has_keys = std::ranges::none_of(
        node.keys, [&](const plan::SortKey& key) { return at(key.value, each).has_faults(); });
    // Which of two equals comes first is settled by the table.
    const bool is_settled = each == task.row || (node.output != plan::RankOutput::dense &&
                                                 order_of(node.keys, each, task.row).is_certain());
    for (const plan::SortKey& key : node.keys) {
      if (has_keys && is_settled) continue;
      ask_one(key.value, each, more);
      ask_one(key.value, task.row, more);
    }
  }
  for (const ColumnId of : node.partition)
    if (!is_alone || at(of, task.row).has_faults()) ask_one(of, task.row, more);
}

/// Who shares with nobody stands in no order, and whatever the group is, is in it alone.
void Question::ask_apportion(const plan::Apportion& node, const Task& task,
                             std::vector<Task>& more) {
  const plan::EntityId entity = plan_.columns[task.column].entity;
  const std::uint64_t rows = evaluator_.row_count(entity);
  if (rows > kMostRows) return ask_everything();
  for (std::uint64_t each = 0; each < rows; ++each) ask_one(node.where, each, more);
  const bool alone = is_alone(node, entity, task.row);
  plan::Apportion shared = node;
  shared.where = plan::kNoColumn;
  if (alone) {
    shared.partition.clear();
    for (const ColumnId of : node.partition)
      if (at(of, task.row).has_faults()) ask_one(of, task.row, more);
    std::erase_if(shared.order,
                  [&](const plan::SortKey& key) { return !at(key.value, task.row).has_faults(); });
  }
  const plan::Node read = shared;
  plan::visit_columns(read, [&](ColumnId id) {
    if (alone)
      ask_one(id, task.row, more);
    else
      ask_rows(id, more);
  });
}

void Question::ask_match(const plan::Match& node, const Task& task, std::vector<Task>& more) {
  const std::uint64_t rows = evaluator_.row_count(node.entity);
  if (touched_.rows[node.entity] || rows > kMostRows) return ask_everything();
  const auto visit = [&](const auto& look) {
    for (const plan::Match::Pair& pair : node.equal) look(pair);
    if (node.as_of) look(*node.as_of);
  };
  visit([&](const plan::Match::Pair& pair) { ask_one(pair.ours, task.row, more); });
  for (std::uint64_t each = 0; each < rows; ++each)
    visit([&](const plan::Match::Pair& pair) { ask_one(pair.theirs, each, more); });
}

}  // namespace remit::needs
