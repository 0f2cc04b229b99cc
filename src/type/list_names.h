#pragma once

#include <string_view>

namespace remit::type {

/// The lists of a run, by the names under which programs ask for them and files hold them.
inline constexpr std::string_view kLedgerList = "ledger";
inline constexpr std::string_view kTotalsList = "totals";
inline constexpr std::string_view kTargetsList = "targets";
inline constexpr std::string_view kFindingsList = "findings";
inline constexpr std::string_view kAttributionsList = "attributions";
inline constexpr std::string_view kRoundingList = "rounding";
inline constexpr std::string_view kErrorsList = "errors";

/// The field of the table of single values that the checker adds to every policy: the day it is
/// evaluated for.
inline constexpr std::string_view kDayOfRun = "as_of";

/// Names that no table of a policy can have: those of the lists, of the table of single values, and
/// of what may stand beside them in a folder of results.
inline constexpr std::string_view kTakenTableNames[] = {
    kLedgerList, kTotalsList, kTargetsList, kRoundingList, kErrorsList, "whole", "manifest"};

}  // namespace remit::type
