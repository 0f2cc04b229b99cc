#include "column/run/profile.h"

#include <algorithm>
#include <utility>

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

template <typename T>
void add_once(const T& value, std::vector<T>* to) {
  if (std::find(to->begin(), to->end(), value) == to->end()) to->push_back(value);
}

bool is_same_part(const StageProfile& a, const StageProfile& b) {
  return a.traversal == b.traversal && a.stage == b.stage && a.entity == b.entity &&
         a.whole == b.whole;
}

void add_stage(StageProfile stage, std::vector<StageProfile>* stages) {
  const auto at = std::find_if(stages->begin(), stages->end(), [&](const StageProfile& other) {
    return is_same_part(stage, other);
  });
  if (at == stages->end()) {
    stages->push_back(std::move(stage));
    return;
  }
  at->rows += stage.rows;
  at->steps = std::max(at->steps, stage.steps);  // widths may differ, and with them the kernels
  at->prepare_nanoseconds += stage.prepare_nanoseconds;
  at->run_nanoseconds += stage.run_nanoseconds;
  at->fold_nanoseconds += stage.fold_nanoseconds;
  at->widths += stage.widths;
  for (const plan::ColumnId id : stage.columns) add_once(id, &at->columns);
}

}  // namespace

void Profile::add(const Profile& part, int traversal) {
  for (StageProfile stage : part.stages) {
    stage.traversal = traversal;
    add_stage(std::move(stage), &stages);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].nanoseconds += part.columns[i].nanoseconds;
    columns[i].widths += part.columns[i].widths;
    for (const plan::ColumnId id : part.columns[i].fused) add_once(id, &columns[i].fused);
  }
}

void Profile::add_gathering(plan::ColumnId id, int traversal, std::uint64_t nanoseconds) {
  for (StageProfile& stage : stages) {
    if (stage.traversal != traversal || stage.whole) continue;
    if (std::find(stage.columns.begin(), stage.columns.end(), id) == stage.columns.end()) continue;
    stage.fold_nanoseconds += nanoseconds;
    columns[id].nanoseconds += static_cast<double>(nanoseconds);
    return;
  }
}

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
    add_once(origin.column, &stage.columns);
  }
  for (const auto& [into, column] : pass.fused) {
    profile->columns[into].fused.push_back(column);
    add_once(column, &stage.columns);
  }
  profile->stages.push_back(std::move(stage));
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
  at->columns.push_back(id);
  at->run_nanoseconds += nanoseconds;
  at->widths.add(width, rows);
  profile->columns[id].nanoseconds += static_cast<double>(nanoseconds);
  profile->columns[id].widths.add(width, rows);
}

}  // namespace remit::column
