#include "glue/editor.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "capi/guard.h"
#include "remit/editor.h"

using remit::capi::guarded;
using remit::capi::language_argument;
using remit::capi::out;

// Kept to this module: no other hands such a pointer on, so it needs no mark of its kind.
struct remit_editor {
  remit::LanguageServer server;
};

extern "C" {

remit_status remit_editor_new(remit_language language, remit_editor** editor, remit_error** error) {
  return guarded(error, [&] {
    out(editor, "editor") =
        new remit_editor{remit::LanguageServer(nullptr, language_argument(language))};
  });
}

void remit_editor_free(remit_editor* editor) { delete editor; }

remit_status remit_editor_receive(remit_editor* editor, const char* message, size_t size,
                                  remit_string** answers, remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(answers, "answers");
    const std::string text(remit::capi::text_argument(message, size, "message"));
    to = new remit_string(absl::StrCat("[", absl::StrJoin(editor->server.receive(text), ","), "]"));
  });
}

}  // extern "C"
