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

/** The tables of another policy that were read before, for this one, without reading a cell again;
 * `data` is NULL where this policy reads them otherwise. */
REMIT_API remit_status remit_page_carry(const remit_policy* policy, const remit_data* before,
                                        remit_data** data, remit_error** error);

/** The cells of rows `from` to `from + count` of a table, as far as there are any: JSON, a list of
 * rows, each a list of texts; null for a blank, {"error", "detail"} for a cell without a value. */
REMIT_API remit_status remit_page_rows(const remit_table* table, uint64_t from, uint64_t count,
                                       remit_language language, remit_string** rows,
                                       remit_error** error);

/** Lines of the ledger as a table of their own, without those around them; and how many there
 * are. */
REMIT_API remit_status remit_page_ledger(const remit_results* results, uint64_t from,
                                         uint64_t count, remit_language language,
                                         remit_table** table, remit_error** error);
REMIT_API uint64_t remit_page_ledger_count(const remit_results* results);

#ifdef __cplusplus
} /* extern "C" */
#endif
