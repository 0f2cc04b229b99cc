#define REMIT_ONE_ROW
#define REMIT_KERNELS(kind) kSingle##kind
#include "column/kernels/brackets.inc"
