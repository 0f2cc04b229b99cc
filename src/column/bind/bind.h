// Tables made ready to be computed with: done once, used by any number of runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "column/bind/interval.h"
#include "column/compile/environment.h"
#include "column/compile/schedule.h"
#include "column/run/pass.h"
#include "plan/plan.h"
#include "table/dataset.h"

namespace remit::column {

/// The input columns that a plan's outputs need: ranges taken, 128-bit columns narrowed where the
/// values allow, texts as codes. Values that stay as they are point into the dataset, which must
/// outlive this. Immutable; shared freely between threads and runs of the same plan.
struct BoundDataset {
  std::vector<std::uint64_t> row_counts;
  std::vector<bool> given;
  std::vector<std::shared_ptr<const ColumnStore>> refused;  ///< as Environment::refused
  std::vector<std::shared_ptr<const ColumnStore>> inputs;   ///< by plan column
  TextCodes texts;
  /// What runs over it put together and has no code.
  std::shared_ptr<MissedTexts> missed = std::make_shared<MissedTexts>();
  /// Texts that belong to neither the plan nor the dataset.
  std::vector<std::shared_ptr<const std::vector<std::string>>> made_texts;
};

/// Computed columns that are read like inputs: those marked, which the results have.
struct KnownColumns {
  const table::Results& results;
  std::vector<bool> read;  ///< by plan column
};

/// One pass over each column that is needed, and over each known one. `also`: texts that get codes
/// beside those of the plan and the dataset; they must live as long. `other`: what is bound of the
/// same dataset for a plan of the same columns; what it has is shared, but for texts.
std::shared_ptr<BoundDataset> bind(const plan::Plan& plan, const Schedule& schedule,
                                   const table::Dataset& dataset, const RunOptions& options,
                                   const TextCodes* also = nullptr,
                                   const KnownColumns* known = nullptr,
                                   const BoundDataset* other = nullptr);

/// The same with codes for what runs over it missed. Only the codes of texts are made anew.
std::shared_ptr<BoundDataset> with_missed_texts(const BoundDataset& bound);

/// A column of texts with the codes that they have in `to` instead of those in `from`.
std::shared_ptr<ColumnStore> recoded(const ColumnStore& store, const TextCodes& from,
                                     const TextCodes& to);

/// The rows of an entity that are in error as a whole, as Environment::refused has them.
std::shared_ptr<const ColumnStore> refused_rows(std::uint64_t rows, table::Faults refused);

/// What a column's values must lie in even where a row has no value. `row_counts` matter to
/// references only.
Interval domain_of(const plan::Plan& plan, const type::Type& type,
                   const std::vector<std::uint64_t>& row_counts);

}  // namespace remit::column
