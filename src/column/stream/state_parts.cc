#include "column/stream/state_parts.h"

#include <limits>
#include <utility>

#include "column/stream/bytes.h"
#include "column/stream/column_bytes.h"

namespace remit::column {
namespace {

using plan::ColumnId;
using Kind = StatePart::Kind;

std::string bytes_of(const ColumnStore& column) {
  ByteWriter to;
  write_column(column, to);
  return to.take();
}

/// A whole part as a column.
ColumnPtr column_of(const StatePart& part) {
  ByteReader from(part.bytes);
  ColumnPtr column = read_column(from);
  return from.is_done() ? column : nullptr;
}

bool read_fold_part(const StatePart& part, Gathered* to) {
  ByteReader from(part.bytes);
  const auto op = static_cast<type::FoldOp>(from.byte());
  FoldResult fold = read_fold(from);
  return from.is_done() && to->folds.try_emplace(part.column, op, std::move(fold)).second;
}

bool read_rows_part(const StatePart& part, Gathered* to) {
  ByteReader from(part.bytes);
  GatheredRows& rows = to->shards[part.shard];
  rows.rows = from.word();
  rows.refused = read_faults(from, rows.rows);
  return from.is_done() && rows.rows < first_of_shard(1);
}

/// Absent: all shards.
void write_step(const Advanced& advanced, ByteWriter& to) {
  to.number(advanced.traversals, 4);
  to.byte(advanced.part ? 1 : 0);
  to.number(advanced.part.value_or(0), 4);
  to.word(advanced.rows.size());
  for (const auto& [shard, rows] : advanced.rows) {
    to.number(shard, 4);
    to.word(rows);
  }
}

bool read_step(const StatePart& part, Advanced* to) {
  ByteReader from(part.bytes);
  to->traversals = static_cast<int>(from.number(4));
  const bool is_part = from.byte() != 0;
  const auto shard = static_cast<ShardId>(from.number(4));
  if (is_part) to->part = shard;
  for (std::uint64_t left = from.count(12); left > 0 && !from.failed(); --left) {
    const auto each = static_cast<ShardId>(from.number(4));
    const std::uint64_t rows = from.word();
    const bool good = each < kMostShards && rows < first_of_shard(1);
    if (!good || !to->rows.try_emplace(each, rows).second) from.fail();
  }
  return from.is_done() && to->traversals > 0 && (!is_part || to->rows.count(shard) != 0);
}

}  // namespace

std::vector<StatePart> parts_of(const Gathered& gathered) {
  std::vector<StatePart> parts;
  for (const auto& [id, fold] : gathered.folds) {
    ByteWriter to;
    to.byte(static_cast<std::uint8_t>(fold.op()));
    write_fold(fold.total(), to);
    parts.push_back({Kind::fold, id, 0, to.take()});
  }
  for (const auto& [shard, rows] : gathered.shards) {
    ByteWriter to;
    to.word(rows.rows);
    write_faults(rows.refused, to);
    parts.push_back({Kind::rows, plan::kNoColumn, shard, to.take()});
    for (const auto& [id, column] : rows.kept) {
      parts.push_back({Kind::kept, id, shard, bytes_of(*column)});
    }
  }
  return parts;
}

std::vector<StatePart> parts_of(const Advanced& advanced) {
  std::vector<StatePart> parts;
  ByteWriter step;
  write_step(advanced, step);
  parts.push_back({Kind::step, plan::kNoColumn, 0, step.take()});
  const auto add = [&](Kind kind, const std::map<ColumnId, ColumnPtr>& columns) {
    for (const auto& [id, column] : columns) parts.push_back({kind, id, 0, bytes_of(*column)});
  };
  add(Kind::fold_column, advanced.folds);
  add(Kind::whole, advanced.whole);
  add(Kind::kept_column, advanced.kept);
  return parts;
}

std::optional<Gathered> gathered_of(const std::vector<StatePart>& parts) {
  Gathered gathered;
  for (const StatePart& part : parts) {
    bool good = part.shard < kMostShards;
    if (part.kind == Kind::fold) {
      good = good && read_fold_part(part, &gathered);
    } else if (part.kind == Kind::rows) {
      good = good && gathered.shards.count(part.shard) == 0 && read_rows_part(part, &gathered);
    } else if (part.kind == Kind::kept) {
      // After the rows of its shard.
      const auto rows = gathered.shards.find(part.shard);
      ColumnPtr column = column_of(part);
      good = good && rows != gathered.shards.end() && column != nullptr &&
             column->rows == rows->second.rows &&
             rows->second.kept.try_emplace(part.column, std::move(column)).second;
    } else {
      good = false;
    }
    if (!good) return std::nullopt;
  }
  if (gathered.shards.empty()) return std::nullopt;
  return gathered;
}

std::optional<Advanced> advanced_of(const std::vector<StatePart>& parts) {
  Advanced advanced;
  if (parts.empty() || parts.front().kind != Kind::step || !read_step(parts.front(), &advanced)) {
    return std::nullopt;
  }
  const std::uint64_t rows =
      advanced.part ? advanced.rows.at(*advanced.part) : advanced.row_count();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const StatePart& part = parts[i];
    auto* const to = part.kind == Kind::fold_column   ? &advanced.folds
                     : part.kind == Kind::whole       ? &advanced.whole
                     : part.kind == Kind::kept_column ? &advanced.kept
                                                      : nullptr;
    if (to == nullptr) return std::nullopt;
    ColumnPtr column = column_of(part);
    if (column == nullptr || (to != &advanced.folds && column->rows != rows)) return std::nullopt;
    if (!to->try_emplace(part.column, std::move(column)).second) return std::nullopt;
  }
  return advanced;
}

}  // namespace remit::column
