#pragma once

#include <string>

#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// One column of a table that people fill in.
struct TemplateField {
  const FieldInfo* field = nullptr;
  std::string header;  ///< with its unit, as tables are read
  std::string kind;    ///< what stands in it, in words
  bool needed = false;
  /// Whether 15 % is written so, and not as 15 under a header that says %.
  bool percent_sign = false;
};

/// What an entity is called for people, and in a workbook.
std::string entity_title(const Policy& policy, std::size_t entity, Language language);

/// How a cell says that it does not apply.
std::string not_applicable_word(Language language);

TemplateField template_field(const Policy& policy, const FieldInfo& field, const Console& console);

/// All that there is to say of the column, in lines.
std::string field_comment(const TemplateField& field, const Console& console);

}  // namespace remit::cli
