#if defined(__x86_64__)
#define REMIT_KERNELS(kind) kV3##kind
#include "column/kernels/brackets.inc"
#endif
