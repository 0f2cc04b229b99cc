#if defined(__x86_64__)
#define REMIT_KERNELS(kind) kV2##kind
#define REMIT_KERNEL_ISA Isa::v2
#include "column/kernels/body.inc"
#endif
