#pragma once

#include "editor/json.h"
#include "editor/session.h"

// What can be asked of the server, a file each: the parameters of a request in, its result out,
// null where there is nothing to say. Parameters that lack what the protocol promises throw the
// exceptions of the JSON library, which the caller turns into an answer.

namespace remit::editor {

Json completion(Session& session, const Json& params);
Json hover(Session& session, const Json& params);
Json signature_help(Session& session, const Json& params);
Json definition(Session& session, const Json& params);
Json references(Session& session, const Json& params);
Json document_highlight(Session& session, const Json& params);
Json prepare_rename(Session& session, const Json& params);
Json rename(Session& session, const Json& params);
Json document_symbols(Session& session, const Json& params);
Json workspace_symbols(Session& session, const Json& params);
Json folding_ranges(Session& session, const Json& params);
Json semantic_tokens(Session& session, const Json& params);
Json formatting(Session& session, const Json& params);
Json code_actions(Session& session, const Json& params);
Json code_lenses(Session& session, const Json& params);
Json inlay_hints(Session& session, const Json& params);
Json execute_command(Session& session, const Json& params);

/// The legend of semantic_tokens: types and modifiers, in the order of their numbers.
Json semantic_legend();
/// Commands that execute_command knows.
Json commands();

/// The parameters of `textDocument/publishDiagnostics` for a document.
Json diagnostics_of(Session& session, const std::string& uri);

}  // namespace remit::editor
