#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/data_impl.h"
#include "remit/options.h"
#include "remit/status.h"
#include "sweep/evaluate.h"
#include "sweep/variants.h"

namespace remit::sweep {

/// What figures of one row come to with other values of one of its fields. Every other cell stays
/// as it is.
///
/// Where the figures depend on nothing else of the row's own table (no rank, no fund), a thousand
/// values are a table of a thousand rows, computed at once; else each is a run of its own.
class RowQuestion {
 public:
  /// The row of `entity` with that key, and its field. `policy` and `data` must outlive it.
  static Result<RowQuestion> make(const Policy::Impl& policy, const Data::Impl& data,
                                  const std::string& entity, const std::string& key,
                                  const RunOptions& options);

  /// Chooses the field; the name may be its label. Nothing, or why it cannot be varied.
  std::optional<Error> vary(const std::string& field);

  const std::string& entity_name() const { return policy_->plan->entities[entity_].name; }
  const std::string& field_name() const { return field().name; }
  /// What the cell has now.
  std::optional<number::Rational> current() const;
  /// The values at which formulas change course, ascending.
  std::vector<number::Rational> edges() const;
  /// All values that the field can have, from zero to ten times the largest that means anything.
  Axis usual_axis() const;

  /// Whether the figures at many values are one run, and not one for each value.
  bool is_one_run(const Variant& variant) const { return stands_alone(variant.figures_only()); }
  /// The figures of the variant at these values, which the field must be able to have.
  Result<std::vector<std::vector<FigureValue>>> compute(
      const Variant& variant, const std::vector<number::Rational>& values) const;
  /// Whether a cell of the field can hold the value.
  bool can_hold(const number::Rational& value) const;

 private:
  RowQuestion(const Policy::Impl& policy, const Data::Impl& data, const RunOptions& options)
      : policy_(&policy), options_(&options), input_(data.input(options)) {}

  const plan::Field& field() const { return policy_->plan->entities[entity_].fields[field_]; }
  const table::ColumnData& cells() const;
  bool stands_alone(const plan::Plan& plan) const;
  Int128 coefficient(const number::Rational& value) const;

  const Policy::Impl* policy_;
  const RunOptions* options_;
  std::shared_ptr<const run::BoundInput> input_;
  plan::EntityId entity_ = plan::kWhole;
  std::uint32_t field_ = 0;
  std::uint64_t row_ = 0;
};

}  // namespace remit::sweep
