#include <cstdint>
#include <limits>

#include "base/civil_date.h"
#include "capi/guard.h"
#include "diagnostic/text/api.h"
#include "remit/untrusted.h"

using remit::StatusCode;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
namespace text = remit::diagnostic::text;

namespace {

constexpr std::int64_t kMax32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kMax64 = std::numeric_limits<std::int64_t>::max();

/// One whole-number option: its bounds, and where it is kept.
struct Option {
  remit_option number;
  std::int64_t least;
  std::int64_t most;
  std::int64_t (*get)(const remit_options&);
  void (*set)(remit_options&, std::int64_t);
};

#define REMIT_INT_OPTION(number, least, most, member)                                     \
  {                                                                                       \
    number, least, most,                                                                  \
        [](const remit_options& from) { return static_cast<std::int64_t>(from.member); }, \
        [](remit_options& to, std::int64_t value) {                                       \
          to.member = static_cast<decltype(to.member)>(value);                            \
        }                                                                                 \
  }

constexpr Option kOptions[] = {
    REMIT_INT_OPTION(REMIT_OPTION_THREADS, 0, remit::capi::kMostThreads, run.threads),
    REMIT_INT_OPTION(REMIT_OPTION_BATCH_ROWS, 0, 1 << 20, run.batch_rows),
    REMIT_INT_OPTION(REMIT_OPTION_ISA, 0, 4, run.isa),
    REMIT_INT_OPTION(REMIT_OPTION_EVALUATOR, 0, 2, run.evaluator),
    REMIT_INT_OPTION(REMIT_OPTION_ASCENDING_KEYS, 0, 1, ascending_keys),
    REMIT_INT_OPTION(REMIT_OPTION_PROFILE, 0, 1, profile),
    {REMIT_OPTION_ONLY, 1, remit::Outputs().bits(),
     [](const remit_options& from) { return std::int64_t{from.run.only.bits()}; },
     [](remit_options& to, std::int64_t value) {
       to.run.only = *remit::Outputs::of_bits(static_cast<std::uint32_t>(value));
     }},
    REMIT_INT_OPTION(REMIT_OPTION_MAX_SOURCE_BYTES, 0, 1 << 30, run.limits.source_bytes),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_TOKENS, 0, kMax32, run.limits.tokens),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_NESTING_DEPTH, 1, 1000, run.limits.nesting_depth),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_DECLARATIONS, 0, kMax32, run.limits.declarations),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_COLUMNS, 0, kMax32, run.limits.columns),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_EXPRESSION_NODES, 0, kMax32, run.limits.expression_nodes),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_TEXT_BYTES, 0, 1 << 30, run.limits.text_bytes),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_NUMBER_DIGITS, 1, 100'000, run.limits.number_digits),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_DIAGNOSTICS, 1, kMax32, run.limits.diagnostics),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_ROWS, 0, kMax64, run.limits.rows),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_MEMORY_BYTES, 0, kMax64, run.limits.memory_bytes),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_STEPS, 0, kMax64, run.limits.steps),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_MILLISECONDS, 0, kMax64, run.limits.milliseconds),
    REMIT_INT_OPTION(REMIT_OPTION_MAX_KEPT_BYTES, 0, kMax64, kept_bytes),
};
#undef REMIT_INT_OPTION

const Option& find(remit_option option) {
  for (const Option& each : kOptions) {
    if (each.number == option) return each;
  }
  fail(StatusCode::invalid_argument, text::api_bad_value, {"option", option});
}

}  // namespace

namespace remit::capi {

std::shared_ptr<Profile> profile_for(const remit_options* options, RunOptions& run) {
  if (options == nullptr || !options->profile) return nullptr;
  auto profile = std::make_shared<Profile>();
  run.profile = profile.get();
  return profile;
}

std::shared_ptr<const Profile> measured(const std::shared_ptr<Profile>& profile) {
  // Row by row nothing was written.
  return profile != nullptr && profile->run_nanoseconds > 0 ? profile : nullptr;
}

}  // namespace remit::capi

extern "C" {

remit_status remit_options_new(remit_options** options, remit_error** error) {
  return guarded(error, [&] {
    remit_options*& to = out(options, "options");  // checked before anything is made
    to = new remit_options;
  });
}

void remit_options_free(remit_options* options) {
  if (options != nullptr && options->mark == remit_options::kTag) delete options;
}

remit_status remit_options_set_int(remit_options* options, remit_option option, int64_t value,
                                   remit_error** error) {
  return guarded(error, [&] {
    remit_options& to = require(options, "options");
    const Option& which = find(option);
    if (value < which.least || value > which.most) {
      fail(StatusCode::invalid_argument, text::api_bad_value, {"value", value});
    }
    which.set(to, value);
  });
}

remit_status remit_options_get_int(const remit_options* options, remit_option option,
                                   int64_t* value, remit_error** error) {
  return guarded(error, [&] {
    std::int64_t& to = out(value, "value");
    const remit_options& from = require(options, "options");
    to = find(option).get(from);
  });
}

remit_status remit_options_set_profile(remit_options* options, remit_profile profile,
                                       remit_error** error) {
  return guarded(error, [&] {
    remit_options& to = require(options, "options");
    switch (profile) {
      case REMIT_PROFILE_OWN:
        to.run.limits = remit::Limits();
        to.kept_bytes = 0;
        return;
      case REMIT_PROFILE_UNTRUSTED:
        to.run.limits = remit::untrusted_limits();
        to.kept_bytes = to.run.limits.memory_bytes;
        return;
      default:
        fail(StatusCode::invalid_argument, text::api_bad_value, {"profile", profile});
    }
  });
}

remit_status remit_options_set_as_of(remit_options* options, int32_t year, int32_t month,
                                     int32_t day, remit_error** error) {
  return guarded(error, [&] {
    remit_options& to = require(options, "options");
    if (!remit::base::is_valid({year, month, day})) {
      fail(
          StatusCode::invalid_argument, text::api_bad_value,
          {"date", std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day)});
    }
    to.run.as_of = remit::Date{year, month, day};
  });
}

remit_status remit_options_set_cancel(remit_options* options, const remit_cancel* cancel,
                                      remit_error** error) {
  return guarded(error, [&] {
    remit_options& to = require(options, "options");
    const remit_cancel* flag = remit::capi::accept(cancel, "cancel");
    to.run.cancel = flag != nullptr ? flag->value : remit::Cancel();
  });
}

remit_status remit_options_set_progress(remit_options* options, remit_progress progress,
                                        void* context, remit_error** error) {
  return guarded(error, [&] {
    remit_options& to = require(options, "options");
    if (progress == nullptr) {
      to.run.progress = nullptr;
      return;
    }
    to.run.progress = [progress, context](std::uint64_t done, std::uint64_t total) {
      return progress(context, done, total) == 0;
    };
  });
}

remit_status remit_cancel_new(remit_cancel** cancel, remit_error** error) {
  return guarded(error, [&] {
    remit_cancel*& to = out(cancel, "cancel");
    to = new remit_cancel;
  });
}

void remit_cancel_request(const remit_cancel* cancel) {
  if (cancel != nullptr && cancel->mark == remit_cancel::kTag) cancel->value.request();
}

void remit_cancel_reset(const remit_cancel* cancel) {
  if (cancel != nullptr && cancel->mark == remit_cancel::kTag) cancel->value.reset();
}

void remit_cancel_free(remit_cancel* cancel) {
  if (cancel != nullptr && cancel->mark == remit_cancel::kTag) delete cancel;
}

}  // extern "C"
