// Elapsed and processor time and pages that the system had to clear, from one stage to the next.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace remit::benchmarks {

/// The least times of each stage over all turns, and the page faults of the quickest.
class Stages {
 public:
  explicit Stages(std::size_t rows) : rows_(static_cast<double>(rows)) {}

  /// From here on the next stage counts; what came before counts nowhere.
  void begin() {
    next_ = 0;
    start();
  }
  /// The stage since begin() or the last end() is over. Every turn names the same stages in order.
  void end(const std::string& name) {
    const auto now = std::chrono::steady_clock::now();
    const Used used = used_so_far();
    add(name, {std::chrono::duration<double, std::nano>(now - time_).count(),
               used.processor - used_.processor, used.faults - used_.faults});
    start();
  }
  /// What a stage took.
  double elapsed(const std::string& name) const { return find(name).elapsed; }
  double processor(const std::string& name) const { return find(name).processor; }
  void print() const {
    for (const Stage& stage : stages_) {
      std::printf("| %s | %.2f | %.2f | %.4f |\n", stage.name.c_str(), stage.took.elapsed / rows_,
                  stage.took.processor / rows_, static_cast<double>(stage.took.faults) / rows_);
    }
  }

 private:
  struct Used {
    double processor;  ///< nanoseconds of all threads
    long faults;
  };
  struct Took {
    double elapsed;  ///< nanoseconds
    double processor;
    long faults;
  };
  struct Stage {
    std::string name;
    Took took;
  };

  const Took& find(const std::string& name) const {
    return std::ranges::find(stages_, name, &Stage::name)->took;
  }
  static Used used_so_far() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto nanoseconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_usec) * 1e3;
    };
    return {nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime), usage.ru_minflt};
  }
  void start() {
    used_ = used_so_far();
    time_ = std::chrono::steady_clock::now();
  }
  void add(const std::string& name, const Took& took) {
    const std::size_t at = next_++;
    if (at == stages_.size()) stages_.push_back({name, took});
    Took& least = stages_[at].took;
    if (took.elapsed < least.elapsed) {
      least.elapsed = took.elapsed;
      least.faults = took.faults;
    }
    least.processor = std::min(least.processor, took.processor);
  }

  double rows_;
  std::size_t next_ = 0;
  std::vector<Stage> stages_;
  std::chrono::steady_clock::time_point time_;
  Used used_{};
};

}  // namespace remit::benchmarks
