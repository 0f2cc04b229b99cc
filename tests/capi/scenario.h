#ifndef REMIT_TESTS_CAPI_SCENARIO_H_
#define REMIT_TESTS_CAPI_SCENARIO_H_

/* Calls every entry point that can fail. 1 when all of it went through, 0 when memory ran out
 * somewhere; anything else that goes wrong ends the program. */
int run_scenario(void);

#endif
