#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace remit::testing_support {

/// Expects `actual` to be the content of the file `path` (from the top of the project, where tests
/// run). With REMIT_RECORD set in the environment (`make docs`) the file is written instead, for a
/// person to read the difference.
inline void expect_golden(const std::filesystem::path& path, const std::string& actual) {
  if (std::getenv("REMIT_RECORD") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.is_open()) << path << " is missing; `make docs` writes it";
  const std::string expected{std::istreambuf_iterator<char>(file),
                             std::istreambuf_iterator<char>()};
  EXPECT_EQ(actual, expected) << path << " is out of date; `make docs` writes it again";
}

}  // namespace remit::testing_support
