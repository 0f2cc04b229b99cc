#define REMIT_KERNEL_TABLE kPortableTable
#define REMIT_KERNEL_ISA Isa::portable
#include "column/kernels/body.inc"
