/* A program with the extension compiled in: the one file, no loading. */
#include <sqlite3.h>
#include <stdio.h>

int sqlite3_remit_init(sqlite3* db, char** trouble, const void* api);

static int show(void* unused, int count, char** cells, char** names) {
  (void)unused;
  (void)count;
  (void)names;
  puts(cells[0]);
  return 0;
}

int main(void) {
  sqlite3* db = NULL;
  char* trouble = NULL;
  sqlite3_auto_extension((void (*)(void))sqlite3_remit_init);
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;
  if (sqlite3_exec(db,
                   "SELECT remit_value('policy p { currency CNY rounding half_up to 0.01"
                   "  entity project { key id : text  revenue : money }"
                   "  define bonus for project = round(20% * revenue, to 0.01, half_up) }',"
                   " 'bonus', 'id', 'p1', 'revenue', '800000.07')",
                   show, NULL, &trouble) != SQLITE_OK) {
    fprintf(stderr, "%s\n", trouble);
    return 1;
  }
  return sqlite3_close(db) != SQLITE_OK;
}
