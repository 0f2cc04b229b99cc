// Rows that come from the host in batches.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "api/data_impl.h"
#include "column/stream/stream.h"
#include "column/stream/stream_plan.h"
#include "remit/profile.h"
#include "remit/stream.h"
#include "table/key_guard.h"
#include "table/key_prints.h"
#include "table/key_tuples.h"

namespace remit::api {

/// What the host answered, while the evaluator only knows that something went wrong.
class HostFailure {
 public:
  absl::Status keep(Error error) {
    error_ = std::move(error);
    return absl::AbortedError("the host");
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

/// What becomes of the keys of the rows in the first traversal.
enum class KeyCheck : std::uint8_t {
  remembered,  ///< each is held against all before it
  ascending,   ///< each is held against the one before it
  // Of a shard, whose keys somebody else holds against those of others:
  printed,       ///< fingerprints are handed out
  printed_ends,  ///< each is held against the one before it; the first and the last are handed out
  known,         ///< they were checked before; whether they are the same is handed out
};
constexpr bool is_ascending(KeyCheck check) {
  return check == KeyCheck::ascending || check == KeyCheck::printed_ends;
}

/// Batches of the host, read and linked. Everything named must outlive it.
class HostSource final : public column::RowSource {
 public:
  HostSource(const Data& data, std::size_t entity, const StreamSource& host, KeyCheck keys,
             bool measures, HostFailure& failure)
      : data_(data),
        entity_(entity),
        host_(host),
        check_(keys),
        keys_(is_ascending(keys)),
        tuples_(is_ascending(keys)),
        measures_(measures),
        failure_(failure) {}

  absl::Status rewind() override;
  absl::StatusOr<const table::Table*> next() override;

  /// The source's time is the host's without what linking took of it.
  void tell(Profile* profile) const;

  const std::shared_ptr<const table::DatasetBuilder::Built>& batch() const { return built_; }
  /// Of the rows so far, of a shard.
  table::KeyPrints take_prints() { return std::move(prints_); }

 private:
  std::vector<const table::ColumnData*> key_parts(const table::Table& table) const;
  void print_keys(const table::Table& table);
  absl::Status check_keys(const table::Table& table);

  const Data& data_;
  std::size_t entity_;
  const StreamSource& host_;
  KeyCheck check_;
  table::KeyGuard keys_;      // of one field
  table::TupleGuard tuples_;  // of several
  table::KeyPrints prints_;
  bool measures_;
  std::vector<std::uint64_t> link_nanoseconds_;  ///< by traversal
  HostFailure& failure_;
  int traversal_ = 0;
  std::uint64_t rows_ = 0;
  std::shared_ptr<const table::DatasetBuilder::Built> built_;
};

/// How the rows of an entity are streamed, or the reason why they cannot be.
Result<column::StreamPlan> stream_plan_for(const Policy::Impl& policy, const plan::Plan& plan,
                                           std::size_t entity);

/// The other tables, with the day and the threads of the run, and no rows of the streamed entity.
Data beside(const Data& data, std::size_t entity, const RunOptions& options);

}  // namespace remit::api
