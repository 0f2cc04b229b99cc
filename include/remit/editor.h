#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "remit/language.h"

namespace remit {

/// The files beside the ones that are open in an editor: where the policy that a text amends is
/// looked for. One without files knows only what is open.
class EditorFiles {
 public:
  virtual ~EditorFiles() = default;
  /// The policy files in the folder of a document, itself included, as URIs; in any order.
  virtual std::vector<std::string> beside(const std::string& uri) const = 0;
  /// The text of a file; nothing if it cannot be read.
  virtual std::optional<std::string> read(const std::string& uri) const = 0;
};

/// The language server: messages of the Language Server Protocol 3.17 in, messages out. It reads
/// and writes nothing itself, so a program speaks for it over a pipe and a page over a worker.
///
/// Belongs to one thread; each call ends in milliseconds for a file of some hundred lines. Nothing
/// throws out of it: a message that means nothing is answered with an error of the protocol.
class LanguageServer {
 public:
  /// `language`: of what it says to a client that names none (`locale`, or the option `language`).
  explicit LanguageServer(std::shared_ptr<const EditorFiles> files = nullptr,
                          Language language = Language::en);
  LanguageServer(LanguageServer&&) noexcept;
  LanguageServer& operator=(LanguageServer&&) noexcept;
  ~LanguageServer();

  /// Takes one message, JSON-RPC 2.0 without the header lines, and gives what is to be sent back:
  /// the answer, if it asked for one, and notifications.
  std::vector<std::string> receive(const std::string& message);
  /// Whether the client has said `exit`.
  bool ended() const;
  /// As the protocol has it: 0 if it was shut down before it ended, else 1.
  int exit_status() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace remit
