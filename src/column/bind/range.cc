#include "column/bind/range.h"

namespace remit::column {
namespace {

template <typename T>
std::pair<T, T> least_and_most(const T* values, std::size_t count) {
  T least = values[0], most = values[0];
  for (std::size_t i = 1; i < count; ++i) {
    least = values[i] < least ? values[i] : least;
    most = values[i] > most ? values[i] : most;
  }
  return {least, most};
}

}  // namespace

std::pair<std::int32_t, std::int32_t> range_of(const std::int32_t* values, std::size_t count) {
  return least_and_most(values, count);
}

std::pair<std::uint8_t, std::uint8_t> range_of(const std::uint8_t* values, std::size_t count) {
  return least_and_most(values, count);
}

void narrow(const Int128* values, std::size_t count, std::int64_t* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<std::int64_t>(values[i]);
}

}  // namespace remit::column
