// Every entry of the catalogue is reported by something, so that the gallery promises nothing.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/strings.h"
#include "diagnostic/codes.h"

namespace remit::diagnostic {
namespace {

std::string read_sources() {
  std::string all;
  for (const char* folder : {"src", "capi", "cli"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".cc") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return all;
}

TEST(Catalogue, EveryCodeIsReportedBySomething) {
  const std::string sources = read_sources();
  for (const CatalogueEntry& entry : catalogue()) {
    // The program has the words of a code by its name.
    bool used =
        sources.find(base::concat("format_complaint(\"", entry.name, "\"")) != std::string::npos;
    const std::string use = base::concat("code::", entry.name);
    for (size_t at = sources.find(use); at != std::string::npos && !used;
         at = sources.find(use, at + 1)) {
      const char next = sources[at + use.size()];
      used = next != '_' && (next < 'a' || next > 'z');
    }
    EXPECT_TRUE(used) << entry.name;
  }
}

}  // namespace
}  // namespace remit::diagnostic
