# Headers that most sources include are compiled once: reading them is half of what a file of 150
# lines costs. A source still includes all that it uses: the preset `clang`, which `make lint`
# builds, knows no precompiled headers (CMAKE_DISABLE_PRECOMPILE_HEADERS).

set(REMIT_PRECOMPILED <algorithm> <array> <compare> <cstdint> <functional> <limits> <map> <memory>
    <optional> <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)

# ccache keeps what was compiled with precompiled headers only if told that their macros and times
# do not matter (ccache(1), "Precompiled headers"); it hashes their contents all the same.
if(REMIT_CCACHE AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros "${REMIT_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
endif()

# remit_precompile(<name> <headers>...): an object library that only owns the headers.
function(remit_precompile name)
  set(source "${CMAKE_BINARY_DIR}/${name}.cc")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Owns precompiled headers.\n")
  add_library(${name} OBJECT "${source}")
  target_compile_options(${name} PRIVATE ${REMIT_WARNINGS})
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

# remit_use_precompiled(<target> <owner>): both must be compiled with the same options, except for
# sources that have SKIP_PRECOMPILE_HEADERS.
function(remit_use_precompiled target owner)
  target_precompile_headers(${target} REUSE_FROM ${owner})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endfunction()
