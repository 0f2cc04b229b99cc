#include "cli/serve/tokens.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "remit/sha256.h"

namespace remit::cli::serve {
namespace {

constexpr std::size_t kLeastToken = 16;

/// Whether two digests are the same, looking at every byte of them.
bool same_digest(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

/// The token of `Bearer TOKEN`; empty for another scheme.
std::string_view bearer(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() < kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i)
    if ((authorization[i] | 0x20) != kScheme[i]) return {};
  authorization.remove_prefix(kScheme.size());
  return authorization;
}

}  // namespace

std::optional<Tokens::Fault> Tokens::parse(std::string_view text, Tokens& tokens) {
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::string line(text.substr(0, std::min(text.find('\n'), text.find('#'))));
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    const std::vector<std::string> words =
        absl::StrSplit(line, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (words.empty()) continue;
    const bool reload = words.size() == 3 && words[2] == "reload";
    if ((words.size() != 2 && !reload) || words[1].size() < kLeastToken) return Fault{number};
    tokens.clients_.push_back({words[0], sha256(words[1]), reload});
  }
  if (tokens.clients_.empty()) return Fault{number};
  return std::nullopt;
}

const Tokens::Client* Tokens::client_of(std::string_view authorization) const {
  const std::string digest = sha256(bearer(authorization));
  const Client* found = nullptr;
  for (const Client& client : clients_)
    if (same_digest(client.digest, digest)) found = &client;
  return found;
}

}  // namespace remit::cli::serve
