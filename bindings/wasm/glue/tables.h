#pragma once

#include <stddef.h>
#include <stdint.h>

#include "capi/remit.h"

/* Tables from the files of a page, read as the program reads them (cli/csv, cli/workbook). Not a
 * part of libremit's interface. Files are those in the module's memory. */

#ifdef __cplusplus
extern "C" {
#endif

/** What a file of lines or a workbook has in it, whatever the policy: JSON {"tables": [{"name",
 * "headers", "rows" (of texts)}], "notes": [...]}, or {"wrong": "..."}; a workbook has a table for
 * each sheet that is not empty. Sheets that begin with one cell, which may be a title, are in
 * "passed": [{"name", "why" (as the program refuses it)}]. `encoding`: "auto", or a name. What
 * merged cells cover has the value of the first one. */
REMIT_API remit_status remit_page_read(const char* path, size_t path_size, const char* encoding,
                                       size_t encoding_size, remit_language language,
                                       remit_string** read, remit_error** error);

/** The tables of a policy from a folder, as `remit run --data` reads them; those that are not there
 * are empty. `said` are notes and complaints, a line each; where a file cannot be read `data` is
 * NULL. */
REMIT_API remit_status remit_page_data(const remit_policy* policy, const char* folder, size_t size,
                                       remit_language language, remit_data** data,
                                       remit_string** said, remit_error** error);

#ifdef __cplusplus
} /* extern "C" */
#endif
