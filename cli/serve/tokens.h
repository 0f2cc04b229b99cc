#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace remit::cli::serve {

/// Who may ask. Only digests of the tokens are kept.
class Tokens {
 public:
  /// A line for each client: a name for the log, its token of at least 16 characters and, if it may
  /// reload, the word `reload`; `#` begins a comment. The failure is what is wrong, for a person.
  struct Fault {
    std::size_t line = 0;  ///< from 1
  };
  static std::optional<Fault> parse(std::string_view text, Tokens& tokens);

  struct Client {
    std::string name;
    std::string digest;
    bool may_reload = false;
  };

  bool empty() const { return clients_.empty(); }
  /// The client whose token an `Authorization: Bearer TOKEN` has; null for none. Takes as long
  /// whichever it is, and whether it is any.
  const Client* client_of(std::string_view authorization) const;

 private:
  std::vector<Client> clients_;
};

}  // namespace remit::cli::serve
