#if defined(__x86_64__)
#define REMIT_KERNEL_TABLE kV2Table
#define REMIT_KERNEL_ISA Isa::v2
#include "column/kernels/body.inc"
#endif
