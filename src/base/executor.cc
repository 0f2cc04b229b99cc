#include "base/executor.h"

#include <exception>

namespace remit::base {

ThreadPool::ThreadPool(std::size_t threads) {
  threads_.reserve(threads - 1);
  try {
    for (std::size_t worker = 1; worker < threads; ++worker) {
      threads_.emplace_back([this, worker] { work(worker); });
    }
  } catch (const std::exception&) {
    // No more threads or no memory for one: those that are there do the work.
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }
  start_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::run(std::size_t count, const Task& task) {
  if (count <= 1 || threads_.empty()) {
    for (std::size_t i = 0; i < count; ++i) task(i, 0);
    return;
  }
  std::unique_lock<std::mutex> lock(mutex_);
  task_ = &task;
  next_ = 0;
  count_ = count;
  start_.notify_all();
  take_tasks(0, &lock);
  done_.wait(lock, [this] { return next_ == count_ && running_ == 0; });
  task_ = nullptr;
}

void ThreadPool::take_tasks(std::size_t worker, std::unique_lock<std::mutex>* lock) {
  while (task_ != nullptr && next_ < count_) {
    const std::size_t task = next_++;
    ++running_;
    const Task& body = *task_;
    lock->unlock();
    body(task, worker);
    lock->lock();
    --running_;
  }
  if (next_ == count_ && running_ == 0) done_.notify_one();
}

void ThreadPool::work(std::size_t worker) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stop_) {
    start_.wait(lock, [this] { return stop_ || (task_ != nullptr && next_ < count_); });
    if (!stop_) take_tasks(worker, &lock);
  }
}

}  // namespace remit::base
