#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lesson.h"
#include "remit/remit.h"

namespace remit::walk {

/// How a sentence is tried.
enum class Company {
  any,     ///< in one policy with others
  none,    ///< alone: it speaks for its whole policy, as `currency` or `amends`
  nobody,  ///< cannot be read: even without what it needs
};

struct Sentence {
  std::string text;
  std::string name;  ///< that it gives; may be empty
  Company company = Company::any;
};

Sentence read_sentence(std::string text);

/// Sentences in one policy, with what they need of the world, which is so checked and computed once
/// for all of them. Whoever is refused goes, and the others are tried again.
class Batch {
 public:
  Batch(const Lesson& lesson, std::vector<Sentence> sentences);

  const std::string& text() const { return text_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  /// Without the sentences in which errors stand, or which errors in the world point to, and those
  /// that speak of them. The same sentences if none of the errors can be laid to any.
  std::vector<Sentence> accepted(const Diagnostics& errors) const;

 private:
  void mark(std::vector<bool>& refused, std::size_t offset) const;
  void mark_users(std::vector<bool>& refused) const;

  std::vector<Sentence> sentences_;
  std::vector<std::size_t> begins_;  ///< in the text
  std::string text_;
};

}  // namespace remit::walk
