/* Errors of the library as errors of SQL: SQLSTATE, hint, and the place in the text of the policy.
 */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "mb/pg_wchar.h"
/* clang-format on */

static void release(void* kept) {
  Owned* owned = kept;
  if (owned->handle != NULL) owned->release(owned->handle);
  owned->handle = NULL;
}

Owned* remit_pg_own(MemoryContext context, void (*how)(void*)) {
  Owned* owned = MemoryContextAllocZero(context, sizeof *owned);
  owned->release = how;
  owned->callback.func = release;
  owned->callback.arg = owned;
  MemoryContextRegisterResetCallback(context, &owned->callback);
  return owned;
}

void remit_pg_catch(Catcher* catcher) {
  MemoryContextSwitchTo(catcher->context);
  if (catcher->error == NULL) catcher->error = CopyErrorData();
  FlushErrorState();
}

static int sqlstate_of(remit_status status) {
  switch (status) {
    case REMIT_POLICY_ERROR:
      return ERRCODE_SYNTAX_ERROR;
    case REMIT_DATA_ERROR:
      return ERRCODE_DATA_EXCEPTION;
    case REMIT_INVALID_ARGUMENT:
      return ERRCODE_INVALID_PARAMETER_VALUE;
    case REMIT_NOT_FOUND:
      return ERRCODE_UNDEFINED_OBJECT;
    case REMIT_OUT_OF_MEMORY:
      return ERRCODE_OUT_OF_MEMORY;
    case REMIT_LIMIT_EXCEEDED:
      return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
    case REMIT_CANCELLED:
      return ERRCODE_QUERY_CANCELED;
    case REMIT_UNSUPPORTED:
      return ERRCODE_FEATURE_NOT_SUPPORTED;
    default:
      return ERRCODE_INTERNAL_ERROR;
  }
}

void remit_pg_raise(remit_error* error, const char* text) {
  const remit_trouble said = remit_trouble_of(error, remit_pg_language());
  const int sqlstate = error == NULL ? ERRCODE_OUT_OF_MEMORY : sqlstate_of(said.status);
  /* Copies: the error is freed before it is told. */
  char* message = pstrdup(said.message == NULL ? "out of memory" : said.message);
  char* hint = said.hint == NULL ? NULL : pstrdup(said.hint);
  char* code = said.code == NULL ? NULL : pstrdup(said.code);
  char* place = said.code == NULL ? NULL
                                  : psprintf("%s:%lld:%lld", said.file, (long long)said.line,
                                             (long long)said.column);
  const size_t others = said.others;
  const size_t begin = (size_t)said.begin;
  int position = 0;
  remit_error_free(error);
  /* Places count bytes of one text; which of several it was in the message says. */
  if (code != NULL && text != NULL && begin <= strlen(text)) {
    position = pg_mbstrlen_with_len(text, (int)begin) + 1;
  }
  ereport(ERROR,
          (errcode(sqlstate), code == NULL ? errmsg("%s", message) : errmsg("%s %s", code, message),
           hint == NULL ? 0 : errhint("%s", hint),
           place == NULL ? 0
           : others == 0 ? errdetail("%s", place)
                         : errdetail(remit_say(remit_message_more_errors, remit_pg_language()),
                                     place, (int)others),
           position == 0 ? 0 : internalerrposition(position),
           position == 0 ? 0 : internalerrquery(text)));
  pg_unreachable();
}

void remit_pg_check(remit_status status, remit_error** error, const char* text, Catcher* catcher) {
  /* What was caught is told even where the library could finish: it may be a cancel. */
  if (catcher != NULL && catcher->error != NULL) {
    remit_error_free(*error);
    ReThrowError(catcher->error);
  }
  if (status == REMIT_OK) return;
  if (status == REMIT_CANCELLED) {
    remit_error_free(*error);
    CHECK_FOR_INTERRUPTS();
    ereport(ERROR, (errcode(ERRCODE_QUERY_CANCELED), errmsg("canceling statement")));
  }
  remit_pg_raise(*error, text);
}

void remit_pg_refuse(int sqlstate, remit_message word, ...) {
  StringInfoData message;
  int missing = 1;
  initStringInfo(&message);
  while (missing > 0) {
    va_list arguments;
    va_start(arguments, word);
    missing = appendStringInfoVA(&message, remit_say(word, remit_pg_language()), arguments);
    va_end(arguments);
    if (missing > 0) enlargeStringInfo(&message, missing);
  }
  ereport(ERROR, (errcode(sqlstate), errmsg("%s", message.data)));
  pg_unreachable();
}

void remit_pg_unknown(const remit_policy* policy, remit_list list, size_t entity,
                      const char* name) {
  StringInfoData names;
  size_t count = 0;
  size_t i = 0;
  initStringInfo(&names);
  (void)remit_policy_count(policy, list, entity, &count, NULL);
  for (i = 0; i < count; ++i) {
    if (i > 0)
      appendStringInfoString(&names, remit_pg_language() == REMIT_LANGUAGE_ZH ? "、" : ", ");
    appendStringInfoString(&names,
                           remit_policy_list_text(policy, list, entity, i, REMIT_ENTRY_NAME, NULL));
  }
  if (list == REMIT_LIST_ENTITIES) {
    remit_pg_refuse(ERRCODE_UNDEFINED_OBJECT, remit_message_no_entity, (int)strlen(name), name,
                    names.data);
  }
  remit_pg_refuse(
      ERRCODE_UNDEFINED_COLUMN, remit_message_no_field,
      remit_policy_list_text(policy, REMIT_LIST_ENTITIES, 0, entity, REMIT_ENTRY_NAME, NULL),
      (int)strlen(name), name, names.data);
}
