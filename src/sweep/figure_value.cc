#include "sweep/figure_value.h"

namespace remit::sweep {

FigureValue figure_value(const report::ComputedRun& run, plan::ColumnId column, std::uint64_t row) {
  const plan::Column& of = run.plan().columns[column];
  FigureValue figure;
  figure.type = of.type;
  figure.decimals = of.form.decimals;
  figure.ratio = of.form.ratio;
  const row::Value value = run.at(column, of.entity == plan::kWhole ? 0 : row);
  if (row::is_fault(value))
    figure.value = row::fault_of(value);
  else if (const auto* number = std::get_if<number::Rational>(&value))
    figure.value = *number;
  else if (const auto* truth = std::get_if<bool>(&value))
    figure.value = *truth;
  else
    figure.value = report::plain_text(run, column, value);
  return figure;
}

}  // namespace remit::sweep
