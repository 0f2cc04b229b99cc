#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "api/data_impl.h"
#include "api/policy_impl.h"
#include "api/results_impl.h"
#include "column/prepared_row.h"
#include "remit/case.h"
#include "report/table_impl.h"
#include "run/bound_input.h"

namespace remit {

struct Case::Impl {
  Impl(std::shared_ptr<const Policy::Impl> of, const Data& tables, std::size_t which,
       const RunOptions& how);

  /// The table's columns, without figures yet.
  void show_columns();
  /// What a field is to what was prepared.
  enum class Use : std::uint8_t { none, cell, key };
  struct Taken {
    const table::ColumnBuilder* cells = nullptr;  ///< good as long as nothing else changed (watch)
    plan::ColumnId input = plan::kNoColumn;
    Use use = Use::none;
  };
  /// Notes it of each.
  void note_uses();
  /// Puts the cell into what was prepared; false where that does not take it.
  bool take_cell(const Taken& of);
  /// Shows what its run changed beyond values; false where the long way has to be taken.
  bool show_more(bool renamed);
  /// Whether the row's key names it and means nothing to the figures: nobody refers to the row, and
  /// no figure reads the key, which is there and no reference.
  bool is_mere_name(std::uint32_t field) const;
  /// Shows the key as the cells have it now.
  void show_key();
  /// The long way: everything, then the row is prepared for the next time.
  Status run_anew();
  void prepare(const run::BoundInput& input);
  /// All or nothing: where memory runs out, what was shown stays.
  void show(const std::vector<plan::ColumnId>& columns, const table::Results& computed);

  std::shared_ptr<const Policy::Impl> policy;
  Data data;
  std::size_t entity;
  RunOptions options;
  bool preparable = false;
  bool referred_to = false;  ///< by a field of some entity
  Data::Impl::Watch watch;
  std::shared_ptr<const run::BoundInput> input;  ///< what `prepared` reads
  std::unique_ptr<column::PreparedRow> prepared;
  std::vector<Taken> taken;                     ///< by field, while there is `prepared`
  std::unique_ptr<column::PreparedRow> before;  ///< for its bounds
  std::shared_ptr<Results::Impl> results = std::make_shared<Results::Impl>();
  std::shared_ptr<Table::Impl> shown = std::make_shared<Table::Impl>();
  std::vector<std::uint32_t> place;  ///< by plan column, in the table
  Table table;
};

}  // namespace remit
