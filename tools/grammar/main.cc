// The grammar compiler: a program of the build.
//
//   remit_grammar GRAMMAR OUTPUT_DIRECTORY
//
// writes grammar_names.h, keyword_fingerprint.h, grammar_tables.cc and lexicon_tables.cc; with
// nothing but GRAMMAR it only says what is wrong with it. Exit status 1: the grammar is at fault;
// 2: a file is.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "understand.h"
#include "write.h"

namespace {

using namespace remit::grammar_compiler;

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Leaves a file alone that says the same already, so that what includes it is not compiled again.
bool write_file(const std::filesystem::path& path, const std::string& text) {
  if (read_file(path) == text) return true;
  std::ofstream out(path, std::ios::binary);
  out << text;
  return out.flush().good();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: remit_grammar GRAMMAR [OUTPUT_DIRECTORY]\n";
    return 2;
  }
  const std::optional<std::string> text = read_file(argv[1]);
  if (!text) {
    std::cerr << argv[1] << ": error: cannot be read\n";
    return 2;
  }
  const Lexicon lexicon(all_keywords());
  Complaints complaints;
  const std::optional<Grammar> grammar = understand(*text, lexicon, complaints);
  print(complaints, argv[1], *text, std::cerr);
  if (!grammar) return 1;
  if (argc == 2) return 0;
  const std::filesystem::path directory = argv[2];
  if (write_file(directory / "grammar_names.h", write_names(*grammar, lexicon)) &&
      write_file(directory / "keyword_fingerprint.h", write_fingerprint(lexicon)) &&
      write_file(directory / "grammar_tables.cc", write_grammar(*grammar, lexicon, *text)) &&
      write_file(directory / "lexicon_tables.cc", write_lexicon(lexicon)))
    return 0;
  std::cerr << directory.string() << ": error: cannot be written\n";
  return 2;
}
