// From message to messages.
#include <new>
#include <nlohmann/json.hpp>
#include <utility>

#include "diagnostic/format.h"
#include "diagnostic/text/editor.h"
#include "editor/features.h"
#include "editor/protocol.h"
#include "editor/refusal.h"
#include "remit/editor.h"

namespace remit {

namespace text = diagnostic::text;
using editor::ErrorCode;
using editor::Json;
using editor::Session;

struct LanguageServer::Impl {
  Session session;
};

namespace {

struct Request {
  std::string_view method;
  Json (*answer)(Session& session, const Json& params);
};

Json shutdown(Session& session, const Json&) {
  session.shut_down = true;
  return nullptr;
}

Json initialize(Session& session, const Json& params);

constexpr Request kRequests[] = {{"initialize", initialize},
                                 {"shutdown", shutdown},
                                 {"textDocument/completion", editor::completion},
                                 {"textDocument/hover", editor::hover},
                                 {"textDocument/signatureHelp", editor::signature_help},
                                 {"textDocument/definition", editor::definition},
                                 {"textDocument/references", editor::references},
                                 {"textDocument/documentHighlight", editor::document_highlight},
                                 {"textDocument/prepareRename", editor::prepare_rename},
                                 {"textDocument/rename", editor::rename},
                                 {"textDocument/documentSymbol", editor::document_symbols},
                                 {"workspace/symbol", editor::workspace_symbols},
                                 {"textDocument/foldingRange", editor::folding_ranges},
                                 {"textDocument/semanticTokens/full", editor::semantic_tokens},
                                 {"textDocument/formatting", editor::formatting},
                                 {"textDocument/codeAction", editor::code_actions},
                                 {"textDocument/codeLens", editor::code_lenses},
                                 {"textDocument/inlayHint", editor::inlay_hints},
                                 {"workspace/executeCommand", editor::execute_command}};

Json capabilities() {
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync",
           {{"openClose", true},
            {"change", editor::TextDocumentSync::incremental},
            {"save", Json::object()}}},
          {"completionProvider", {{"triggerCharacters", {"."}}}},
          {"hoverProvider", true},
          {"signatureHelpProvider", {{"triggerCharacters", {"(", ","}}}},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"documentHighlightProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"documentSymbolProvider", true},
          {"workspaceSymbolProvider", true},
          {"foldingRangeProvider", true},
          {"semanticTokensProvider", {{"legend", editor::semantic_legend()}, {"full", true}}},
          {"documentFormattingProvider", true},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
          {"codeLensProvider", Json::object()},
          {"inlayHintProvider", true},
          {"executeCommandProvider", {{"commands", editor::commands()}}}};
}

/// The language is the client's own, or what the option `language` says: "en" or "zh".
Json initialize(Session& session, const Json& params) {
  std::string tag = params.value("locale", "");
  if (params.contains("initializationOptions") && params["initializationOptions"].is_object())
    tag = params["initializationOptions"].value("language", tag);
  if (!tag.empty())
    session.language = tag.starts_with("zh") ? base::Language::zh : base::Language::en;
  return {{"capabilities", capabilities()},
          {"serverInfo", {{"name", "remit"}, {"version", version()}}}};
}

std::string notification(const char* method, Json params) {
  return Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

/// What is known of the open documents may have changed in each of them.
std::vector<std::string> all_diagnostics(Session& session) {
  std::vector<std::string> messages;
  for (const std::string& uri : session.workspace.open_documents())
    messages.push_back(
        notification("textDocument/publishDiagnostics", editor::diagnostics_of(session, uri)));
  return messages;
}

std::vector<editor::TextChange> changes_of(const Json& params) {
  std::vector<editor::TextChange> changes;
  for (const Json& each : params.at("contentChanges")) {
    editor::TextChange change{.range = {}, .text = each.at("text").get<std::string>()};
    if (each.contains("range"))
      change.range = {editor::place_from(each["range"].at("start")),
                      editor::place_from(each["range"].at("end"))};
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<std::string> did_open(Session& session, const Json& params) {
  const Json& document = params.at("textDocument");
  session.workspace.open(document.at("uri").get<std::string>(),
                         document.at("text").get<std::string>());
  return all_diagnostics(session);
}

std::vector<std::string> did_change(Session& session, const Json& params) {
  session.workspace.change(params.at("textDocument").at("uri").get<std::string>(),
                           changes_of(params));
  return all_diagnostics(session);
}

std::vector<std::string> did_close(Session& session, const Json& params) {
  const std::string uri = params.at("textDocument").at("uri").get<std::string>();
  session.workspace.close(uri);
  std::vector<std::string> messages = all_diagnostics(session);
  messages.push_back(notification("textDocument/publishDiagnostics",
                                  {{"uri", uri}, {"diagnostics", Json::array()}}));
  return messages;
}

std::vector<std::string> files_changed(Session& session, const Json&) {
  session.workspace.forget_files();
  return all_diagnostics(session);
}

std::vector<std::string> exit(Session& session, const Json&) {
  session.ended = true;
  return {};
}

struct Notice {
  std::string_view method;
  std::vector<std::string> (*take)(Session& session, const Json& params);
};

constexpr Notice kNotices[] = {{"textDocument/didOpen", did_open},
                               {"textDocument/didChange", did_change},
                               {"textDocument/didClose", did_close},
                               {"textDocument/didSave", files_changed},
                               {"workspace/didChangeWatchedFiles", files_changed},
                               {"exit", exit}};

std::string answer(const Json& id, const char* member, Json value) {
  return Json{{"jsonrpc", "2.0"}, {"id", id}, {member, std::move(value)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

std::string failure(const Json& id, ErrorCode code, const std::string& message) {
  return answer(id, "error", {{"code", code}, {"message", message}});
}

std::string answered(Session& session, const Json& id, const std::string& method,
                     const Json& params) {
  for (const Request& request : kRequests) {
    if (request.method != method) continue;
    if (session.shut_down && method != "shutdown") break;
    return answer(id, "result", request.answer(session, params));
  }
  const ErrorCode code =
      session.shut_down ? ErrorCode::invalid_request : ErrorCode::method_not_found;
  return failure(id, code, format_text(text::editor_unknown_method, session.language, {method}));
}

std::vector<std::string> taken(Session& session, const std::string& method, const Json& params) {
  for (const Notice& notice : kNotices)
    if (notice.method == method) return notice.take(session, params);
  return {};  // a notice that one need not know
}

std::vector<std::string> handle(Session& session, const Json& message, const Json& id) {
  if (!message.is_object() || !message.contains("method")) {
    if (message.is_object() && message.contains("id")) return {};  // an answer to us
    return {failure(id, ErrorCode::invalid_request,
                    format_text(text::editor_bad_message, session.language, {"method"}))};
  }
  const std::string method = message["method"].get<std::string>();
  const Json params = message.value("params", Json::object());
  if (message.contains("id")) return {answered(session, id, method, params)};
  return taken(session, method, params);
}

}  // namespace

LanguageServer::LanguageServer(std::shared_ptr<const EditorFiles> files, Language language)
    : impl_(std::make_unique<Impl>(Impl{
          .session = {.workspace = editor::Workspace(std::move(files)), .language = language}})) {}
LanguageServer::LanguageServer(LanguageServer&&) noexcept = default;
LanguageServer& LanguageServer::operator=(LanguageServer&&) noexcept = default;
LanguageServer::~LanguageServer() = default;

std::vector<std::string> LanguageServer::receive(const std::string& message) {
  Session& session = impl_->session;
  Json id = nullptr;
  bool asks = true;  // whether somebody waits for an answer
  try {
    const Json parsed = Json::parse(message);
    if (parsed.is_object() && parsed.contains("id")) id = parsed["id"];
    asks = !parsed.is_object() || parsed.contains("id") || !parsed.contains("method");
    return handle(session, parsed, id);
  } catch (const editor::Refusal& refusal) {
    return {failure(id, ErrorCode::request_failed, refusal.what())};
  } catch (const Json::parse_error& error) {
    return {failure(id, ErrorCode::parse_error,
                    format_text(text::editor_bad_message, session.language, {error.what()}))};
  } catch (const Json::exception& error) {
    if (!asks) return {};
    return {failure(id, ErrorCode::invalid_params,
                    format_text(text::editor_bad_message, session.language, {error.what()}))};
  } catch (const std::bad_alloc&) {
    return {failure(id, ErrorCode::internal_error, "out of memory")};
  }
}

bool LanguageServer::ended() const { return impl_->session.ended; }
int LanguageServer::exit_status() const { return impl_->session.shut_down ? 0 : 1; }

}  // namespace remit
