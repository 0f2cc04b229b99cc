/* What the integrations of databases share: which column a caller means, and what a failure is in
 * the words of SQL. Over the C interface alone; nothing here knows a database. */
#ifndef REMIT_INTEGRATIONS_FIGURE_H_
#define REMIT_INTEGRATIONS_FIGURE_H_

#include <remit.h>
#include <string.h>

/** A defined column of an entity. */
typedef struct {
  size_t entity;
  size_t column; /**< in REMIT_LIST_COLUMNS */
} remit_figure;

/** How many figures a name means: 0 none, 1 this one, 2 several. */
typedef enum { REMIT_FIGURE_NONE, REMIT_FIGURE_FOUND, REMIT_FIGURE_AMBIGUOUS } remit_figure_count;

/**
 * Finds a column by `entity.column`, or by its name alone where one entity has it. The name of a
 * column may have points of its own (`target.met`), so the text before the first one is an entity
 * only if there is one of that name that has the rest.
 */
static inline remit_figure_count remit_figure_find(const remit_policy* policy, const char* name,
                                                   size_t size, remit_figure* figure) {
  const char* point = memchr(name, '.', size);
  remit_figure_count found = REMIT_FIGURE_NONE;
  size_t entities = 0;
  size_t entity = 0;
  size_t column = 0;
  if (point != NULL) {
    const size_t before = (size_t)(point - name);
    if (remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, name, before, &entity, NULL) ==
            REMIT_OK &&
        remit_policy_find(policy, REMIT_LIST_COLUMNS, entity, point + 1, size - before - 1, &column,
                          NULL) == REMIT_OK) {
      figure->entity = entity;
      figure->column = column;
      return REMIT_FIGURE_FOUND;
    }
  }
  (void)remit_policy_count(policy, REMIT_LIST_ENTITIES, 0, &entities, NULL);
  for (entity = 0; entity < entities; ++entity) {
    if (remit_policy_find(policy, REMIT_LIST_COLUMNS, entity, name, size, &column, NULL) !=
        REMIT_OK) {
      continue;
    }
    if (found == REMIT_FIGURE_FOUND) return REMIT_FIGURE_AMBIGUOUS;
    found = REMIT_FIGURE_FOUND;
    figure->entity = entity;
    figure->column = column;
  }
  return found;
}

/** A failure as SQL tells it. The texts are borrowed from the error. */
typedef struct {
  remit_status status;
  const char* message;
  const char* code; /**< "R0201"; NULL where no diagnostic is the reason */
  const char* hint; /**< how to mend it; NULL where nothing is said */
  const char* file; /**< of the policy; NULL where the policy is not to blame */
  int64_t line;     /**< from 1 */
  int64_t column;   /**< from 1, in characters */
  int64_t begin;    /**< byte of the text, from 0 */
  size_t others;    /**< further errors in the policy */
} remit_trouble;

/** The first error of the policy if it has any, else the error itself. */
static inline remit_trouble remit_trouble_of(const remit_error* error, remit_language language) {
  const remit_diagnostics* all = remit_error_diagnostics(error);
  const size_t count = remit_diagnostics_count(all);
  remit_trouble trouble = {remit_error_status(error), NULL, NULL, NULL, NULL, 0, 0, 0, 0};
  size_t i = 0;
  trouble.message = remit_error_message(error, language, NULL);
  for (i = 0; i < count; ++i) {
    if (remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_SEVERITY) != REMIT_SEVERITY_ERROR) {
      continue;
    }
    if (trouble.code != NULL) {
      ++trouble.others;
      continue;
    }
    trouble.code = remit_diagnostics_text(all, i, REMIT_DIAGNOSTIC_CODE, language, NULL);
    trouble.message = remit_diagnostics_text(all, i, REMIT_DIAGNOSTIC_MESSAGE, language, NULL);
    trouble.hint = remit_diagnostics_text(all, i, REMIT_DIAGNOSTIC_HELP, language, NULL);
    trouble.file = remit_diagnostics_text(all, i, REMIT_DIAGNOSTIC_FILE, language, NULL);
    trouble.line = remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_LINE);
    trouble.column = remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_COLUMN);
    trouble.begin = remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_BEGIN);
  }
  if (trouble.hint != NULL && trouble.hint[0] == '\0') trouble.hint = NULL;
  return trouble;
}

/** Reads "2024-12-31"; 0 for a text that has not this form. Whether there is such a day the library
 * says. */
static inline int remit_read_day(const char* text, size_t size, int32_t* year, int32_t* month,
                                 int32_t* day) {
  int32_t parts[3] = {0, 0, 0};
  size_t i = 0;
  int part = 0;
  if (size != 10 || text[4] != '-' || text[7] != '-') return 0;
  for (i = 0; i < size; ++i) {
    if (i == 4 || i == 7) {
      ++part;
    } else if (text[i] >= '0' && text[i] <= '9') {
      parts[part] = parts[part] * 10 + (text[i] - '0');
    } else {
      return 0;
    }
  }
  *year = parts[0];
  *month = parts[1];
  *day = parts[2];
  return 1;
}

#endif /* REMIT_INTEGRATIONS_FIGURE_H_ */
