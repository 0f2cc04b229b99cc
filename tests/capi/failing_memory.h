/* Memory that fails when told to. failing_malloc.c replaces the C library's functions, for the
 * shared library too; where a sanitizer has done that already, failing_new.cc replaces operator
 * new. */
#ifndef REMIT_TESTS_CAPI_FAILING_MEMORY_H_
#define REMIT_TESTS_CAPI_FAILING_MEMORY_H_

#ifdef __cplusplus
extern "C" {
#endif

/* Lets allocation `number`, counted from 0 from now on, fail; with `and_later` all after it too. */
void fail_allocation(long number, int and_later);
/* Ends that. */
void stop_failing(void);
/* Counts without failing. */
void count_allocations(void);
/* Allocations asked for since one of these was called, failed ones included. */
long allocations(void);
/* Blocks that are allocated and not freed. */
long live_blocks(void);

#ifdef __cplusplus
}
#endif

#endif
