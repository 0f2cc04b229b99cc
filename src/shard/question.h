// One call about shards: the policy, tables and options of a run, and whether a state is of it.
#pragma once

#include <memory>
#include <optional>

#include "api/host_source.h"
#include "column/stream/shard.h"
#include "shard/state.h"

namespace remit::shard {

class Question {
 public:
  /// Everything named must outlive it.
  static Result<std::unique_ptr<Question>> of(const Policy& policy, const Data& data,
                                              std::size_t entity, const StreamOptions& options);
  /// The same for the entity of a state, which is one of the policy's.
  static Result<std::unique_ptr<Question>> of(const Policy& policy, const Data& data,
                                              const ShardState& state,
                                              const StreamOptions& options);

  const Policy& policy() const { return policy_; }
  const StreamOptions& options() const { return options_; }
  plan::EntityId entity() const { return stream_.entity; }
  const std::string& entity_name() const { return plan_->entities[stream_.entity].name; }
  int traversals() const { return stream_.traversals; }
  /// The other tables.
  const Data& other() const { return other_; }
  const std::shared_ptr<const table::DatasetBuilder::Built>& tables() const { return tables_; }
  /// What a state of that traversal says of itself, which begins with `before`, if with any.
  About about(int traversal, const ShardState* before) const;

  /// Why a gathered state is none of this run and traversal; nothing if it is.
  std::optional<Error> refuse_gathered(const ShardState& state, int traversal) const;
  /// Why a state is not what a traversal begins with; nothing if it is, or there is none and none
  /// is needed.
  std::optional<Error> refuse_before(const ShardState* before, int traversal, bool whole) const;

  /// Computes with the columns of this run.
  std::optional<Error> compute(
      const std::function<absl::Status(const column::ShardedRun&)>& body) const;

 private:
  Question(const Policy& policy, Data other, const StreamOptions& options)
      : policy_(policy), options_(options), other_(std::move(other)) {}

  std::optional<Error> refuse(const ShardState& state) const;

  const Policy& policy_;
  const StreamOptions& options_;
  Data other_;
  std::shared_ptr<const plan::Plan> plan_;
  column::StreamPlan stream_;
  std::shared_ptr<const table::DatasetBuilder::Built> tables_;
  About about_;
};

}  // namespace remit::shard
