#pragma once

/// The C++ face of Remit, for programs that are built together with it (the command line is one).
/// Its binary interface changes with every compiler; a program that links an installed Remit uses
/// the C interface, <remit.h>, which says the same things.
///
/// Conventions
///   - Handles (Policy, Table, Results, Diagnostics, Error) are immutable and cheap to copy; they
///     may be shared between threads. Data is filled by one thread at a time.
///   - A handle keeps alive what it came from; objects may be destroyed in any order.
///   - Failure is a `Result` without value. Nothing here throws except std::bad_alloc, prints,
///   reads
///     a clock or a file, or touches the locale.
///   - Texts are UTF-8.
///   - Figures are exact: `Decimal` or text.

#include "remit/case.h"          // IWYU pragma: export
#include "remit/compare.h"       // IWYU pragma: export
#include "remit/coverage.h"      // IWYU pragma: export
#include "remit/data.h"          // IWYU pragma: export
#include "remit/date.h"          // IWYU pragma: export
#include "remit/decimal.h"       // IWYU pragma: export
#include "remit/diagnostic.h"    // IWYU pragma: export
#include "remit/exchange.h"      // IWYU pragma: export
#include "remit/language.h"      // IWYU pragma: export
#include "remit/limits.h"        // IWYU pragma: export
#include "remit/manifest.h"      // IWYU pragma: export
#include "remit/needs.h"         // IWYU pragma: export
#include "remit/options.h"       // IWYU pragma: export
#include "remit/outputs.h"       // IWYU pragma: export
#include "remit/payment_list.h"  // IWYU pragma: export
#include "remit/policy.h"        // IWYU pragma: export
#include "remit/profile.h"       // IWYU pragma: export
#include "remit/results.h"       // IWYU pragma: export
#include "remit/schema.h"        // IWYU pragma: export
#include "remit/sha256.h"        // IWYU pragma: export
#include "remit/shards.h"        // IWYU pragma: export
#include "remit/status.h"        // IWYU pragma: export
#include "remit/stream.h"        // IWYU pragma: export
#include "remit/sweep.h"         // IWYU pragma: export
#include "remit/text.h"          // IWYU pragma: export
#include "remit/untrusted.h"     // IWYU pragma: export
#include "remit/versions.h"      // IWYU pragma: export
