// Runs the General Decimal Arithmetic Testcases that Debian ships in libpython3.11-testsuite.
//
//   decimal_cases_test CASES_DIRECTORY RECORDED_COUNTS
//
// Prints for every file how many cases it holds, how many apply and how many passed, and for every
// reason how many do not apply. Fails on any case that applies and does not pass, on a line that
// cannot be read, and when a file has fewer cases that apply than are recorded, so that cases
// cannot get lost unnoticed. REMIT_RECORD in the environment: writes the counts of this run.
#include "decimal_cases.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "decimal_operations.h"

namespace {

using remit::number::Applies;

struct Count {
  int cases = 0;
  int apply = 0;
  int passed = 0;
};

struct Tally {
  std::map<std::string, Count> files;
  std::map<Applies, int> reasons;
  int failures = 0;
};

void run_file(const std::filesystem::path& path, Tally* tally) {
  const auto file = remit::number::read_decimal_cases(path);
  for (const std::string& line : file.unread) {
    std::cout << "CANNOT READ " << path.filename().string() << ": " << line << "\n";
    ++tally->failures;
  }
  Count& count = tally->files[path.stem().string()];
  for (const auto& decimal_case : file.cases) {
    const auto outcome = remit::number::run_decimal_case(decimal_case);
    ++count.cases;
    ++tally->reasons[outcome.applies];
    if (outcome.applies != Applies::yes) continue;
    ++count.apply;
    if (outcome.passed) {
      ++count.passed;
      continue;
    }
    ++tally->failures;
    std::cout << "FAILED " << decimal_case.id << " " << decimal_case.operation;
    for (const std::string& operand : decimal_case.operands) std::cout << " '" << operand << "'";
    std::cout << " -> '" << decimal_case.result << "', got " << outcome.message << "\n";
  }
}

void print(const Tally& tally) {
  Count total;
  std::cout << "file                   cases  apply passed\n";
  for (const auto& [name, count] : tally.files) {
    std::cout << std::left << std::setw(20) << name << std::right << std::setw(8) << count.cases
              << std::setw(7) << count.apply << std::setw(7) << count.passed << "\n";
    total.cases += count.cases;
    total.apply += count.apply;
    total.passed += count.passed;
  }
  std::cout << "\nThe others do not apply because of:\n";
  for (const auto& [applies, count] : tally.reasons) {
    if (applies == Applies::yes) continue;
    std::cout << std::setw(8) << count << "  " << remit::number::reason(applies) << "\n";
  }
  std::cout << "\nTotal " << total.cases << " cases, " << total.apply << " apply and ran, "
            << total.passed << " passed, " << tally.failures << " failures\n";
}

// The number of failures: files with fewer applying cases than recorded.
int compare_with_recorded(const Tally& tally, const char* recorded_path) {
  std::ifstream stream(recorded_path);
  int failures = 0;
  int lines = 0;
  std::string name;
  int apply = 0;
  while (stream >> name >> apply) {
    ++lines;
    const auto found = tally.files.find(name);
    const int now = found == tally.files.end() ? 0 : found->second.apply;
    if (now >= apply) continue;
    ++failures;
    std::cout << "LOST " << name << ": " << now << " cases apply, recorded are " << apply << "\n";
  }
  if (lines == 0 || !stream.eof()) {
    std::cout << "CANNOT READ the recorded counts in " << recorded_path << "\n";
    ++failures;
  }
  return failures;
}

void record(const Tally& tally, const char* recorded_path) {
  std::ofstream stream(recorded_path);
  for (const auto& [name, count] : tally.files) {
    if (count.apply != 0) stream << name << " " << count.apply << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: decimal_cases_test CASES_DIRECTORY RECORDED_COUNTS\n";
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  if (!std::filesystem::is_directory(directory)) {
    std::cerr << "The General Decimal Arithmetic Testcases are not at " << directory
              << ".\nInstall the Debian package libpython3.11-testsuite, or configure with "
                 "-DREMIT_DECIMAL_CASES=<directory>.\n";
    return 1;
  }
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".decTest") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Tally tally;
  for (const auto& path : paths) run_file(path, &tally);
  if (std::getenv("REMIT_RECORD") != nullptr) record(tally, argv[2]);
  tally.failures += compare_with_recorded(tally, argv[2]);
  print(tally);
  return tally.failures == 0 ? 0 : 1;
}
