// A run in parts: gather, merge, advance, give.
#include "remit/shards.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/results_impl.h"
#include "api/versions.h"
#include "api/within_budget.h"
#include "column/stream/state_parts.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "report/errors.h"
#include "report/input_words.h"
#include "shard/question.h"
#include "shard/state.h"
#include "table/digest.h"

namespace remit {
namespace {

using diagnostic::make_error;
using shard::Question;
namespace text = diagnostic::text;

static_assert(kMostShards == column::kMostShards);

const column::Advanced* advanced_of(const ShardState* before) {
  return before == nullptr ? nullptr : before->impl()->advanced();
}

/// One shard while it is read.
class Reading {
 public:
  Reading(const Question& question, std::uint32_t number, const ShardState* before,
          const StreamSource& rows)
      : question_(question),
        number_(number),
        before_(before),
        source_(question.other(), question.entity(), rows, keys(), false, failure_) {}

  Result<ShardState> gather(const StreamSink* sink) {
    const int traversal = before_ == nullptr ? 1 : before_->traversal() + 1;
    auto made = std::make_shared<ShardState::Impl>();
    made->about = question_.about(traversal, before_);
    const column::StreamSink give = [&](const column::StreamBatch& batch) {
      return take(batch, *sink, made->reported);
    };
    const auto error = question_.compute([&](const column::ShardedRun& run) {
      if (absl::Status status = source_.rewind(); !status.ok()) return status;
      absl::StatusOr<column::Gathered> gathered = column::gather_shard(
          run, advanced_of(before_), number_, source_, sink == nullptr ? nullptr : &give);
      if (gathered.ok()) made->state = *std::move(gathered);
      return gathered.status();
    });
    if (failure_.error()) return *failure_.error();
    if (error) return *error;
    made->reported.totals = totals_.shares();
    table::KeyPrints keys = source_.take_prints();
    made->reported.order[number_] = keys.order;
    if (before_ == nullptr) {
      made->reported.keys[number_] = std::make_shared<const table::KeyPrints>(std::move(keys));
    } else if (!is_same_order(keys.order)) {
      return make_error(StatusCode::data_error, text::api_stream_changed,
                        {question_.entity_name()});
    }
    return ShardState(std::move(made));
  }

 private:
  bool is_same_order(const table::KeyPrints::Print& order) const {
    const auto& before = before_->impl()->reported.order;
    const auto known = before.find(number_);
    return known != before.end() && known->second == order;
  }

  api::KeyCheck keys() const {
    if (before_ != nullptr) return api::KeyCheck::known;
    return question_.options().ascending_keys ? api::KeyCheck::printed_ends
                                              : api::KeyCheck::printed;
  }

  absl::Status take(const column::StreamBatch& batch, const StreamSink& sink,
                    shard::Reported& reported) {
    auto part = std::make_shared<Results::Impl>();
    part->policy = question_.policy().impl();
    part->asked = question_.options().run.only;
    // A last batch without rows has no tables of the host's.
    part->input = source_.batch() != nullptr ? source_.batch() : question_.tables();
    part->computed = std::move(batch.results);
    part->only = question_.entity();
    part->first_row = batch.first_row;
    part->complete_columns = batch.complete;
    totals_.add(api::run_of(*part), batch.place);
    report::note_due(api::run_of(*part), reported.due);
    if (!sink) return absl::OkStatus();
    const base::WithinBudget outside(nullptr);
    const Status done = sink({batch.first_row, Results(part)});
    part->forget_complete();
    return done.ok() ? absl::OkStatus() : failure_.keep(done.error());
  }

  const Question& question_;
  std::uint32_t number_;
  const ShardState* before_;
  api::HostFailure failure_;
  api::HostSource source_;
  report::TotalsOfParts totals_;
};

Result<ShardState> read_shard(const Policy& policy, const Data& data, std::size_t entity,
                              std::uint32_t shard, const ShardState* before,
                              const StreamSource& rows, const StreamSink* sink,
                              const StreamOptions& options) {
  const auto question = Question::of(policy, data, entity, options);
  if (!question.ok()) return question.error();
  const Question& asked = **question;
  const int over = before == nullptr ? 0 : before->traversal();
  const int traversal = sink != nullptr ? asked.traversals() : over + 1;
  if (auto error = asked.refuse_before(before, traversal, false)) return *error;
  const column::Advanced* const known = advanced_of(before);
  const bool exists =
      known == nullptr ? shard < kMostShards
                       : known->rows.count(shard) != 0 && (!known->part || *known->part == shard);
  if (!exists) return make_error(StatusCode::invalid_argument, text::api_state_shard, {shard});
  // What the last traversal leaves behind has the totals of its rows, whoever takes them.
  const StreamSink nobody;
  const bool unasked = sink == nullptr && traversal == asked.traversals();
  return Reading(asked, shard, before, rows).gather(unasked ? &nobody : sink);
}

/// `work` within what the options allow.
template <typename Work>
auto within(const StreamOptions& options, Work&& work) {
  return api::within_budget(options.run.limits, options.run.cancel, std::forward<Work>(work));
}

/// The first key that is not its row's own.
std::optional<Error> check_keys(const Question& question, const ShardState& gathered) {
  const auto clash = table::first_clash(gathered.impl()->reported.keys);
  if (!clash) return std::nullopt;
  return make_error(StatusCode::data_error,
                    clash->by_order ? text::api_state_order : text::api_state_key,
                    {question.entity_name(), report::place_of_row(clash->row, 0), clash->part});
}

/// A run that was asked for, about to take what all shards gathered in one traversal.
Result<std::unique_ptr<Question>> question_of(const Policy& policy, const Data& data,
                                              const ShardState& gathered, const ShardState* before,
                                              const StreamOptions& options) {
  auto question = Question::of(policy, data, gathered, options);
  if (!question.ok()) return question;
  const int traversal = gathered.traversal();
  if (auto error = (*question)->refuse_gathered(gathered, traversal)) return *error;
  if (auto error = (*question)->refuse_before(before, traversal, true)) return *error;
  if (before != nullptr && gathered.impl()->about.basis != before->impl()->about.basis) {
    return make_error(StatusCode::data_error, text::api_stream_changed,
                      {(*question)->entity_name()});
  }
  if (auto error = check_keys(**question, gathered)) return *error;
  return question;
}

bool is_same_run(const shard::About& a, const shard::About& b) {
  return a.policy == b.policy && a.plan == b.plan && a.tables == b.tables && a.entity == b.entity &&
         a.day == b.day && a.outputs == b.outputs && a.traversal == b.traversal;
}

void add(shard::Reported& to, const shard::Reported& other) {
  to.totals.insert(to.totals.end(), other.totals.begin(), other.totals.end());
  if (to.due.size() < other.due.size()) to.due.resize(other.due.size());
  for (std::size_t i = 0; i < other.due.size(); ++i) to.due[i] = to.due[i] || other.due[i];
  to.keys.insert(other.keys.begin(), other.keys.end());
  to.order.insert(other.order.begin(), other.order.end());
}

}  // namespace

Result<ShardState> gather_shard(const Policy& policy, const Data& data, std::size_t entity,
                                std::uint32_t shard, const ShardState* before,
                                const StreamSource& rows, const StreamOptions& options) {
  return within(options, [&] {
    return read_shard(policy, data, entity, shard, before, rows, nullptr, options);
  });
}

Result<ShardState> shard_results(const Policy& policy, const Data& data, std::size_t entity,
                                 std::uint32_t shard, const ShardState* before,
                                 const StreamSource& rows, const StreamSink& sink,
                                 const StreamOptions& options) {
  return within(options, [&] {
    return read_shard(policy, data, entity, shard, before, rows, &sink, options);
  });
}

Result<ShardState> merge_states(std::span<const ShardState> states) {
  if (states.empty()) return make_error(StatusCode::invalid_argument, text::api_state_none);
  auto made = std::make_shared<ShardState::Impl>();
  made->about = states.front().impl()->about;
  column::Gathered all;
  for (const ShardState& each : states) {
    const ShardState::Impl& state = *each.impl();
    if (state.gathered() == nullptr)
      return make_error(StatusCode::invalid_argument, text::api_state_gathered);
    if (is_same_run(state.about, made->about) && state.about.basis != made->about.basis) {
      return make_error(StatusCode::data_error, text::api_stream_changed, {state.about.entity});
    }
    if (!is_same_run(state.about, made->about) || !all.merge(*state.gathered()).ok())
      return make_error(StatusCode::invalid_argument, text::api_state_twice);
    add(made->reported, state.reported);
  }
  made->state = std::move(all);
  return ShardState(std::move(made));
}

namespace {

/// The same for whatever order and tree the states were merged in, since parts and rows stand by
/// shard.
std::string basis_of(const ShardState::Impl& advanced) {
  table::Digest digest;
  digest.add(advanced.about.basis);
  for (const column::StatePart& part : column::parts_of(*advanced.advanced())) {
    digest.add(static_cast<std::uint64_t>(part.kind));
    digest.add(static_cast<std::uint64_t>(part.column));
    digest.add(static_cast<std::uint64_t>(part.shard));
    digest.add(part.bytes);
  }
  for (const auto& [shard, print] : advanced.reported.order) {
    digest.add(static_cast<std::uint64_t>(shard));
    digest.add(print[0]);
    digest.add(print[1]);
  }
  return digest.hex();
}

Result<ShardState> advanced(const Policy& policy, const Data& data, const ShardState& gathered,
                            const ShardState* before, const StreamOptions& options) {
  const auto question = question_of(policy, data, gathered, before, options);
  if (!question.ok()) return question.error();
  const int traversal = gathered.traversal();
  if (traversal >= (*question)->traversals()) {
    return make_error(StatusCode::invalid_argument, text::api_state_traversal,
                      {(*question)->traversals() - 1, traversal});
  }
  auto made = std::make_shared<ShardState::Impl>();
  made->about = (*question)->about(traversal, before);
  made->reported.order = gathered.impl()->reported.order;
  const auto error = (*question)->compute([&](const column::ShardedRun& run) {
    absl::StatusOr<column::Advanced> state =
        column::advance_shards(run, advanced_of(before), *gathered.impl()->gathered());
    if (state.ok()) made->state = *std::move(state);
    return state.status();
  });
  if (error) return *error;
  made->about.basis = basis_of(*made);
  return ShardState(std::move(made));
}

}  // namespace

Result<ShardState> advance_state(const Policy& policy, const Data& data, const ShardState& gathered,
                                 const ShardState* before, const StreamOptions& options) {
  return within(options, [&] { return advanced(policy, data, gathered, before, options); });
}

Result<ShardState> part_of_state(const ShardState& advanced, std::uint32_t shard) {
  const column::Advanced* const state = advanced.impl()->advanced();
  if (state == nullptr) return make_error(StatusCode::invalid_argument, text::api_state_advanced);
  if (state->rows.count(shard) == 0 || (state->part && *state->part != shard))
    return make_error(StatusCode::invalid_argument, text::api_state_shard, {shard});
  auto made = std::make_shared<ShardState::Impl>();
  made->about = advanced.impl()->about;
  made->state = state->part_of(shard);
  const auto& order = advanced.impl()->reported.order;
  if (const auto own = order.find(shard); own != order.end()) made->reported.order.insert(*own);
  return ShardState(std::move(made));
}

namespace {

Result<Results> finished(const Policy& policy, const Data& data, const ShardState& gathered,
                         const ShardState* before, const StreamOptions& options) {
  const auto question = question_of(policy, data, gathered, before, options);
  if (!question.ok()) return question.error();
  const Question& asked = **question;
  if (auto error = asked.refuse_gathered(gathered, asked.traversals())) return *error;
  auto run = std::make_shared<Results::Impl>();
  run->policy = policy.impl();
  run->asked = options.run.only;
  run->input = asked.tables();
  run->day = api::day_number(options.run.as_of);
  run->due_in_batches = gathered.impl()->reported.due;
  auto totals = std::make_shared<report::TotalsOfParts>();
  for (const report::TotalsOfParts::Share& share : gathered.impl()->reported.totals) {
    if (!totals->add(*policy.impl()->plan, share))
      return make_error(StatusCode::data_error, text::api_state_unfit, {asked.entity_name()});
  }
  run->totals_of_batches = std::move(totals);
  const auto error = asked.compute([&](const column::ShardedRun& columns) {
    absl::StatusOr<table::Results> computed =
        column::finish_shards(columns, advanced_of(before), *gathered.impl()->gathered());
    if (computed.ok()) run->computed = *std::move(computed);
    return computed.status();
  });
  if (error) return *error;
  return Results(std::move(run));
}

}  // namespace

Result<Results> finish_shards(const Policy& policy, const Data& data, const ShardState& gathered,
                              const ShardState* before, const StreamOptions& options) {
  return within(options, [&] { return finished(policy, data, gathered, before, options); });
}

}  // namespace remit
