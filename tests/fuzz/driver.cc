// Runs a libFuzzer target without libFuzzer: every corpus file as it is, then a fixed number of
// reproducible variations. usage: PROGRAM MUTATIONS FILE_OR_FOLDER...

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

using Inputs = std::vector<std::string>;

void add_file(const std::filesystem::path& path, Inputs& inputs) {
  std::ifstream file(path, std::ios::binary);
  inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

Inputs read_corpus(int count, char** paths) {
  std::vector<std::filesystem::path> files;
  for (int i = 0; i < count; ++i) {
    if (!std::filesystem::is_directory(paths[i])) {
      files.emplace_back(paths[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(paths[i])) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  Inputs inputs;
  for (const auto& file : files) add_file(file, inputs);
  return inputs;
}

// std::mt19937_64 gives the same numbers everywhere; the standard distributions do not.
size_t pick(std::mt19937_64& random, size_t bound) {
  return bound == 0 ? 0 : static_cast<size_t>(random() % bound);
}

void mutate_once(std::string& text, const Inputs& inputs, std::mt19937_64& random) {
  const size_t at = pick(random, text.size() + 1);
  const size_t length = std::min(1 + pick(random, 16), text.size() - at);
  switch (pick(random, 6)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(random() & 0xFF);
      break;
    case 1:
      text.insert(at, 1, static_cast<char>(random() & 0xFF));
      break;
    case 2:
      text.erase(at, length);
      break;
    case 3:
      text.insert(at, text.substr(at, length));
      break;
    case 4:
      text.resize(at);
      break;
    default: {
      const std::string& other = inputs[pick(random, inputs.size())];
      const size_t from = pick(random, other.size() + 1);
      text.insert(at, other.substr(from, 1 + pick(random, 64)));
    }
  }
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s MUTATIONS FILE_OR_FOLDER...\n", argv[0]);
    return 2;
  }
  const unsigned long long mutations = std::strtoull(argv[1], nullptr, 10);
  Inputs inputs = read_corpus(argc - 2, argv + 2);
  const size_t from_files = inputs.size();
  for (const std::string& input : inputs) run(input);

  inputs.emplace_back();
  std::mt19937_64 random(20'100'101);
  for (unsigned long long i = 0; i < mutations; ++i) {
    std::string input = inputs[pick(random, inputs.size())];
    for (size_t changes = 1 + pick(random, 4); changes > 0; --changes) {
      mutate_once(input, inputs, random);
    }
    run(input);
  }
  std::printf("%zu files and %llu variations run without a crash\n", from_files, mutations);
  return 0;
}
