#include "column/run/pass.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace remit::column {
namespace {

constexpr std::size_t kTaskRows = 16 * 1024;
/// Inputs and outputs of more bytes than this together leave the last cache before anybody reads
/// them again: then outputs go past it.
constexpr std::uint64_t kStreamBytes = std::uint64_t{32} << 20;
/// Inputs of more bytes than this are not in the nearer caches: the next batch is fetched ahead.
constexpr std::uint64_t kPrefetchBytes = std::uint64_t{1} << 20;

class StoreVector final : public Step {
 public:
  StoreVector(std::size_t slot, RegisterId reg, Width from, Values values, bool with_faults)
      : slot_(slot), reg_(reg), from_(from), values_(std::move(values)), faults_(with_faults) {}

  void run(Frame& frame) const override {
    char* to = static_cast<char*>(const_cast<void*>(values_.data)) +
               frame.first_row * size_of(values_.width);
    if (from_ == values_.width && values_.width != Width::integer) {
      const std::size_t size = frame.rows * size_of(values_.width);
      if (frame.stream && frame.registers[reg_].faults.empty()) {
        frame.kernels->stream_out(frame.registers[reg_].data, to, size);
      } else {
        std::memcpy(to, frame.registers[reg_].data, size);
      }
    } else {
      convert_rows(frame, to);
    }
    if (!faults_) return;
    for (const RowFault& fault : frame.registers[reg_].faults) {
      frame.stored_faults[slot_].emplace_back(frame.first_row + fault.row, fault.fault);
      with_type(values_.width, [&](auto zero) {
        static_cast<decltype(zero)*>(static_cast<void*>(to))[fault.row] = zero;
      });
    }
  }

 private:
  void convert_rows(const Frame& frame, void* target) const {
    with_type(from_, [&](auto from_zero) {
      using From = decltype(from_zero);
      const From* from = frame.in<From>(reg_);
      with_type(values_.width, [&](auto to_zero) {
        using To = decltype(to_zero);
        To* to = static_cast<To*>(target);
        for (std::size_t i = 0; i < frame.rows; ++i) to[i] = convert<To>(from[i]);
      });
    });
  }

  std::size_t slot_;
  RegisterId reg_;
  Width from_;
  Values values_;
  bool faults_;
};

void run_rows(const Pass& pass, const RunOptions& options, std::uint64_t begin, std::uint64_t end,
              Frame* frame) {
  for (std::uint64_t at = begin; at < end; at += options.batch_rows) {
    frame->first_row = at;
    frame->rows = static_cast<std::size_t>(std::min<std::uint64_t>(options.batch_rows, end - at));
    const std::uint64_t next = at + frame->rows;
    frame->rows_ahead = 0;
    if (next < end && frame->prefetch) {
      frame->rows_ahead =
          static_cast<std::size_t>(std::min<std::uint64_t>(options.batch_rows, end - next));
    }
    for (const StepPtr& step : pass.steps) step->run(*frame);
  }
}

std::uint64_t bytes_touched(const Pass& pass) {
  std::uint64_t bytes = 0;
  for (const StoredColumn& stored : pass.stored) {
    bytes += pass.rows * size_of(stored.store->values.width);
  }
  bytes += pass.rows * pass.input_bytes;
  return bytes;
}

void gather_faults(const Pass& pass, std::vector<std::vector<table::Faults>>* tasks) {
  for (std::size_t slot = 0; slot < pass.stored.size(); ++slot) {
    auto all = std::make_shared<table::Faults>();
    for (auto& task : *tasks) {
      if (task.empty()) continue;
      all->insert(all->end(), task[slot].begin(), task[slot].end());
      table::Faults().swap(task[slot]);
    }
    if (!all->empty()) pass.stored[slot].store->faults = std::move(all);
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
    auto held = std::make_shared<std::vector<Integer>>(count);
    values.data = held->data();
    values.owner = std::move(held);
    return values;
  }
  values.owner = memory.take(count * size_of(width));
  values.data = values.owner.get();
  return values;
}

PassResult run_pass(const Pass& pass, const RunOptions& options) {
  const std::size_t batch = std::max<std::size_t>(options.batch_rows, 1);
  const std::size_t task_rows = std::max(kTaskRows / batch, std::size_t{1}) * batch;
  const auto tasks = static_cast<std::size_t>((pass.rows + task_rows - 1) / task_rows);
  const std::uint64_t bytes = bytes_touched(pass);
  const bool stream = bytes > kStreamBytes;
  std::vector<std::unique_ptr<Frame>> frames(options.executor->workers());
  std::vector<std::vector<table::Faults>> faults(tasks);
  std::atomic<bool> stopped = false;
  options.executor->run(tasks, [&](std::size_t task, std::size_t worker) {
    if (stopped || (options.stop && options.stop())) {
      stopped = true;
      return;
    }
    std::unique_ptr<Frame>& frame = frames[worker];
    if (frame == nullptr) {
      const auto capacity = static_cast<std::size_t>(std::min<std::uint64_t>(batch, pass.rows));
      frame = std::make_unique<Frame>(pass.registers, capacity, options.kernels);
      frame->stream = stream;
      frame->prefetch = bytes > kPrefetchBytes;
      frame->stored_faults.resize(pass.stored.size());
      frame->accumulators.resize(pass.accumulators);
      for (const StepPtr& step : pass.steps) step->prepare(*frame);
    }
    const std::uint64_t begin = static_cast<std::uint64_t>(task) * task_rows;
    run_rows(pass, options, begin, std::min(begin + task_rows, pass.rows), frame.get());
    if (stream) options.kernels->store_fence();
    faults[task].swap(frame->stored_faults);
    frame->stored_faults.resize(pass.stored.size());
  });
  if (stopped) return {{}, true};
  gather_faults(pass, &faults);
  std::erase(frames, nullptr);
  return {std::move(frames), false};
}

StepPtr store_vector(std::size_t slot, RegisterId reg, Width from, const Values& values,
                     bool with_faults) {
  return std::make_unique<StoreVector>(slot, reg, from, values, with_faults);
}

}  // namespace remit::column
