#if defined(__x86_64__)
#define REMIT_KERNEL_TABLE kV3Table
#define REMIT_KERNEL_ISA Isa::v3
#include "column/kernels/body.inc"
#endif
