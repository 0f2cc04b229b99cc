#include "check/written_orders.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace remit::check {

std::vector<const Symbol*> key_of(const Context& context, EntityId rows) {
  std::vector<const Symbol*> parts;
  const Entity& entity = context.model.entities[rows];
  for (const std::uint32_t field : entity.key) {
    const Symbol* part = context.names.find(rows, entity.fields[field].name);
    if (part == nullptr) return {};
    parts.push_back(part);
  }
  return parts;
}

namespace {

/// Adds a key as it is written: of a reference, the parts of the key of the row that it names, as
/// they were entered: what a check says of them concerns the row, not where it stands. `left`:
/// through how many tables more.
void add_written(Context& context, SortKey key, std::size_t left, std::vector<SortKey>& written) {
  const type::Type type = context.build.type_of(key.value);
  const bool named = type.kind == type::TypeKind::reference && left > 0 &&
                     !context.model.entities[type.ref].key.empty();
  if (!named) return written.push_back(key);
  const Entity& entity = context.model.entities[type.ref];
  const base::Span span = context.build[key.value].span;
  for (const std::uint32_t field : entity.key) {
    const ExprId part = context.build.column(entity.fields[field].column, span);
    add_written(context, {context.build.lookup(key.value, part, span), key.descending}, left - 1,
                written);
  }
}

void write_out(Context& context, std::vector<SortKey>& keys) {
  const auto is_reference = [&](const SortKey& key) {
    return context.build.type_of(key.value).kind == type::TypeKind::reference;
  };
  if (std::ranges::none_of(keys, is_reference)) return;
  std::vector<SortKey> written;
  for (const SortKey& key : keys) add_written(context, key, context.model.entities.size(), written);
  keys = std::move(written);
}

}  // namespace

void order_as_written(Context& context) {
  Model& model = context.model;
  for (Rank& rank : model.ranks) write_out(context, rank.keys);
  for (Fold& fold : model.folds) write_out(context, fold.order);
  for (Apportion& apportion : model.apportions) write_out(context, apportion.order);
  for (RowSequence& sequence : model.sequences) write_out(context, sequence.keys);
}

}  // namespace remit::check
