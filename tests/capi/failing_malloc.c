#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

#include "failing_memory.h"

/* glibc's own functions under the names by which it keeps them reachable.
 * NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming) */
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);
/* NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming) */

static atomic_long asked;
static atomic_long live;
static atomic_long fail_at = -1;
static atomic_int fail_later;

void fail_allocation(long number, int and_later) {
  atomic_store(&asked, 0);
  atomic_store(&fail_later, and_later);
  atomic_store(&fail_at, number);
}
void stop_failing(void) { atomic_store(&fail_at, -1); }
void count_allocations(void) { fail_allocation(-1, 0); }
long allocations(void) { return atomic_load(&asked); }
long live_blocks(void) { return atomic_load(&live); }

static int must_fail(void) {
  const long number = atomic_fetch_add(&asked, 1);
  const long at = atomic_load(&fail_at);
  if (at < 0 || number < at || (number > at && !atomic_load(&fail_later))) return 0;
  errno = ENOMEM;
  return 1;
}

static void* counted(void* block) {
  if (block != NULL) atomic_fetch_add(&live, 1);
  return block;
}

void* malloc(size_t size) { return must_fail() ? NULL : counted(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) {
  return must_fail() ? NULL : counted(__libc_calloc(count, size));
}
void* realloc(void* block, size_t size) {
  void* moved = NULL;
  if (must_fail()) return NULL;
  moved = __libc_realloc(block, size);
  return block == NULL ? counted(moved) : moved;
}
void* memalign(size_t alignment, size_t size) {
  return must_fail() ? NULL : counted(__libc_memalign(alignment, size));
}
void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void** block, size_t alignment, size_t size) {
  void* const made = memalign(alignment, size);
  if (made == NULL) return ENOMEM;
  *block = made;
  return 0;
}
void free(void* block) {
  if (block != NULL) atomic_fetch_sub(&live, 1);
  __libc_free(block);
}
