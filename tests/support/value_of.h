#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <utility>

#include "remit/status.h"

namespace remit::test {

/// What a call gave that has to succeed: without it there is nothing to test.
template <typename T>
T value_of(Result<T> result) {
  if (!result.ok()) {
    ADD_FAILURE() << result.error().message(Language::en);
    std::abort();
  }
  return *std::move(result);
}

}  // namespace remit::test
