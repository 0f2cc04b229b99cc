#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "capi/remit.h"
#include "remit/remit.h"

// What stands behind each handle of remit.h. Every one begins with a tag, so that a handle of the
// wrong kind is refused rather than misread.

namespace remit::capi {

enum class Tag : std::uint32_t {
  freed = 0,
  policy = 0x524D0001,
  data = 0x524D0002,
  results = 0x524D0003,
  table = 0x524D0004,
  error = 0x524D0005,
  diagnostics = 0x524D0006,
  options = 0x524D0007,
  cancel = 0x524D0008,
  string = 0x524D0009,
  one_case = 0x524D000A,
  comparison = 0x524D000B,
  state = 0x524D000C,
  exchange = 0x524D000D,
};

template <Tag kOwnTag>
struct Handle {
  static constexpr Tag kTag = kOwnTag;
  /// Volatile, so that the destructor's mark is really written.
  volatile Tag mark = kTag;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { mark = Tag::freed; }
};

}  // namespace remit::capi

struct remit_diagnostics : remit::capi::Handle<remit::capi::Tag::diagnostics> {
  remit_diagnostics() = default;
  explicit remit_diagnostics(remit::Diagnostics diagnostics);

  remit::Diagnostics value;
  /// All of them in each language, worded beforehand: what C borrows must stand somewhere.
  std::array<std::vector<remit::Diagnostic>, 2> worded;
};

struct remit_error : remit::capi::Handle<remit::capi::Tag::error> {
  remit_status status = REMIT_INTERNAL_ERROR;
  std::array<std::string, 2> messages;
  remit_diagnostics diagnostics;

  explicit remit_error(const remit::Error& error);
  /// The error that is there before it is needed: out of memory. Words short enough to need none.
  remit_error();
};

struct remit_policy : remit::capi::Handle<remit::capi::Tag::policy> {
  explicit remit_policy(remit::Policy policy);

  remit::Policy value;
  remit_diagnostics diagnostics;
};

struct remit_data : remit::capi::Handle<remit::capi::Tag::data> {
  explicit remit_data(remit::Data data) : own(std::move(data)), value(&*own) {}
  /// Borrowed from the caller of a callback.
  explicit remit_data(remit::Data* borrowed) : value(borrowed) {}

  std::optional<remit::Data> own;
  remit::Data* value;
};

struct remit_results : remit::capi::Handle<remit::capi::Tag::results> {
  explicit remit_results(remit::Results results,
                         std::shared_ptr<const remit::Profile> measured = nullptr)
      : value(std::move(results)), profile(std::move(measured)) {}

  remit::Results value;
  std::shared_ptr<const remit::Profile> profile;  ///< null: the run did not measure
};

struct remit_comparison : remit::capi::Handle<remit::capi::Tag::comparison> {
  explicit remit_comparison(remit::Comparison comparison) : value(std::move(comparison)) {}
  remit::Comparison value;
};

struct remit_table : remit::capi::Handle<remit::capi::Tag::table> {
  explicit remit_table(remit::Table table) : value(std::move(table)) {}
  remit::Table value;
};

struct remit_options : remit::capi::Handle<remit::capi::Tag::options> {
  remit::RunOptions run;  ///< its limits serve compilation too
  std::uint64_t kept_bytes = 0;
  bool ascending_keys = false;
  bool profile = false;
};

struct remit_cancel : remit::capi::Handle<remit::capi::Tag::cancel> {
  remit::Cancel value;
};

struct remit_shard_state : remit::capi::Handle<remit::capi::Tag::state> {
  explicit remit_shard_state(remit::ShardState state) : value(std::move(state)) {}
  remit::ShardState value;
};

struct remit_string : remit::capi::Handle<remit::capi::Tag::string> {
  explicit remit_string(std::string text) : value(std::move(text)) {}
  std::string value;
};

struct remit_case : remit::capi::Handle<remit::capi::Tag::one_case> {
  explicit remit_case(remit::Case made)
      : value(std::move(made)), data(&value.data()), table(value.table()) {}

  remit::Case value;
  remit_data data;    ///< borrowed by the host
  remit_table table;  ///< the same
};

struct remit_exchange : remit::capi::Handle<remit::capi::Tag::exchange> {
  explicit remit_exchange(remit::Exchange made) : value(std::move(made)) {}
  remit::Exchange value;
};
