// Figures over a grid of parameters.
#include "diagnostic/text/sweep.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "api/data_impl.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/policy.h"
#include "sweep/evaluate.h"
#include "sweep/figure_list.h"
#include "sweep/figure_table.h"

namespace remit {

using diagnostic::make_error;
namespace text = diagnostic::text;

namespace sweep {
namespace {

Result<std::vector<Axis>> read_axes(const std::vector<std::string>& set, std::uint64_t most) {
  std::vector<Axis> axes;
  std::uint64_t size = 1;
  for (const std::string& each : set) {
    Result<Axis> axis = Axis::read(each);
    if (!axis.ok()) return axis.error();
    if (axis->size() > most / size)
      return make_error(StatusCode::limit_exceeded, text::sweep_too_many,
                        {std::to_string(axis->size() * (axis->size() > most ? 1 : size)), most});
    size *= axis->size();
    axes.push_back(*std::move(axis));
  }
  return axes;
}

/// Whether a figure of undetermined rows has anything to say.
bool says_nothing(const Figure& figure, const std::vector<const FigureValue*>& values) {
  if (!figure.of_last) return false;
  for (const FigureValue* each : values) {
    const auto* number = std::get_if<number::Rational>(&each->value);
    if (number == nullptr || !number->is_zero()) return false;
  }
  return true;
}

/// What people call a parameter: its label, if it has one.
std::string_view title_of(const plan::Plan& plan, const std::string& parameter) {
  const auto remark = std::ranges::find(plan.remarks, parameter, &type::Remark::name);
  return remark == plan.remarks.end() || remark->label.empty() ? parameter : remark->label;
}

Table table_of(const Variants& variants, const std::vector<Figure>& figures,
               const std::vector<std::vector<FigureValue>>& found, const plan::Plan& plan) {
  report::Assembler table("sweep", found.size());
  for (std::size_t axis = 0; axis < variants.axes().size(); ++axis) {
    report::TextCells cells;
    for (std::uint64_t i = 0; i < found.size(); ++i)
      cells.add(variants.axes()[axis].text(variants.place(i)[axis]));
    const std::string& name = variants.axes()[axis].name();
    const std::string_view title = title_of(plan, name);
    table.add(name.c_str(), report::ColumnHeading(title, title), cells);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    std::vector<const FigureValue*> values;
    for (const auto& variant : found) values.push_back(&variant[i]);
    if (says_nothing(figures[i], values)) continue;
    add_figure(table, figures[i].formula.c_str(), figures[i].label_en, figures[i].label_zh, values,
               plan.currencies);
  }
  return table.take();
}

/// What is wrong with the values, whatever is asked for; else with the figures that were asked for,
/// if they are what is wrong: what goes with a total would be blamed for the same.
Error blame(const Policy::Impl& policy, std::vector<Axis> axes, const std::vector<Figure>& figures,
            const Error& all) {
  const Result<Variants> values = Variants::make(policy, axes, {});
  if (!values.ok()) return values.error();
  if (const Result<Variant> first = values->compile(0, true); !first.ok()) return first.error();
  std::vector<AskedFigure> asked;
  for (const Figure& figure : figures)
    if (!figure.of_last) asked.push_back({figure.formula});
  const Result<Variants> alone = Variants::make(policy, std::move(axes), asked);
  if (!alone.ok()) return alone.error();
  const Result<Variant> first = alone->compile(0, true);
  return first.ok() ? all : first.error();
}

}  // namespace
}  // namespace sweep

Result<Sweep> Policy::sweep(const Data& data, const SweepOptions& options) const {
  using namespace sweep;
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  Result<std::vector<Axis>> axes = read_axes(options.set, options.most_variants);
  if (!axes.ok()) return axes.error();
  const std::vector<Figure> figures = figures_asked(*impl_->plan, options.show);
  if (figures.empty()) return make_error(StatusCode::invalid_argument, text::sweep_no_figures);
  std::vector<AskedFigure> formulas;
  for (const Figure& figure : figures) formulas.push_back({figure.formula});
  std::vector<Axis> again = *axes;
  const Result<Variants> variants = Variants::make(*impl_, *std::move(axes), formulas);
  if (!variants.ok()) return blame(*impl_, std::move(again), figures, variants.error());
  std::vector<std::vector<FigureValue>> found(static_cast<std::size_t>(variants->size()));
  std::vector<std::uint64_t> wanted(found.size());
  std::iota(wanted.begin(), wanted.end(), std::uint64_t{0});
  const auto error = sweep::evaluate(*variants, wanted, *impl_, data.impl(), options.run,
                                     [&](std::uint64_t variant, std::vector<FigureValue> values) {
                                       found[static_cast<std::size_t>(variant)] = std::move(values);
                                     });
  if (error) return blame(*impl_, std::move(again), figures, *error);
  std::vector<std::string> parameters;
  for (const Axis& axis : variants->axes()) parameters.push_back(axis.name());
  return Sweep{std::move(parameters), table_of(*variants, figures, found, *impl_->plan)};
}

}  // namespace remit
