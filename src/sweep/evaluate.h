#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "api/data_impl.h"
#include "remit/options.h"
#include "remit/status.h"
#include "sweep/figure_value.h"
#include "sweep/variants.h"

namespace remit::sweep {

/// Gets the figures of one variant; variants come in any order, each once.
using FigureSink = std::function<void(std::uint64_t variant, std::vector<FigureValue> figures)>;

/// Computes the figures of the variants named, over the tables of `data`, and nothing else: no
/// column of rows is kept that only figures are made of. Variants are computed together, as many as
/// the memory allows (JoinedPlan); those whose tables differ by what the policy makes their rows
/// of, or that read rows before, one after the other.
///
/// Limits, cancel and progress of the options hold for the whole of it.
std::optional<Error> evaluate(const Variants& variants, const std::vector<std::uint64_t>& wanted,
                              const Policy::Impl& policy, const Data::Impl& data,
                              const RunOptions& options, const FigureSink& sink);

}  // namespace remit::sweep
