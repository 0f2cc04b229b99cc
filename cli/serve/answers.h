#pragma once

#include <string>

#include "cli/serve/json_in.h"
#include "cli/serve/request.h"
#include "cli/serve/shelf.h"

// What each route answers.

namespace remit::cli::serve {

Answer list_policies(const Shelf& shelf);
Answer list_versions(const Served& served);
Answer list_clauses(const Policy& policy);
/// `name` is what it is served under.
Answer describe_policy(const std::string& name, const Served& served, Language language);

/// A request with a body.
struct Asked {
  const Json& body;
  Language language;
  const Limits& limits;
  Cancel cancel;
};

Answer evaluate(const Served& served, const Asked& asked);
Answer explain(const Served& served, const Asked& asked);
Answer needs(const Served& served, const Asked& asked);
Answer check_text(const Asked& asked);
Answer evaluate_text(const Asked& asked);

}  // namespace remit::cli::serve
