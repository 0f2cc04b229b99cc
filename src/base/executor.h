// Who runs the tasks of a call: this thread, workers of ours, or the host.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace remit::base {

class Executor {
 public:
  using Task = std::function<void(std::size_t task, std::size_t worker)>;

  virtual ~Executor() = default;
  /// Most tasks that run at the same time.
  virtual std::size_t workers() const = 0;
  /// Runs task 0 .. count - 1, each once, in any order and on any thread, and returns when all are
  /// done. No two running tasks are given the same worker number, which is below workers(). Tasks
  /// do not throw.
  virtual void run(std::size_t count, const Task& task) = 0;
};

/// The calling thread.
class SerialExecutor final : public Executor {
 public:
  std::size_t workers() const override { return 1; }
  void run(std::size_t count, const Task& task) override {
    for (std::size_t i = 0; i < count; ++i) task(i, 0);
  }
};

/// Threads that live as long as the pool; the calling thread works too. One run at a time. Where
/// the system gives fewer threads than asked for, the pool has those.
class ThreadPool final : public Executor {
 public:
  /// `threads` >= 1, the caller included.
  explicit ThreadPool(std::size_t threads);
  ~ThreadPool() override;
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  std::size_t workers() const override { return threads_.size() + 1; }
  void run(std::size_t count, const Task& task) override;

 private:
  void work(std::size_t worker);
  void take_tasks(std::size_t worker, std::unique_lock<std::mutex>* lock);

  std::mutex mutex_;
  std::condition_variable start_;
  std::condition_variable done_;
  const Task* task_ = nullptr;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
  std::size_t running_ = 0;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace remit::base
