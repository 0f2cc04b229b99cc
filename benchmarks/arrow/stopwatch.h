// Elapsed time and pages that the system had to clear, from one stage to the next.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace remit::benchmarks {

/// The least time of each stage over all turns, and the page faults of that turn.
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
    add(name, std::chrono::duration<double, std::nano>(now - time_).count(), faults() - faults_);
    start();
  }
  void print() const {
    for (const Stage& stage : stages_) {
      std::printf("| %s | %.2f | %.4f |\n", stage.name.c_str(), stage.nanoseconds / rows_,
                  static_cast<double>(stage.faults) / rows_);
    }
  }

 private:
  struct Stage {
    std::string name;
    double nanoseconds;
    long faults;
  };

  static long faults() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
  }
  void start() {
    faults_ = faults();
    time_ = std::chrono::steady_clock::now();
  }
  void add(const std::string& name, double nanoseconds, long faults) {
    const std::size_t at = next_++;
    if (at == stages_.size()) stages_.push_back({name, nanoseconds, faults});
    if (nanoseconds < stages_[at].nanoseconds) stages_[at] = {name, nanoseconds, faults};
  }

  double rows_;
  std::size_t next_ = 0;
  std::vector<Stage> stages_;
  std::chrono::steady_clock::time_point time_;
  long faults_ = 0;
};

}  // namespace remit::benchmarks
