#include "column/run/profile.h"

#include <algorithm>

#include "column/run/pass.h"

namespace remit::column {
namespace {

std::uint64_t now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

/// The least that two readings in a row are apart.
std::uint64_t cost_of_reading() {
  constexpr int kReadings = 64;
  std::uint64_t least = ~std::uint64_t{0};
  for (int i = 0; i < kReadings; ++i) {
    const std::uint64_t first = now();
    least = std::min(least, now() - first);
  }
  return least;
}

}  // namespace

void WidthCounts::add(Width width, std::uint64_t rows) {
  (width == Width::integer ? integer : width == Width::int128 ? int128 : int64) += rows;
}

WidthCounts& WidthCounts::operator+=(const WidthCounts& other) {
  int64 += other.int64;
  int128 += other.int128;
  integer += other.integer;
  return *this;
}

StepClock::StepClock(std::size_t actions) : taken_(actions), overhead_(cost_of_reading()) {}

void StepClock::start() { last_ = now(); }

void StepClock::stop(std::size_t action) {
  const std::uint64_t at = now();
  const std::uint64_t passed = at - last_;
  taken_[action] += passed > overhead_ ? passed - overhead_ : 0;
  last_ = at;
}

void add_pass(const Pass& pass, const PassResult& result, StageProfile stage, Profile* profile) {
  std::vector<std::uint64_t> taken(pass.steps.size());
  for (const std::unique_ptr<Frame>& frame : result.frames) {
    if (frame->clock == nullptr) continue;
    const std::vector<std::uint64_t>& times = frame->clock->nanoseconds();
    for (std::size_t i = 0; i < times.size(); ++i) taken[frame->steps_of_actions[i]] += times[i];
  }
  std::uint64_t all = 0;
  for (const std::uint64_t time : taken) all += time;
  for (std::size_t i = 0; i < pass.steps.size(); ++i) {
    const StepOrigin& origin = pass.origins[i];
    if (origin.column == plan::kNoColumn) continue;
    ColumnProfile& column = profile->columns[origin.column];
    if (all > 0) {
      column.nanoseconds += static_cast<double>(stage.run_nanoseconds) *
                            (static_cast<double>(taken[i]) / static_cast<double>(all));
    }
    column.widths.add(origin.width, pass.rows);
    stage.widths.add(origin.width, pass.rows);
    ++stage.steps;
  }
  for (const auto& [into, column] : pass.fused) profile->columns[into].fused.push_back(column);
  profile->stages.push_back(stage);
}

void add_whole_column(plan::ColumnId id, int stage, plan::EntityId entity, std::uint64_t rows,
                      Width width, std::uint64_t nanoseconds, Profile* profile) {
  const auto same = [&](const StageProfile& other) {
    return other.whole && other.stage == stage && other.entity == entity;
  };
  auto at = std::find_if(profile->stages.begin(), profile->stages.end(), same);
  if (at == profile->stages.end()) {
    StageProfile added;
    added.stage = stage;
    added.entity = entity;
    added.whole = true;
    added.rows = rows;
    at = profile->stages.insert(at, added);
  }
  ++at->steps;
  at->run_nanoseconds += nanoseconds;
  at->widths.add(width, rows);
  profile->columns[id].nanoseconds += static_cast<double>(nanoseconds);
  profile->columns[id].widths.add(width, rows);
}

}  // namespace remit::column
