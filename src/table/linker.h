#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/hash_map.h"
#include "table/dataset.h"
#include "table/key_index.h"
#include "table/look_alikes.h"
#include "table/problem.h"
#include "table/schema.h"

namespace remit::table {

/// The field that the cells of `field` are read as: itself, or for a reference the key of the
/// entity it refers to (which may in turn be a reference). Text where there is no such key.
const FieldSchema& stored_field(const std::vector<EntitySchema>& schemas, const FieldSchema& field);

/// Turns tables whose references still are keys into a dataset: finds duplicate keys, replaces
/// references by row numbers, puts rows without a key of their own in error as a whole, and tells
/// every problem the key of its row. O(rows).
class Linker {
 public:
  /// All must outlive the linker; `tables` match `schemas`. Rows are looked up on the threads of
  /// `executor`, null: on this one.
  Linker(const std::vector<EntitySchema>& schemas, std::vector<Table>& tables,
         std::vector<InputProblem>& problems, base::Executor* executor);

  void run();

 private:
  struct Keys {
    std::optional<KeyIndex> index;           // none: no key, or one of several fields
    bool referred = false;                   // some field is a reference to it
    base::HashSet<std::uint64_t> ambiguous;  // rows whose keys occur again, or look the same
    std::optional<LookAlikes> forms;         // once a reference names none of them
  };

  void index_keys(std::uint32_t entity);
  std::vector<KeyIndex::Duplicate> duplicates_of(std::uint32_t entity);
  Faults key_faults(std::uint32_t entity) const;
  ColumnData link(std::uint32_t entity, std::uint32_t field);
  std::optional<ColumnData::Storage> link_all(const FieldSchema& reference,
                                              const ColumnData& raw) const;
  void refuse_rows(std::uint32_t entity, std::uint32_t field, const ColumnData& raw,
                   base::RawVector<std::int64_t>& rows, Faults& faults);
  std::string look_alike(std::uint32_t entity, const std::string& text);
  // The key as one text; empty if a part of it is a fault.
  std::string key_text(std::uint32_t entity, std::uint64_t row) const;
  std::string cell_text(std::uint32_t entity, std::uint32_t field, std::uint64_t row) const;
  void refuse_total_rows();
  void refuse_circles(std::uint32_t entity, std::uint32_t field, ColumnData& linked);
  void refuse_rows_without_key(std::uint32_t entity);
  void name_rows();

  const std::vector<EntitySchema>& schemas_;
  std::vector<Table>& tables_;
  std::vector<InputProblem>& problems_;
  base::Executor* executor_;
  std::vector<Keys> keys_;
};

}  // namespace remit::table
