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

template <typename From, typename To>
void narrow(const From* values, std::size_t count, To* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<To>(values[i]);
}

template void narrow(const Int128*, std::size_t, std::int64_t*);
template void narrow(const Int128*, std::size_t, std::int32_t*);
template void narrow(const Int128*, std::size_t, std::int16_t*);
template void narrow(const Int128*, std::size_t, std::int8_t*);
template void narrow(const std::int64_t*, std::size_t, std::int32_t*);
template void narrow(const std::int64_t*, std::size_t, std::int16_t*);
template void narrow(const std::int64_t*, std::size_t, std::int8_t*);
template void narrow(const std::int32_t*, std::size_t, std::int16_t*);
template void narrow(const std::int32_t*, std::size_t, std::int8_t*);

}  // namespace remit::column
