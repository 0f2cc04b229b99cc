#define REMIT_HAND_WRITTEN kHandWrittenV3
#define REMIT_HAND_WRITTEN_NAME "x86-64-v3"
#include "hand_written.inc"
