#pragma once

#include <optional>

#include "remit/data.h"
#include "remit/policy.h"

namespace remit {

/// The tables of `data` for another policy, with what was noticed of them, without reading a cell
/// again: for who evaluates the same tables by a policy that is being written. Nothing where the
/// cells might read otherwise: the two policies do not ask for the same tables with the same fields
/// in the same order. What was linked for a run is taken over too, unless a policy makes rows
/// itself. Shares the cells with `data` and copies the lists of its blanks, errors and unreadable
/// cells: what takes time grows with those and not with the rows.
std::optional<Data> carried_over(const Data& data, const Policy& policy);

}  // namespace remit
