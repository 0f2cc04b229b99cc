#if defined(__x86_64__)
#define REMIT_KERNELS(kind) kV3##kind
#define REMIT_KERNEL_ISA Isa::v3
#include "column/kernels/body.inc"
#endif
