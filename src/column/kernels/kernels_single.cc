#define REMIT_ONE_ROW
#define REMIT_KERNELS(kind) kSingle##kind
#define REMIT_KERNEL_ISA Isa::portable
#include "column/kernels/body.inc"
