// What the control groups of a process leave it, read from the files of a system made up.
#include "cli/system/cgroup.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace remit::cli::system {
namespace {

class ControlGroups : public testing::Test {
 protected:
  ControlGroups()
      : root_(std::filesystem::temp_directory_path() /
              ("remit_groups_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {}
  ~ControlGroups() override { std::filesystem::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = root_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text << '\n';
  }
  std::uint64_t memory() const { return group_memory(root_.string()); }

 private:
  std::filesystem::path root_;
};

TEST_F(ControlGroups, ASystemWithoutThem) { EXPECT_EQ(memory(), 0u); }

TEST_F(ControlGroups, TheSecondVersion) {
  write("proc/self/cgroup", "0::/work.slice/job.scope");
  write("sys/fs/cgroup/work.slice/job.scope/memory.max", "268435456");
  EXPECT_EQ(memory(), 268'435'456u);
}

TEST_F(ControlGroups, TheLeastOfThoseAbove) {
  write("proc/self/cgroup", "0::/work.slice/job.scope");
  write("sys/fs/cgroup/memory.max", "max");
  write("sys/fs/cgroup/work.slice/memory.max", "100000000");
  write("sys/fs/cgroup/work.slice/job.scope/memory.max", "268435456");
  EXPECT_EQ(memory(), 100'000'000u);
}

TEST_F(ControlGroups, NothingIsLimited) {
  write("proc/self/cgroup", "0::/job\n4:cpu,memory:/job");
  write("sys/fs/cgroup/job/memory.max", "max");
  write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "9223372036854771712");
  EXPECT_EQ(memory(), 0u);
}

TEST_F(ControlGroups, TheFirstVersion) {
  write("proc/self/cgroup", "9:name=systemd:/\n4:memory:/docker/1f2e\n1:cpu:/other");
  write("sys/fs/cgroup/memory/docker/1f2e/memory.limit_in_bytes", "536870912");
  EXPECT_EQ(memory(), 536'870'912u);
}

// A container of the first version: the path is the host's, the files are its own.
TEST_F(ControlGroups, AContainerThatSeesItsOwnGroupFirst) {
  write("proc/self/cgroup", "4:cpu,memory:/docker/1f2e");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912");
  EXPECT_EQ(memory(), 536'870'912u);
}

TEST_F(ControlGroups, BothVersionsBesideEachOther) {
  write("proc/self/cgroup", "4:memory:/a\n0::/b");
  write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "400000000");
  write("sys/fs/cgroup/unified/b/memory.max", "300000000");
  EXPECT_EQ(memory(), 300'000'000u);
}

TEST_F(ControlGroups, WhatIsNoNumberLimitsNothing) {
  write("proc/self/cgroup", "nonsense\n0::/job");
  write("sys/fs/cgroup/job/memory.max", "12MB");
  write("sys/fs/cgroup/memory.max", "plenty");
  EXPECT_EQ(memory(), 0u);
}

}  // namespace
}  // namespace remit::cli::system
