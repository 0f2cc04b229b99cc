#include "column/run/pass.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "base/budget.h"

namespace remit::column {
namespace {

constexpr std::size_t kTaskRows = 16 * 1024;
/// Inputs and outputs of more bytes than this together leave the last cache before anybody reads
/// them again: then outputs go past it.
constexpr std::uint64_t kStreamBytes = std::uint64_t{32} << 20;
/// With narrower stores than this it costs more to copy them there than to let the cache read them.
constexpr std::size_t kStreamWidth = 32;
/// Inputs of more bytes than this are not in the nearer caches: the next batch is fetched ahead.
constexpr std::uint64_t kPrefetchBytes = std::uint64_t{1} << 20;

/// Values of 64 bits that are computed in a unit of the budget; longer integers say themselves what
/// they take.
constexpr std::uint64_t kValuesPerUnit = 8;

char* data_of(const Values& values) { return static_cast<char*>(const_cast<void*>(values.data)); }

constexpr std::int64_t kBytesPerFault = sizeof(table::Faults::value_type);

/// Until gather_faults() those of a task are memory of the call.
void take_for_faults(std::size_t count) {
  base::take_memory(static_cast<std::int64_t>(count) * kBytesPerFault);
}

/// Those of a column, and what they take of the call's memory as long as somebody holds them.
struct HeldFaults {
  explicit HeldFaults(std::size_t count) : held(count * sizeof(table::Faults::value_type)) {
    faults.reserve(count);
  }
  base::HeldMemory held;
  table::Faults faults;
};

/// The same of the one row of a batch.
class StoreOne final : public Action {
 public:
  StoreOne(std::size_t slot, char* to, RegisterId reg, Width width, bool with_faults)
      : slot_(slot), to_(to), reg_(reg), width_(width), faults_(with_faults) {}

  bool shorten(Frame& frame, RowProgram& program) override {
    if (faults_) return false;
    program.add_copy(width_, frame.registers[reg_].data, width_,
                     to_ + frame.first_row * size_of(width_));
    return true;
  }
  void run(Frame& frame) override {
    const BatchFaults& faults = frame.registers[reg_].faults;
    const bool lacks = faults_ && !faults.empty();
    if (lacks) {
      take_for_faults(1);
      frame.stored_faults[slot_].emplace_back(frame.first_row, faults.front().fault);
    }
    const void* const from = frame.registers[reg_].data;
    switch (width_) {
      case Width::mask:
        return put<std::uint8_t>(from, lacks, frame.first_row);
      case Width::int8:
      case Width::int16:  // no vector is
        break;
      case Width::int32:
        return put<std::int32_t>(from, lacks, frame.first_row);
      case Width::int64:
        return put<std::int64_t>(from, lacks, frame.first_row);
      case Width::int128:
        return put<Int128>(from, lacks, frame.first_row);
      case Width::integer:
        break;
    }
  }

 private:
  template <typename T>
  void put(const void* from, bool lacks, std::uint64_t row) {
    static_cast<T*>(static_cast<void*>(to_))[row] = lacks ? T{0} : *static_cast<const T*>(from);
  }

  std::size_t slot_;
  char* to_;
  RegisterId reg_;
  Width width_;
  bool faults_;
};

class StoreVector final : public PlainStep {
 public:
  StoreVector(std::size_t slot, StoredPart part, RegisterId reg, Width from, Width to,
              bool with_faults)
      : slot_(slot),
        output_(2 * slot + (part == StoredPart::values ? 0 : 1)),
        reg_(reg),
        from_(from),
        to_(to),
        faults_(with_faults) {}

  ActionPtr bind(Frame& frame) const override {
    const bool in_place =
        frame.is_written_in_place(reg_) && frame.in<char>(reg_) == frame.outputs[output_];
    if (in_place) return nullptr;
    if (frame.capacity == 1 && from_ == to_ && to_ != Width::integer)
      return std::make_unique<StoreOne>(slot_, frame.outputs[output_], reg_, to_, faults_);
    return PlainStep::bind(frame);
  }

  bool shorten(Frame& frame, RowProgram& program) const override {
    if (faults_) return false;
    program.add_copy(from_, frame.in<char>(reg_), to_,
                     frame.outputs[output_] + frame.first_row * size_of(to_));
    return true;
  }

  void run(Frame& frame) const override {
    char* to = frame.outputs[output_] + frame.first_row * size_of(to_);
    if (from_ == to_ && to_ != Width::integer) {
      const std::size_t size = frame.rows * size_of(to_);
      if (frame.stream && frame.registers[reg_].faults.empty()) {
        frame.kernels->stream_out(frame.registers[reg_].data, to, size);
      } else {
        std::memcpy(to, frame.registers[reg_].data, size);
      }
    } else if (from_ == Width::int64 && to_ == Width::int32) {
      frame.kernels->narrow_out(frame.in<std::int64_t>(reg_),
                                static_cast<std::int32_t*>(static_cast<void*>(to)), frame.rows,
                                frame.stream && frame.registers[reg_].faults.empty());
    } else {
      convert_rows(frame, to);
    }
    if (!faults_) return;
    take_for_faults(frame.registers[reg_].faults.size());
    for (const RowFault& fault : frame.registers[reg_].faults) {
      frame.stored_faults[slot_].emplace_back(frame.first_row + fault.row, fault.fault);
      with_type(to_, [&](auto zero) {
        static_cast<decltype(zero)*>(static_cast<void*>(to))[fault.row] = zero;
      });
    }
  }

 private:
  void convert_rows(const Frame& frame, void* target) const {
    with_type(from_, [&](auto from_zero) {
      using From = decltype(from_zero);
      const From* from = frame.in<From>(reg_);
      with_type(to_, [&](auto to_zero) {
        using To = decltype(to_zero);
        To* to = static_cast<To*>(target);
        for (std::size_t i = 0; i < frame.rows; ++i) to[i] = convert<To>(from[i]);
      });
    });
  }

  std::size_t slot_;
  std::size_t output_;  ///< of Frame::outputs
  RegisterId reg_;
  Width from_, to_;
  bool faults_;
};

/// Asks for the lines of the next batch's inputs, a few after each action: all at once they would
/// have to queue, and the arithmetic with them.
class FetchAhead {
 public:
  /// `rows` of the columns that the frame reads, from `first` on; none is fine.
  FetchAhead(const Frame& frame, std::uint64_t first, std::size_t rows)
      : cursors_(frame.cursors), first_(first), rows_(rows) {
    std::size_t lines = 0;
    for (const Cursor& cursor : cursors_) {
      if (!cursor.written) lines += lines_of(cursor);
    }
    share_ = lines / std::max<std::size_t>(frame.actions.size(), 1) + 1;
  }

  /// The next few lines.
  void advance() {
    std::size_t left = rows_ == 0 ? 0 : share_;
    for (; left > 0 && at_ < cursors_.size(); ++at_, line_ = 0) {
      const Cursor& cursor = cursors_[at_];
      if (cursor.written) continue;
      const std::size_t end = std::min(lines_of(cursor), line_ + left);
      const char* const from = cursor.base + first_ * cursor.size;
      left -= end - line_;
      for (; line_ < end; ++line_) __builtin_prefetch(from + line_ * kLine, 0, 3);
      if (line_ < lines_of(cursor)) return;
    }
  }

 private:
  static constexpr std::size_t kLine = 64;

  std::size_t lines_of(const Cursor& cursor) const {
    return (cursor.size * rows_ + kLine - 1) / kLine;
  }

  const std::vector<Cursor>& cursors_;
  std::uint64_t first_;
  std::size_t rows_;
  std::size_t share_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
};

/// Rows [begin, end). What is fetched ahead are the batches two further on, up to row `limit`: with
/// the next one only, the lines were often still under way when their turn came.
void run_rows(std::size_t batch_rows, std::uint64_t begin, std::uint64_t end, std::uint64_t limit,
              Frame* frame) {
  for (std::uint64_t at = begin; at < end; at += batch_rows) {
    const std::uint64_t next = std::min<std::uint64_t>(at + batch_rows, end);
    frame->move_to(at, static_cast<std::size_t>(next - at));
    base::spend(frame->actions.size() * (next - at) / kValuesPerUnit);
    const std::uint64_t far = std::min(next + batch_rows, limit);
    if (!frame->prefetch || far == limit) {
      for (const ActionPtr& action : frame->actions) action->run(*frame);
      continue;
    }
    FetchAhead ahead(*frame, far,
                     static_cast<std::size_t>(std::min<std::uint64_t>(batch_rows, limit - far)));
    for (const ActionPtr& action : frame->actions) {
      action->run(*frame);
      ahead.advance();
    }
  }
}

/// The same, with the first of each kSampledBatch batches timed step by step.
void run_timed(std::size_t batch_rows, std::uint64_t begin, std::uint64_t end, std::uint64_t limit,
               Frame* frame) {
  const std::uint64_t stride = batch_rows * kSampledBatch;
  for (std::uint64_t at = begin; at < end; at += stride) {
    const std::uint64_t timed = std::min<std::uint64_t>(at + batch_rows, end);
    frame->move_to(at, static_cast<std::size_t>(timed - at));
    const std::uint64_t far = std::min(timed + batch_rows, limit);
    FetchAhead ahead(*frame, far,
                     frame->prefetch ? std::min<std::uint64_t>(batch_rows, limit - far) : 0);
    frame->clock->start();
    for (std::size_t i = 0; i < frame->actions.size(); ++i) {
      frame->actions[i]->run(*frame);
      ahead.advance();
      frame->clock->stop(i);
    }
    run_rows(batch_rows, timed, std::min<std::uint64_t>(at + stride, end), limit, frame);
  }
}

std::uint64_t bytes_touched(const Pass& pass, const std::vector<StoredColumn>& columns) {
  std::uint64_t bytes = 0;
  for (const StoredColumn& stored : columns) {
    bytes += pass.rows * size_of(stored.store->values.width);
  }
  bytes += pass.rows * pass.input_bytes;
  return bytes;
}

void gather_faults(const std::vector<StoredColumn>& columns,
                   std::vector<std::vector<table::Faults>>* tasks) {
  for (std::size_t slot = 0; slot < columns.size(); ++slot) {
    std::size_t count = 0;
    for (const auto& task : *tasks) count += task.empty() ? 0 : task[slot].size();
    if (count == 0) continue;
    auto all = std::make_shared<HeldFaults>(count);
    for (auto& task : *tasks) {
      if (task.empty()) continue;
      all->faults.insert(all->faults.end(), task[slot].begin(), task[slot].end());
      table::Faults().swap(task[slot]);
    }
    base::take_memory(-static_cast<std::int64_t>(count) * kBytesPerFault);
    columns[slot].store->faults = std::shared_ptr<table::Faults>(all, &all->faults);
  }
}

}  // namespace

Values allocate_values(ColumnMemory& memory, Width width, std::uint64_t rows,
                       const Interval& range) {
  Values values;
  values.width = width;
  values.range = range;
  const std::size_t count = static_cast<std::size_t>(rows);
  if (width == Width::integer) {
    base::take_memory(static_cast<std::int64_t>(count * sizeof(Integer)));
    auto held = std::make_shared<std::vector<Integer>>(count);
    values.data = held->data();
    values.owner = std::move(held);
    return values;
  }
  values.owner = memory.take(count * size_of(width));
  values.data = values.owner.get();
  return values;
}

std::vector<StoredColumn> with_memory(const std::vector<StoredColumn>& columns,
                                      ColumnMemory& memory, std::uint64_t rows) {
  std::vector<StoredColumn> fresh = columns;
  const auto renew = [&](Values& values) {
    values = allocate_values(memory, values.width, rows, values.range);
  };
  for (StoredColumn& column : fresh) {
    column.store = std::make_shared<ColumnStore>(*column.store);
    renew(column.store->values);
    if (column.store->denominators) renew(*column.store->denominators);
  }
  return fresh;
}

std::vector<StoredColumn> without_memory(const std::vector<StoredColumn>& columns) {
  std::vector<StoredColumn> empty = columns;
  const auto let_go = [](Values& values) {
    values.data = nullptr;
    values.owner = nullptr;
  };
  for (StoredColumn& column : empty) {
    column.store = std::make_shared<ColumnStore>(*column.store);
    column.store->faults = nullptr;
    let_go(column.store->values);
    if (column.store->denominators) let_go(*column.store->denominators);
  }
  return empty;
}

namespace {

/// Outputs that stay within the cache are computed where they belong; those that go past it, or
/// need another width, are copied there.
void fill_columns_in_place(const Pass& pass, const std::vector<StoredColumn>& columns,
                           Frame* frame) {
  for (const StoredColumn& stored : columns) {
    const RegisterPlan& plan = pass.registers[stored.reg];
    const Width width = stored.store->values.width;
    if (!plan.own || plan.width != width || width == Width::integer) continue;
    if (stored.can_fault || plan.can_fault || frame->is_written_in_place(stored.reg)) continue;
    frame->follow({stored.reg, data_of(stored.store->values), size_of(width), true});
  }
}

}  // namespace

std::unique_ptr<Frame> make_frame(const Pass& pass, const std::vector<StoredColumn>& stored,
                                  const RunOptions& options, std::size_t batch) {
  const std::uint64_t bytes = bytes_touched(pass, stored);
  const auto capacity = static_cast<std::size_t>(std::min<std::uint64_t>(batch, pass.rows));
  auto frame = std::make_unique<Frame>(pass.registers, capacity, options.kernels);
  frame->stream = bytes > kStreamBytes && options.kernels->stream_width >= kStreamWidth;
  frame->prefetch = bytes > kPrefetchBytes;
  frame->stored_faults.resize(stored.size());
  for (const StoredColumn& column : stored) {
    const auto& denominators = column.store->denominators;
    frame->outputs.push_back(data_of(column.store->values));
    frame->outputs.push_back(denominators ? data_of(*denominators) : nullptr);
  }
  frame->accumulators.resize(pass.accumulators);
  frame->selections.resize(pass.selections);
  if (!frame->stream) fill_columns_in_place(pass, stored, frame.get());
  frame->actions.reserve(pass.steps.size());
  frame->steps_of_actions.reserve(pass.steps.size());
  for (std::size_t i = 0; i < pass.steps.size(); ++i) {
    ActionPtr action = pass.steps[i]->bind(*frame);
    if (action == nullptr) continue;
    frame->actions.push_back(std::move(action));
    frame->steps_of_actions.push_back(static_cast<std::uint32_t>(i));
  }
  if (options.profile != nullptr) {
    frame->clock = std::make_shared<StepClock>(frame->actions.size());
  }
  return frame;
}

PassResult run_pass(const Pass& pass, const std::vector<StoredColumn>& stored,
                    const RunOptions& options) {
  const std::size_t batch = std::max<std::size_t>(options.batch_rows, 1);
  const std::size_t task_rows = std::max(kTaskRows / batch, std::size_t{1}) * batch;
  const auto tasks = static_cast<std::size_t>((pass.rows + task_rows - 1) / task_rows);
  std::vector<std::unique_ptr<Frame>> frames(options.executor->workers());
  std::vector<std::vector<table::Faults>> faults(tasks);
  std::atomic<bool> stopped = false;
  // One worker goes on with the next task's rows; of several, another one might.
  const bool alone = options.executor->workers() == 1;
  options.executor->run(tasks, [&](std::size_t task, std::size_t worker) {
    if (stopped || (options.stop && options.stop())) {
      stopped = true;
      return;
    }
    std::unique_ptr<Frame>& frame = frames[worker];
    if (frame == nullptr) frame = make_frame(pass, stored, options, batch);
    const std::uint64_t begin = static_cast<std::uint64_t>(task) * task_rows;
    const std::uint64_t end = std::min(begin + task_rows, pass.rows);
    if (frame->clock == nullptr) {
      run_rows(batch, begin, end, alone ? pass.rows : end, frame.get());
    } else {
      run_timed(batch, begin, end, alone ? pass.rows : end, frame.get());
    }
    if (frame->stream) options.kernels->store_fence();
    faults[task].swap(frame->stored_faults);
    frame->stored_faults.resize(stored.size());
  });
  if (stopped) return {{}, true};
  gather_faults(stored, &faults);
  std::erase(frames, nullptr);
  return {std::move(frames), false};
}

StepPtr store_vector(std::size_t slot, StoredPart part, RegisterId reg, Width from, Width to,
                     bool with_faults) {
  return std::make_unique<StoreVector>(slot, part, reg, from, to, with_faults);
}

}  // namespace remit::column
