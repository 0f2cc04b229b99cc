#define REMIT_KERNELS(kind) kPortable##kind
#define REMIT_KERNEL_ISA Isa::portable
#include "column/kernels/body.inc"
