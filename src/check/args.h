#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace remit::check {

/// The operands of an expression, as indices of others: mostly one to three, which need no memory
/// of their own. They are read as a whole and only ever grow. Sixteen bytes: a policy has
/// some sixty expressions for each rule.
class Args {
 public:
  Args() = default;
  Args(std::initializer_list<std::uint32_t> ids) { append(ids.begin(), ids.end()); }
  template <std::forward_iterator Iterator>
  Args(Iterator begin, Iterator end) {
    append(begin, end);
  }
  Args(const Args& other) {
    if (other.size_ <= kInPlace) {
      size_ = other.size_;
      place_ = other.place_;
    } else {
      append(other.begin(), other.end());
    }
  }
  Args(Args&& other) noexcept : size_(std::exchange(other.size_, 0)), place_(other.place_) {}
  Args& operator=(Args other) noexcept {
    std::swap(size_, other.size_);
    std::swap(place_, other.place_);
    return *this;
  }
  ~Args() {
    if (size_ > kInPlace) delete[] more();
  }

  template <std::forward_iterator Iterator>
  void assign(Iterator begin, Iterator end) {
    *this = Args(begin, end);
  }
  void push_back(std::uint32_t id) {
    if (size_ < kInPlace) {
      place_[size_] = id;
    } else {
      make_room();
      more()[size_] = id;
    }
    ++size_;
  }

  const std::uint32_t* data() const { return size_ <= kInPlace ? place_.data() : more(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const std::uint32_t* begin() const { return data(); }
  const std::uint32_t* end() const { return data() + size_; }
  std::uint32_t operator[](std::size_t index) const { return data()[index]; }

 private:
  static constexpr std::uint32_t kInPlace = 3;

  template <typename Iterator>
  void append(Iterator begin, Iterator end) {
    for (; begin != end; ++begin) push_back(*begin);
  }

  /// Room for one more beyond those in place: eight at first, then twice as many each time.
  void make_room() {
    const bool first = size_ == kInPlace;
    if (!first && (size_ < kFirstRoom || !std::has_single_bit(size_))) return;
    auto* const roomy = new std::uint32_t[first ? kFirstRoom : std::size_t{size_} * 2];
    std::copy(begin(), end(), roomy);
    if (!first) delete[] more();
    std::memcpy(&place_[1], &roomy, sizeof(roomy));
  }

  std::uint32_t* more() const {
    std::uint32_t* address = nullptr;
    std::memcpy(&address, &place_[1], sizeof(address));
    return address;
  }

  static constexpr std::uint32_t kFirstRoom = 8;

  std::uint32_t size_ = 0;
  std::array<std::uint32_t, kInPlace> place_{};  // when they are more, the address of all of them
};

static_assert(sizeof(Args) == 16);

}  // namespace remit::check
