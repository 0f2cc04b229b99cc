// States as bytes, and back.
#include <iterator>
#include <utility>

#include "column/stream/bytes.h"
#include "column/stream/state_parts.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "shard/state.h"
#include "table/digest.h"

namespace remit {
namespace {

using column::ByteReader;
using column::ByteWriter;
using column::StatePart;
using shard::About;
using shard::Reported;
namespace text = diagnostic::text;

constexpr std::string_view kMagic = "remit.state\n";
constexpr std::size_t kChecksum = 32;
constexpr std::size_t kMostDigits = 10'000;  // of a sum of amounts

std::string checksum(std::string_view bytes) {
  table::Digest digest;
  digest.add(bytes);
  return digest.hex();
}

void write(const About& about, ByteWriter& to) {
  for (const std::string* each :
       {&about.policy, &about.plan, &about.tables, &about.entity, &about.day, &about.basis}) {
    to.text(*each);
  }
  to.number(about.outputs, 4);
  to.number(about.traversal, 4);
}

About read_about(ByteReader& from) {
  About about;
  for (std::string* each :
       {&about.policy, &about.plan, &about.tables, &about.entity, &about.day, &about.basis}) {
    *each = from.text();
  }
  about.outputs = static_cast<std::uint32_t>(from.number(4));
  about.traversal = static_cast<int>(from.number(4));
  if (about.traversal < 1) from.fail();
  return about;
}

void write(const table::KeyPart& part, ByteWriter& to) {
  to.number(part.number, 16);
  to.text(part.text);
}

table::KeyPart read_key_part(ByteReader& from) {
  const Int128 number = from.number(16);
  return {number, std::string(from.text())};
}

void write(const table::KeyPrints& keys, ByteWriter& to) {
  to.word(keys.prints.size());
  for (const table::KeyPrints::Print& print : keys.prints) {
    to.word(print[0]);
    to.word(print[1]);
  }
  to.byte(keys.ends ? 1 : 0);
  if (!keys.ends) return;
  to.word(keys.ends->first.size());
  for (const table::KeyPart& part : keys.ends->first) write(part, to);
  for (const table::KeyPart& part : keys.ends->last) write(part, to);
}

table::KeyPrints read_keys(ByteReader& from) {
  table::KeyPrints keys;
  const std::uint64_t count = from.count(16);
  keys.prints.reserve(static_cast<std::size_t>(count));
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t low = from.word();
    keys.prints.push_back({low, from.word()});
  }
  if (from.byte() == 0) return keys;
  keys.ends.emplace();
  const std::uint64_t parts = from.count(2 * 24);
  for (auto* end : {&keys.ends->first, &keys.ends->last}) {
    for (std::uint64_t i = 0; i < parts; ++i) end->push_back(read_key_part(from));
  }
  return keys;
}

void write(const Reported& reported, ByteWriter& to) {
  to.word(reported.totals.size());
  for (const report::TotalsOfParts::Share& share : reported.totals) {
    to.number(share.payment, 4);
    to.text(share.payer);
    to.word(share.place);
    to.word(share.nth);
    to.text(share.sum.to_string());
    to.word(share.payments);
    to.word(share.undetermined);
  }
  to.word(reported.due.size());
  for (const bool due : reported.due) to.byte(due ? 1 : 0);
  to.word(reported.keys.size());
  for (const auto& [shard, keys] : reported.keys) {
    to.number(shard, 4);
    write(*keys, to);
  }
  to.word(reported.order.size());
  for (const auto& [shard, print] : reported.order) {
    to.number(shard, 4);
    to.word(print[0]);
    to.word(print[1]);
  }
}

Reported read_reported(ByteReader& from) {
  Reported reported;
  for (std::uint64_t left = from.count(52); left > 0 && !from.failed(); --left) {
    report::TotalsOfParts::Share& share = reported.totals.emplace_back();
    share.payment = static_cast<std::uint32_t>(from.number(4));
    share.payer = from.text();
    share.place = from.word();
    share.nth = from.word();
    const std::string_view digits = from.text();
    const auto sum = digits.size() > kMostDigits ? std::nullopt : number::Integer::parse(digits);
    if (sum) share.sum = *sum;
    if (!sum) from.fail();
    share.payments = from.word();
    share.undetermined = from.word();
  }
  for (std::uint64_t left = from.count(1); left > 0; --left) {
    reported.due.push_back(from.byte() != 0);
  }
  for (std::uint64_t left = from.count(13); left > 0 && !from.failed(); --left) {
    const auto shard = static_cast<column::ShardId>(from.number(4));
    auto keys = std::make_shared<const table::KeyPrints>(read_keys(from));
    if (!reported.keys.try_emplace(shard, std::move(keys)).second) from.fail();
  }
  for (std::uint64_t left = from.count(20); left > 0 && !from.failed(); --left) {
    const auto shard = static_cast<column::ShardId>(from.number(4));
    const std::uint64_t low = from.word();
    reported.order[shard] = {low, from.word()};
  }
  return reported;
}

void write(const std::vector<StatePart>& parts, ByteWriter& to) {
  to.word(parts.size());
  for (const StatePart& part : parts) {
    to.byte(static_cast<std::uint8_t>(part.kind));
    to.number(part.column, 4);
    to.number(part.shard, 4);
    to.text(part.bytes);
  }
}

std::vector<StatePart> read_parts(ByteReader& from) {
  std::vector<StatePart> parts;
  for (std::uint64_t left = from.count(17); left > 0 && !from.failed(); --left) {
    StatePart& part = parts.emplace_back();
    const std::uint8_t kind = from.byte();
    if (kind > static_cast<std::uint8_t>(StatePart::Kind::kept_column)) from.fail();
    part.kind = static_cast<StatePart::Kind>(kind);
    part.column = static_cast<plan::ColumnId>(from.number(4));
    part.shard = static_cast<column::ShardId>(from.number(4));
    part.bytes = from.text();
  }
  return parts;
}

Error no_state() { return diagnostic::make_error(StatusCode::data_error, text::api_state_bytes); }

}  // namespace

std::string ShardState::bytes() const {
  ByteWriter to;
  to.number(shard::kStateVersion, 4);
  write(impl_->about, to);
  const column::Gathered* const gathered = impl_->gathered();
  to.byte(gathered != nullptr ? 0 : 1);
  write(gathered != nullptr ? column::parts_of(*gathered) : column::parts_of(*impl_->advanced()),
        to);
  write(impl_->reported, to);
  std::string bytes = std::string(kMagic) + to.take();
  return bytes + checksum(bytes);
}

Result<ShardState> ShardState::of_bytes(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + 4 + kChecksum) return no_state();
  const std::string_view sum = bytes.substr(bytes.size() - kChecksum);
  bytes.remove_suffix(kChecksum);
  ByteReader from(bytes.substr(kMagic.size()));
  // The version first: what else another one says, and how it says it, is not known here.
  const auto version = static_cast<std::uint32_t>(from.number(4));
  if (version != shard::kStateVersion) {
    return diagnostic::make_error(StatusCode::data_error, text::api_state_version,
                                  {version, shard::kStateVersion});
  }
  if (checksum(bytes) != sum) return no_state();
  auto made = std::make_shared<Impl>();
  made->about = read_about(from);
  const bool advanced = from.byte() != 0;
  const std::vector<StatePart> parts = read_parts(from);
  made->reported = read_reported(from);
  if (!from.is_done()) return no_state();
  if (advanced) {
    auto state = column::advanced_of(parts);
    if (!state || state->traversals != made->about.traversal) return no_state();
    made->state = *std::move(state);
  } else {
    auto state = column::gathered_of(parts);
    if (!state) return no_state();
    made->state = *std::move(state);
  }
  return ShardState(std::move(made));
}

std::size_t ShardState::shard_count() const {
  const column::Gathered* const gathered = impl_->gathered();
  return gathered != nullptr ? gathered->shards.size() : impl_->advanced()->rows.size();
}

std::uint32_t ShardState::shard(std::size_t index) const {
  const auto step = static_cast<std::ptrdiff_t>(index);
  const column::Gathered* const gathered = impl_->gathered();
  return gathered != nullptr ? std::next(gathered->shards.begin(), step)->first
                             : std::next(impl_->advanced()->rows.begin(), step)->first;
}

int ShardState::traversal() const { return impl_->about.traversal; }
bool ShardState::is_advanced() const { return impl_->advanced() != nullptr; }

}  // namespace remit
