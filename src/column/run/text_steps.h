// Steps that make texts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "column/bind/missed_texts.h"
#include "column/bind/text_codes.h"
#include "column/run/selection.h"
#include "column/run/step.h"

namespace remit::column {

/// Appends what a text, a day or a category reads like; empty: the number itself.
using WriteText = std::function<void(std::int64_t, std::string*)>;

struct TextPart {
  RegisterId reg = kNoRegister;
  Width width = Width::int64;  ///< more only where there is nothing to `write`
  WriteText write;
};

/// Where a text that was put together has its code: among those known; those that are not are noted
/// as missed, and the code means nothing.
struct KnownTexts {
  const TextCodes* codes = nullptr;
  MissedTexts* missed = nullptr;
};

/// The parts of each row one after the other, as codes. One of more bytes than `most` is
/// CellFault::overflow, which begins in `column`. Rows without a value hold 0.
StepPtr join_texts(RegisterId out, FaultRulePtr rule, std::vector<TextPart> parts, KnownTexts texts,
                   std::uint32_t most, std::uint32_t column, SelectionId where);

}  // namespace remit::column
