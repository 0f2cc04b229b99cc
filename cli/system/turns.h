#pragma once

#include <condition_variable>
#include <cstdint>
#include <future>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "cli/system/threads.h"

namespace remit::cli::system {

/// The order of pieces that threads work on beside each other: each takes the next one, works on
/// it, waits for its turn and hands over what it made.
class Turns {
 public:
  /// Beyond so many threads what one of them hands over keeps the others waiting.
  static constexpr std::uint64_t kMostThreads = 16;

  template <typename Piece>
  struct Numbered {
    std::uint64_t number;
    Piece piece;
  };

  /// The next piece, which `take` says (an optional), by one thread at a time; nothing when there
  /// are no more, or all has stopped.
  template <typename Take>
  auto next(Take take) -> std::optional<Numbered<typename decltype(take())::value_type>> {
    const std::lock_guard lock(mutex_);
    if (stopped_) return std::nullopt;
    auto piece = take();
    if (!piece) return std::nullopt;
    return Numbered<typename decltype(take())::value_type>{taken_++, *std::move(piece)};
  }

  /// Calls `hand_over`, which says whether to go on, when those before it have been handed over;
  /// not at all where all has stopped.
  template <typename HandOver>
  void hand_over(std::uint64_t number, HandOver hand_over) {
    {
      std::unique_lock lock(mutex_);
      turn_.wait(lock, [&] { return stopped_ || handed_over_ == number; });
      if (stopped_) return;
    }
    const bool goes_on = hand_over();
    const std::lock_guard lock(mutex_);
    ++handed_over_;
    stopped_ = stopped_ || !goes_on;
    turn_.notify_all();
  }

  /// Runs `work` on so many threads, this one among them, until all are done. What one of them
  /// throws stops the others, and comes out of here.
  template <typename Work>
  void run(std::uint64_t threads, const Work& work) {
    const auto guarded = [this, &work] {
      try {
        work();
      } catch (...) {
        stop();
        throw;
      }
    };
    std::vector<std::future<void>> others;
    for (std::uint64_t i = 1; i < threads; ++i) others.push_back(std::async(kBeside, guarded));
    guarded();
    for (std::future<void>& other : others) other.get();
  }

 private:
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    turn_.notify_all();
  }

  std::mutex mutex_;  // guards the rest
  std::condition_variable turn_;
  std::uint64_t taken_ = 0, handed_over_ = 0;
  bool stopped_ = false;
};

}  // namespace remit::cli::system
