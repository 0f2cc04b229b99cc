#define REMIT_HAND_WRITTEN kHandWrittenV4
#define REMIT_HAND_WRITTEN_NAME "x86-64-v4"
#include "hand_written.inc"
