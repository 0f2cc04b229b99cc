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

# remit_precompile(<name> <header>): an object library that only owns the precompiled header, which
# is named as sources name it (<folder/file.h>): a path from the root of the machine would keep
# checkouts from sharing a cache.
function(remit_precompile name header)
  set(source "${CMAKE_BINARY_DIR}/${name}.cc")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Owns precompiled headers.\n")
  add_library(${name} OBJECT "${source}")
  target_compile_options(${name} PRIVATE ${REMIT_WARNINGS})
  target_precompile_headers(${name} PRIVATE "${header}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # Otherwise it has other bytes each time, and so nothing compiled with it is found in the cache.
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# remit_use_precompiled(<target> <owner>): both must be compiled with the same options, except for
# sources that have SKIP_PRECOMPILE_HEADERS.
function(remit_use_precompiled target owner)
  target_precompile_headers(${target} REUSE_FROM ${owner})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endfunction()

# remit_compile_together(<target>): about four files are compiled as one and share what headers and
# templates cost; building one file again takes a few seconds instead of two. Which files go together
# follows from a file's name, so that a new one rebuilds what it joins and nothing else. `make lint`
# takes each file alone, so what only compiles beside another shows there. Not CMake's UNITY_BUILD,
# whose files name their parts from the root of the machine: no two checkouts would share a cache.
function(remit_compile_together target)
  get_target_property(done ${target} REMIT_COMPILED_TOGETHER)
  if(CMAKE_DISABLE_PRECOMPILE_HEADERS OR done)
    return()
  endif()
  set_target_properties(${target} PROPERTIES REMIT_COMPILED_TOGETHER ON)
  get_target_property(all ${target} SOURCES)
  list(FILTER all INCLUDE REGEX "\\.cc$")
  set(sources)
  set(fast)
  foreach(source ${all})
    get_source_file_property(own "${source}" COMPILE_OPTIONS)
    get_source_file_property(taken "${source}" HEADER_FILE_ONLY)
    if(own OR taken OR source MATCHES "${REMIT_COMPILED_ALONE}")
      continue()
    elseif(REMIT_COLD_OPTIONS AND source MATCHES "${REMIT_HOT_FILES}")
      list(APPEND fast "${source}")
    else()
      list(APPEND sources "${source}")
    endif()
  endforeach()
  remit_join(${target} ${target} ${sources})
  remit_join(${target} ${target}_fast ${fast})
endfunction()

# remit_join(<target> <prefix> <sources>...): in place of the sources, files <prefix>_<group>.cc that include them.
function(remit_join target prefix)
  set(sources ${ARGN})
  if(NOT sources)
    return()
  endif()
  set_source_files_properties(${sources} PROPERTIES HEADER_FILE_ONLY ON)
  # The number of groups changes only where that of the files doubles.
  list(LENGTH sources count)
  set(groups 1)
  while(groups LESS_EQUAL 64 AND count GREATER REMIT_MOST_TOGETHER)
    math(EXPR groups "${groups} * 2")
    math(EXPR count "${count} / 2")
  endwhile()
  foreach(source ${sources})
    get_filename_component(path "${source}" ABSOLUTE)
    file(RELATIVE_PATH path "${CMAKE_CURRENT_BINARY_DIR}" "${path}")
    get_filename_component(name "${source}" NAME)
    string(MD5 digest "${name}")
    string(SUBSTRING "${digest}" 0 4 digest)
    math(EXPR group "0x${digest} % ${groups}")
    string(APPEND text_${group} "#include \"${path}\"\n")
  endforeach()
  math(EXPR last "${groups} - 1")
  foreach(group RANGE ${last})
    if(text_${group})
      set(together "${CMAKE_CURRENT_BINARY_DIR}/${prefix}_${group}.cc")
      file(CONFIGURE OUTPUT "${together}" CONTENT "${text_${group}}" @ONLY)
      target_sources(${target} PRIVATE "${together}")
    endif()
  endforeach()
endfunction()

# A release is compiled from nothing, for each platform: every room together, in larger groups. Alone stay files
# with options or macros of their own, with a name that another of their room has, and those of `diagnostic`,
# which read the same tables in many ways.
option(REMIT_TOGETHER "Compile the files of every room together" OFF)
set(REMIT_MOST_TOGETHER 5)
set(REMIT_COMPILED_ALONE "_windows\\.cc$")  # the system's header has macros of many names
if(REMIT_TOGETHER)
  set(REMIT_MOST_TOGETHER 12)
  string(APPEND REMIT_COMPILED_ALONE
    "|/column/(kernels/.*|compile/emitter|nodes/(fold|smaller_places|tally)|run/(mask_steps|memory|pass))\\.cc$|"
    "/cli/verb/lsp\\.cc$|/check/typer_path\\.cc$|/compare/finding_changes\\.cc$|/diagnostic/[^/]*\\.cc$|/number/apportion_fixed\\.cc$|"
    "/report/(cell_title|misspelt_codes|notation|rows_outside|value_text|words)\\.cc$|"
    "/run/(made_tables|one_row)\\.cc$|/sweep/(figure_list|variants)\\.cc$|/syntax/prose\\.cc$|"
    "/table/(arrow_texts|digest|key_prints|key_tuples|whole_shares)\\.cc$")
endif()
