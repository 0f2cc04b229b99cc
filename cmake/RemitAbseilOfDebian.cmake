# Debian's static Abseil is not position independent, so it cannot go into libremit.so. Its shared
# objects can be linked by anything; `remit_abseil` is those parts of it that this project uses.
# --as-needed keeps only what a binary really calls.
add_library(remit_abseil INTERFACE)
foreach(part
        status statusor strings str_format_internal strings_internal cord int128 throw_delegate
        hash city low_level_hash civil_time time time_zone base
        raw_logging_internal spinlock_wait)
  find_library(REMIT_ABSL_${part} NAMES libabsl_${part}.so REQUIRED)
  mark_as_advanced(REMIT_ABSL_${part})
  target_link_libraries(remit_abseil INTERFACE "${REMIT_ABSL_${part}}")
endforeach()
target_link_options(remit_abseil INTERFACE -Wl,--as-needed)
