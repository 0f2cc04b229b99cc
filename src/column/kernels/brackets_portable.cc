#define REMIT_KERNELS(kind) kPortable##kind
#include "column/kernels/brackets.inc"
