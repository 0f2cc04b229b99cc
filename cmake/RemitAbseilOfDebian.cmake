# Debian's static Abseil can go into programs (its compiler makes position independent ones) and not
# into libremit.so. Its shared objects can be linked by anything; `remit_abseil` is those parts of it
# that this project uses. --as-needed keeps only what a binary really calls.
#
# A program with the property REMIT_STANDS_ALONE takes the static ones: finding the symbols of thirty
# shared objects costs more than most of what such a program is asked for.
set(shared_parts
    status statusor strings str_format_internal strings_internal cord int128 throw_delegate
    hash city low_level_hash civil_time time time_zone base
    raw_logging_internal spinlock_wait)
# And what those are made of, which shared objects name themselves.
set(inner_parts
    strerror cordz_info cord_internal cordz_functions cordz_handle synchronization stacktrace
    exponential_biased graphcycles_internal symbolize malloc_internal debugging_internal
    demangle_internal)

function(remit_find_abseil variable file)
  find_library(${variable} NAMES ${file} ${ARGN})
  mark_as_advanced(${variable})
endfunction()

set(shared "")
set(static "")
set(can_stand_alone ON)
foreach(part ${shared_parts} ${inner_parts})
  remit_find_abseil(REMIT_ABSL_STATIC_${part} libabsl_${part}.a)
  if(REMIT_ABSL_STATIC_${part})
    list(APPEND static "${REMIT_ABSL_STATIC_${part}}")
  else()
    set(can_stand_alone OFF)
  endif()
  if(part IN_LIST shared_parts)
    remit_find_abseil(REMIT_ABSL_${part} libabsl_${part}.so REQUIRED)
    list(APPEND shared "${REMIT_ABSL_${part}}")
  endif()
endforeach()

add_library(remit_abseil INTERFACE)
if(can_stand_alone)
  set(alone "$<BOOL:$<TARGET_PROPERTY:REMIT_STANDS_ALONE>>")
  string(REPLACE ";" "," members "${static}")
  target_link_libraries(remit_abseil INTERFACE
    "$<${alone}:$<LINK_GROUP:RESCAN,${members}>>" "$<$<NOT:${alone}>:${shared}>")
else()
  target_link_libraries(remit_abseil INTERFACE ${shared})
endif()
target_link_options(remit_abseil INTERFACE -Wl,--as-needed)

# remit_stand_alone(<program>): links the C++ runtime into the program too.
function(remit_stand_alone name)
  # A sanitizer brings its own.
  if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    set_target_properties(${name} PROPERTIES REMIT_STANDS_ALONE ON)
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
endfunction()
