/* Where PostgreSQL begins: the settings of the session. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "mb/pg_wchar.h"
#include "utils/guc.h"
/* clang-format on */

PG_MODULE_MAGIC;

void _PG_init(void);

static int language = REMIT_LANGUAGE_EN;

static const struct config_enum_entry kLanguages[] = {
    {"en", REMIT_LANGUAGE_EN, false}, {"zh", REMIT_LANGUAGE_ZH, false}, {NULL, 0, false}};

void _PG_init(void) {
  if (remit_abi_version() >> 16 != REMIT_ABI_VERSION >> 16 ||
      remit_abi_version() < REMIT_ABI_VERSION) {
    remit_pg_refuse(ERRCODE_FEATURE_NOT_SUPPORTED, remit_message_too_old, remit_version());
  }
  if (GetDatabaseEncoding() != PG_UTF8) {
    remit_pg_refuse(ERRCODE_FEATURE_NOT_SUPPORTED, remit_message_not_utf8);
  }
  DefineCustomEnumVariable("remit.language",
                           "Language of Remit's reasons, explanations and errors.", NULL, &language,
                           REMIT_LANGUAGE_EN, kLanguages, PGC_USERSET, 0, NULL, NULL, NULL);
  /* A setting of another name is a misspelt one. */
#if PG_VERSION_NUM >= 150000
  MarkGUCPrefixReserved("remit");
#else
  EmitWarningsOnPlaceholders("remit");
#endif
}

remit_language remit_pg_language(void) { return (remit_language)language; }

remit_language remit_pg_read_language(const char* asked) {
  if (asked == NULL) return remit_pg_language();
  if (strcmp(asked, "en") == 0) return REMIT_LANGUAGE_EN;
  if (strcmp(asked, "zh") == 0) return REMIT_LANGUAGE_ZH;
  remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_language);
}

PG_FUNCTION_INFO_V1(remit_pg_version);
Datum remit_pg_version(PG_FUNCTION_ARGS) { PG_RETURN_TEXT_P(cstring_to_text(remit_version())); }
