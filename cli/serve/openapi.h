#pragma once

#include <string>

#include "remit/language.h"

namespace remit::cli::serve {

/// The interface as an OpenAPI 3.1 document: the table of the routes with the schemas of their
/// bodies.
const std::string& openapi_document(Language language);

}  // namespace remit::cli::serve
