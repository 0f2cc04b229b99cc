#pragma once

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "diagnostic/diagnostic.h"
#include "remit/limits.h"

namespace remit::catalogue {

/// A text that draws a diagnostic for which the catalogue can hold no example: bytes that a page
/// cannot show, Markdown, or a limit that a page would not reach.
struct TextSample {
  diagnostic::Code code;
  std::string name;
  std::string text;
  Limits limits;
};

/// What fills a sentence about data, which has no place in a policy.
struct ArgumentSample {
  diagnostic::Code code;
  std::vector<diagnostic::Argument> arguments;
};

const std::vector<TextSample>& text_samples();
const std::vector<ArgumentSample>& argument_samples();

}  // namespace remit::catalogue
