#if defined(__x86_64__)
#define REMIT_KERNELS(kind) kV4##kind
#define REMIT_KERNEL_ISA Isa::v4
#include "column/kernels/body.inc"
#endif
