#define REMIT_HAND_WRITTEN kHandWrittenV2
#define REMIT_HAND_WRITTEN_NAME "x86-64-v2"
#include "hand_written.inc"
