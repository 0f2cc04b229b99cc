#if defined(__x86_64__)
#define REMIT_KERNELS(kind) kV4##kind
#include "column/kernels/linear.inc"
#endif
