// From the cells that were collected to the column.
#include <algorithm>

#include "table/column_builder.h"

namespace remit::table {
namespace {

using type::CellFault;

CellFault fault_of(ProblemKind kind) {
  if (kind == ProblemKind::not_applicable) return CellFault::not_applicable;
  return kind == ProblemKind::too_large ? CellFault::overflow : CellFault::bad_cell;
}

}  // namespace

ColumnData::Storage ColumnBuilder::share_storage() const {
  const auto* texts = std::get_if<Texts>(&cells_);
  if (texts == nullptr) {
    return std::visit(
        [](const auto& cells) -> ColumnData::Storage {
          if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, Texts>) {
            return TextData();
          } else {
            return cells.share();
          }
        },
        cells_);
  }
  // Offsets have one more entry than there are texts; that much is copied.
  base::RawVector<std::int64_t> offsets;
  offsets.reserve(size_ + 1);
  offsets.push_back(0);
  if (texts->replaced.empty()) {
    offsets.insert(offsets.end(), texts->ends.begin(), texts->ends.end());
    return TextData{Buffer<std::int64_t>(std::move(offsets)), texts->bytes.share()};
  }
  base::RawVector<char> bytes;
  for (std::uint64_t row = 0; row < size_; ++row) {
    const auto other = texts->replaced.find(row);
    if (other != texts->replaced.end()) {
      bytes.insert(bytes.end(), other->second.begin(), other->second.end());
    } else {
      const std::int64_t begin = row == 0 ? 0 : texts->ends.begin()[row - 1];
      bytes.insert(bytes.end(), texts->bytes.begin() + begin,
                   texts->bytes.begin() + texts->ends.begin()[row]);
    }
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

Faults ColumnBuilder::list_faults(bool touched, InputProblem problem,
                                  std::vector<InputProblem>& problems) const {
  const bool required = !field_->optional && !field_->hole;
  const CellFault blank = field_->hole                    ? CellFault::hole
                          : required && !field_->decision ? CellFault::missing
                                                          : CellFault::blank;
  if (required && !touched && !blanks_.empty()) {
    problem.kind = ProblemKind::missing_column;
    problem.code = blank;
    problems.push_back(problem);
  }
  Faults faults;
  faults.reserve(blanks_.size() + troubles_.size());
  auto next_blank = blanks_.begin();
  auto trouble = troubles_.begin();
  while (next_blank != blanks_.end() || trouble != troubles_.end()) {
    const bool is_blank =
        trouble == troubles_.end() || (next_blank != blanks_.end() && *next_blank < trouble->first);
    problem.row = is_blank ? *next_blank : trouble->first;
    problem.code = is_blank ? blank : fault_of(trouble->second.kind);
    faults.push_back({problem.row, {problem.code, field_->column, problem.row}});
    if (!is_blank) {
      problem.kind = trouble->second.kind;
      problem.text = trouble->second.text;
      problem.hint = trouble->second.hint;
      if (problem.kind != ProblemKind::not_applicable) problems.push_back(problem);
      ++trouble;
    } else {
      problem.kind = is_key_ ? ProblemKind::blank_key : ProblemKind::blank;
      problem.text.clear();
      problem.hint.clear();
      if (required && touched) problems.push_back(problem);
      ++next_blank;
    }
  }
  return faults;
}

ColumnData ColumnBuilder::build(std::uint64_t rows, std::uint32_t entity, std::uint32_t field_index,
                                std::vector<InputProblem>& problems) const {
  if (size_ < rows) {
    ColumnBuilder padded = *this;
    padded.pad(rows);
    return padded.build(rows, entity, field_index, problems);
  }
  ColumnData column;
  column.type = field_->type;
  column.decimals = stored_->decimals;
  column.storage = share_storage();
  column.faults = list_faults(
      touched_, {.entity = entity, .field = field_index, .key = {}, .text = {}, .hint = {}},
      problems);
  for (const auto& [row, word] : totals_) {
    problems.push_back({.kind = ProblemKind::total_word,
                        .code = CellFault::bad_cell,
                        .entity = entity,
                        .field = field_index,
                        .row = row,
                        .key = {},
                        .text = word,
                        .hint = {}});
  }
  return column;
}

}  // namespace remit::table
