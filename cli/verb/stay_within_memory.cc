// Which table of a run comes in batches, when nobody says so.
#include <algorithm>
#include <utility>

#include "cli/verb/memory_budget.h"
#include "cli/verb/run_stream.h"

namespace remit::cli {
namespace {

/// An estimate is never that many times too high.
constexpr std::uint64_t kFarTooMuch = 8;
/// With less the program itself has no room.
constexpr std::uint64_t kLeast = std::uint64_t{24} << 20;
/// A batch takes some twenty times the bytes of its piece of the file, fifty where every row is in
/// error.
constexpr std::uint64_t kPiecesInMemory = 256;
constexpr std::size_t kSmallestPiece = std::size_t{256} << 10;

/// The largest table that can come in batches and leaves tables that fit; else the largest of all,
/// if it can.
std::optional<std::size_t> table_for_batches(const Policy& policy, const MemoryEstimate& estimate,
                                             std::uint64_t limit) {
  const std::vector<std::size_t> order = estimate.by_size();
  for (const std::size_t entity : order) {
    const bool fits = entity == order.front() || estimate.without(entity) <= limit;
    if (fits && policy.stream_traversals(entity).ok()) return entity;
  }
  return std::nullopt;
}

std::vector<std::string> paths_of(const std::vector<TablePlace>& places) {
  std::vector<std::string> paths;
  for (const TablePlace& place : places) paths.push_back(place.path);
  return paths;
}

/// Why no table comes in batches, though the tables take too much.
std::string refusal(const Policy& policy, const MemoryEstimate& estimate, std::uint64_t limit,
                    std::optional<std::size_t> table, const Console& console) {
  const Text text = table ? Text::memory_needs_out : Text::memory_refused;
  const std::string about = table ? policy.entities()[*table].name
                                  : policy.stream_traversals(estimate.by_size().front())
                                        .error()
                                        .message(console.language());
  return console.text(text, {memory_text(estimate.in_memory()), memory_text(limit), about});
}

}  // namespace

MemoryAdvice stay_within_memory(const Policy& policy, const RunInputs& inputs, bool can_stream,
                                const Console& console, StreamChoice& choice, ExitStatus& status) {
  const std::optional<MemoryLimit> limit = memory_limit(choice.memory, console);
  if (!limit) status = ExitStatus::usage;
  if (!limit || limit->bytes == 0) return {};
  const std::optional<std::vector<TablePlace>> places =
      table_places(policy, inputs, console, status);
  if (!places) return {};
  const MemoryEstimate estimate(policy, *places);
  MemoryAdvice advice{memory_text(limit->bytes), {}, {}};
  advice.too_much = console.text(Text::memory_out, {advice.limit});
  if (limit->stated) {
    choice.piece_bytes =
        std::clamp<std::size_t>(limit->bytes / kPiecesInMemory, kSmallestPiece, choice.piece_bytes);
  }
  if (choice.entity.empty() && !estimate.by_size().empty()) {
    const std::optional<std::size_t> table = table_for_batches(policy, estimate, limit->bytes);
    const bool too_much = estimate.in_memory() > limit->bytes;
    if (table && can_stream) {
      const std::string& name = policy.entities()[*table].name;
      if (!too_much && are_files(paths_of(*places)) && are_files(inputs.files))
        advice.in_batches = name;
      if (too_much) {
        choice.entity = name;
        console.complain(console.text(
            Text::note, {console.text(Text::memory_streams,
                                      {memory_text(estimate.in_memory()), advice.limit, name})}));
      }
    } else if (too_much) {
      advice.too_much = refusal(policy, estimate, limit->bytes, table, console);
      if (limit->stated && estimate.in_memory() / kFarTooMuch > limit->bytes) {
        console.complain(advice.too_much);
        status = ExitStatus::usage;
      }
    }
  }
  if (!limit->stated) return {};
  if (status == ExitStatus::fine && limit->bytes < kLeast) {
    console.complain(advice.too_much);
    status = ExitStatus::usage;
  }
  enforce(*limit);
  return advice;
}

}  // namespace remit::cli
