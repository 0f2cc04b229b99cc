#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/serve/request.h"
#include "cli/text/texts.h"
#include "remit/status.h"

namespace remit::cli::serve {

/// Why a request is refused: the enumerators are the stable `code` of the answer. The table says
/// the HTTP status of each.
enum class Trouble {
#define REMIT_TROUBLE(name, status, text) name,
#include "cli/serve/troubles.def"
#undef REMIT_TROUBLE
};

unsigned status_of(Trouble trouble);
std::string_view code_of(Trouble trouble);

/// An answer of application/problem+json (RFC 9457): `status`, `title`, `code`, `detail`, and where
/// it is about a place of the body, `pointer` (RFC 6901).
Answer problem(Trouble trouble, Language language, const std::vector<Argument>& arguments = {},
               std::string_view pointer = {});
/// The same of a failed call of the library, with its diagnostics where there are any.
Answer problem(const Error& error, Language language, std::string_view pointer = {});

}  // namespace remit::cli::serve
