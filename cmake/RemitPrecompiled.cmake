# Headers that most sources include are compiled once: reading them is half of what a file of 150
# lines costs. A source still includes all that it uses: the preset `clang`, which `make lint`
# builds, knows no precompiled headers (CMAKE_DISABLE_PRECOMPILE_HEADERS).

# ccache keeps what was compiled with precompiled headers only if told that their macros and times
# do not matter (ccache(1), "Precompiled headers"); it hashes their contents all the same. It finds
# what a file depends on in the compiler's own list instead of preprocessing the file for itself.
if(REMIT_CCACHE AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DEPEND=1 "${REMIT_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
endif()

# remit_precompile(<name> <header>): an object library that only owns the precompiled header.
function(remit_precompile name header)
  set(source "${CMAKE_BINARY_DIR}/${name}.cc")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Owns precompiled headers.\n")
  add_library(${name} OBJECT "${source}")
  target_compile_options(${name} PRIVATE ${REMIT_WARNINGS})
  target_precompile_headers(${name} PRIVATE "${header}")
endfunction()

# remit_use_precompiled(<target> <owner>): both must be compiled with the same options, except for
# sources that have SKIP_PRECOMPILE_HEADERS.
function(remit_use_precompiled target owner)
  target_precompile_headers(${target} REUSE_FROM ${owner})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endfunction()

# remit_compile_together(<target>): four files are compiled as one and share what headers and
# templates cost; building one file again takes a few seconds instead of two. `make lint` takes each
# file alone, so what only compiles beside another shows there.
function(remit_compile_together target)
  if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 4)
  endif()
endfunction()
