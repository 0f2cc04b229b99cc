#pragma once

#include <stddef.h>
#include <stdint.h>

#include "capi/remit.h"

/* The language server (include/remit/editor.h) for a host that can call C. Not a part of libremit's
 * interface: only a page or an editor's extension has it, which come with the module. */

#ifdef __cplusplus
extern "C" {
#endif

/** A language server; belongs to one thread. */
typedef struct remit_editor remit_editor;

/** A server that knows what is open and nothing else. Free it with remit_editor_free. */
REMIT_API remit_status remit_editor_new(remit_language language, remit_editor** editor,
                                        remit_error** error);
REMIT_API void remit_editor_free(remit_editor* editor);
/** Takes one message of the protocol, without header lines. `answers` are those to be sent back, a
 * JSON array of them; to be freed. */
REMIT_API remit_status remit_editor_receive(remit_editor* editor, const char* message, size_t size,
                                            remit_string** answers, remit_error** error);

#ifdef __cplusplus
} /* extern "C" */
#endif
