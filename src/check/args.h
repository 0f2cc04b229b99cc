#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <vector>

namespace remit::check {

/// The operands of an expression, as indices of others: mostly one to three, which need no memory
/// of their own. They are read as a whole and only ever grow.
class Args {
 public:
  Args() = default;
  Args(std::initializer_list<std::uint32_t> ids) { assign(ids.begin(), ids.end()); }
  template <std::forward_iterator Iterator>
  Args(Iterator begin, Iterator end) {
    assign(begin, end);
  }

  template <std::forward_iterator Iterator>
  void assign(Iterator begin, Iterator end) {
    size_ = 0;
    more_.clear();
    for (; begin != end; ++begin) push_back(*begin);
  }
  void push_back(std::uint32_t id) {
    if (size_ < kInPlace) {
      few_[size_] = id;
    } else {
      if (size_ == kInPlace) more_.assign(few_.begin(), few_.end());
      more_.push_back(id);
    }
    ++size_;
  }

  const std::uint32_t* data() const { return size_ <= kInPlace ? few_.data() : more_.data(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const std::uint32_t* begin() const { return data(); }
  const std::uint32_t* end() const { return data() + size_; }
  std::uint32_t operator[](std::size_t index) const { return data()[index]; }

 private:
  static constexpr std::uint32_t kInPlace = 3;

  std::array<std::uint32_t, kInPlace> few_{};
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> more_;  // all of them, when they are more
};

}  // namespace remit::check
