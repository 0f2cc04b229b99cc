#include "capi/remit.h"
#include "remit/manifest.h"
#include "remit/policy.h"

extern "C" {

uint32_t remit_abi_version(void) { return REMIT_ABI_VERSION; }

const char* remit_version(void) { return remit::version(); }

const char* remit_build(void) { return remit::build().c_str(); }

const char* remit_status_name(remit_status status) {
  static const char* const kNames[] = {
      "REMIT_OK",          "REMIT_INVALID_ARGUMENT", "REMIT_OUT_OF_MEMORY",   "REMIT_POLICY_ERROR",
      "REMIT_DATA_ERROR",  "REMIT_NOT_FOUND",        "REMIT_LIMIT_EXCEEDED",  "REMIT_CANCELLED",
      "REMIT_UNSUPPORTED", "REMIT_INTERNAL_ERROR",   "REMIT_BUFFER_TOO_SMALL"};
  constexpr int32_t kCount = sizeof(kNames) / sizeof(kNames[0]);
  return status >= 0 && status < kCount ? kNames[status] : "?";
}

}  // extern "C"
