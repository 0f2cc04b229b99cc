#if defined(__x86_64__)
#define REMIT_KERNEL_TABLE kV4Table
#define REMIT_KERNEL_ISA Isa::v4
#include "column/kernels/body.inc"
#endif
