#pragma once

// Numbers of the Language Server Protocol 3.17 and of JSON-RPC 2.0, by their names there.

namespace remit::editor {

enum class DiagnosticSeverity { error = 1, warning = 2, information = 3 };
enum class DiagnosticTag { unnecessary = 1 };
enum class CompletionKind {
  function = 3,
  field = 5,
  variable = 6,
  type = 7,  // Class
  property = 10,
  keyword = 14
};
enum class OutlineKind {  // SymbolKind
  package = 4,
  type = 5,  // Class
  field = 8,
  function = 12,
  constant = 14,
  event = 24
};
enum class InlayHintKind { type = 1 };
enum class TextDocumentSync { incremental = 2 };

enum class ErrorCode {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  request_failed = -32803
};

}  // namespace remit::editor
