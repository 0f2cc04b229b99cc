// An editor at the other end of the standard input and output.
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verb/verbs.h"
#include "remit/editor.h"

namespace remit::cli {
namespace {

constexpr std::string_view kScheme = "file://";
/// Far above any policy; a wrong header must not make the program ask for all memory.
constexpr std::size_t kMostMessageBytes = std::size_t{1} << 28;

std::optional<int> hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

/// The path of a file's URI (RFC 8089); empty for another.
std::string path_of(std::string_view uri) {
  if (!uri.starts_with(kScheme)) return {};
  uri.remove_prefix(kScheme.size());
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const bool coded = uri[i] == '%' && i + 2 < uri.size() && hex(uri[i + 1]) && hex(uri[i + 2]);
    path += coded ? static_cast<char>(*hex(uri[i + 1]) * 16 + *hex(uri[i + 2])) : uri[i];
    if (coded) i += 2;
  }
  return path;
}

/// What no URI may hold is coded, as RFC 3986 has it.
std::string uri_of(const std::string& path) {
  constexpr std::string_view kPlain = "/-._~";
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string uri(kScheme);
  for (const char c : path) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       kPlain.find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      uri += c;
    else
      uri.append({'%', kDigits[byte / 16], kDigits[byte % 16]});
  }
  return uri;
}

class DiskFiles : public EditorFiles {
 public:
  std::vector<std::string> beside(const std::string& uri) const override {
    std::vector<std::string> uris;
    std::error_code none;
    const std::filesystem::path folder = std::filesystem::path(path_of(uri)).parent_path();
    for (std::filesystem::directory_iterator each(folder, none), end; !none && each != end;
         each.increment(none)) {
      const std::string extension = each->path().extension().string();
      if (extension == ".remit" || extension == ".md")
        uris.push_back(uri_of(each->path().string()));
    }
    return uris;
  }

  std::optional<std::string> read(const std::string& uri) const override {
    std::ifstream file(path_of(uri), std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
};

/// A line of a message's head, without its end; nothing at the end of the input.
std::optional<std::string> read_line() {
  std::string line;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n') {
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    line += static_cast<char>(c);
    if (line.size() > kMostMessageBytes) break;
  }
  return std::nullopt;
}

struct Head {
  std::size_t length = 0;
  std::string wrong;  ///< a line that was not understood; empty: none
};

/// Nothing at the end of the input.
std::optional<Head> read_head() {
  constexpr std::string_view kLength = "Content-Length: ";
  Head head{.length = 0, .wrong = "\n"};
  while (auto line = read_line()) {
    if (line->empty()) return head;
    if (!line->starts_with(kLength)) continue;  // Content-Type
    const char* const begin = line->data() + kLength.size();
    const char* const end = line->data() + line->size();
    const auto read = std::from_chars(begin, end, head.length);
    const bool right = read.ec == std::errc() && read.ptr == end && head.length <= kMostMessageBytes;
    head.wrong = right ? std::string() : *line;
  }
  return std::nullopt;
}

void send(const std::string& message) {
  std::fprintf(stdout, "Content-Length: %zu\r\n\r\n", message.size());
  std::fwrite(message.data(), 1, message.size(), stdout);
  std::fflush(stdout);
}

ExitStatus serve(const Console& console) {
  LanguageServer server(std::make_shared<DiskFiles>(), console.language());
  while (const std::optional<Head> head = read_head()) {
    if (!head->wrong.empty()) {
      console.complain(console.text(Text::lsp_bad_header, {head->wrong}));
      return ExitStatus::usage;
    }
    std::string message(head->length, '\0');
    if (std::fread(message.data(), 1, message.size(), stdin) != message.size()) break;
    for (const std::string& each : server.receive(message)) send(each);
    if (server.ended())
      return server.exit_status() == 0 ? ExitStatus::fine : ExitStatus::policy_errors;
  }
  return ExitStatus::policy_errors;  // the editor went away without a word
}

}  // namespace

void add_lsp(CommandLine& line, const Console& console) {
  line.add_verb("lsp", Text::help_lsp, [&console] { return serve(console); });
}

}  // namespace remit::cli
