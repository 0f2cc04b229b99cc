# Settings shared by every target, and the functions that declare them.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

# A cache that cannot be written (no home directory, a read-only one) is worse than none: every
# compilation would fail. One empty file through it tells.
find_program(REMIT_CCACHE ccache)
if(REMIT_CCACHE)
  set(probe "${CMAKE_BINARY_DIR}/ccache_probe.cc")
  file(CONFIGURE OUTPUT "${probe}" CONTENT "// Compiled once to see whether the cache works.\n")
  execute_process(COMMAND "${REMIT_CCACHE}" "${CMAKE_CXX_COMPILER}" -c "${probe}" -o "${probe}.o"
                  RESULT_VARIABLE probe_status OUTPUT_QUIET ERROR_VARIABLE probe_error)
  if(NOT probe_status EQUAL 0)
    message(STATUS "Building without ccache: ${probe_error}")
    set(REMIT_CCACHE "")
  endif()
endif()
if(REMIT_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${REMIT_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${REMIT_CCACHE}")
endif()

# The build type of the preset `tested`: as fast as what is shipped, with its assertions.
set(CMAKE_C_FLAGS_TESTED "-O2")
set(CMAKE_CXX_FLAGS_TESTED "-O2")

# A switch over an enumeration names every member: what is added later must not vanish in a default.
set(REMIT_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum
    -Werror=switch -Werror=switch-enum)
include(RemitPrecompiled)

# Who evaluates rows, or reads and writes files of them, is built for speed; who reads policies, checks, prepares,
# compares and tells may be built for size: for clang that makes half of their code and leaves the measured work as
# it is. Fast stay these rooms, and in the others these files.
set(REMIT_COLD_FLAGS "" CACHE STRING "Options of compilation for what does not evaluate rows")
separate_arguments(REMIT_COLD_OPTIONS NATIVE_COMMAND "${REMIT_COLD_FLAGS}")
set(REMIT_ROOM_FLAGS "" CACHE STRING "Options of compilation for all rooms")
separate_arguments(REMIT_ROOM_OPTIONS NATIVE_COMMAND "${REMIT_ROOM_FLAGS}")
set(REMIT_HOT_ROOMS base number table type)
set(REMIT_HOT_FILES "/cli/csv/|/report/ledger(_columns)?\\.cc$|"
  "/column/(bind|kernels|nodes|run)/|/column/(prepared_row|recurrence)\\.cc$|/run/one_row\\.cc$|"
  "/row/(apportion|arithmetic|dates|evaluator|fold|group|leaves|logic|lookup|map|match|operation|order|party|rank|"
  "scale|tables|texts|ties|value|without_limit|work_calendar)\\.cc$|_fast_[0-9]+\\.cc$")
list(JOIN REMIT_HOT_FILES "" REMIT_HOT_FILES)
set(REMIT_HOT_OPTIONS -O2)

# remit_room(<target> <folder>): the options of compilation for its room, with the precompiled header that has
# the same ones.
function(remit_room target name)
  set(prelude remit_prelude)
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${REMIT_ROOM_OPTIONS}>")
  if(REMIT_COLD_OPTIONS AND NOT name IN_LIST REMIT_HOT_ROOMS)
    set(prelude remit_prelude_cold)
    target_compile_options(${target} PRIVATE ${REMIT_COLD_OPTIONS})
    # When the folder has said which have options of their own, and which are compiled together.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL remit_keep_fast ${target})")
  endif()
  remit_use_precompiled(${target} ${prelude})
endfunction()

# remit_keep_fast(<target>): those of its files that are built for speed, though its room is not.
function(remit_keep_fast target)
  get_target_property(all ${target} SOURCES)
  foreach(source ${all})
    get_source_file_property(own "${source}" COMPILE_OPTIONS)
    if(NOT own AND source MATCHES "${REMIT_HOT_FILES}")
      set_source_files_properties("${source}" PROPERTIES
        COMPILE_OPTIONS "${REMIT_HOT_OPTIONS}" SKIP_PRECOMPILE_HEADERS ON)
    endif()
  endforeach()
endfunction()

# remit_headers(<target> <folder>): makes "<folder>/<file>.h" known to the target and to who links it,
# and nothing of the folders beside: the folder, this one, stands alone under a root of its own.
function(remit_headers target name)
  set(root "${CMAKE_BINARY_DIR}/rooms/${name}")
  file(MAKE_DIRECTORY "${root}")
  file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${root}/${name}" SYMBOLIC)
  target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${root}>")
endfunction()

# remit_sources(<variable> <patterns>...): the sources that match, but for those of other systems:
# what one system needs alone stands in a file <name>_windows.cc, <name>_posix.cc or <name>_wasm.cc.
# WebAssembly takes the one for POSIX where it has none of its own.
function(remit_sources variable)
  file(GLOB sources CONFIGURE_DEPENDS ${ARGN})
  if(WIN32)
    list(FILTER sources EXCLUDE REGEX "_(posix|wasm)\\.cc$")
  elseif(EMSCRIPTEN)
    list(FILTER sources EXCLUDE REGEX "_windows\\.cc$")
    foreach(source ${sources})
      if(source MATCHES "_wasm\\.cc$")
        string(REGEX REPLACE "_wasm\\.cc$" "_posix.cc" other "${source}")
        list(REMOVE_ITEM sources "${other}")
      endif()
    endforeach()
  else()
    list(FILTER sources EXCLUDE REGEX "_(windows|wasm)\\.cc$")
  endif()
  set(${variable} ${sources} PARENT_SCOPE)
endfunction()

set(REMIT_MUTATED "" CACHE PATH "Folder of changed sources that are compiled instead (tests/mutation)")

# remit_changed(<variable>): the sources in it, those that `make mutants` has written anew by theirs.
function(remit_changed variable)
  set(taken)
  foreach(source ${${variable}})
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE inside)
    if(EXISTS "${REMIT_MUTATED}/${inside}")
      set(source "${REMIT_MUTATED}/${inside}")
      set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS "-w;-Wno-narrowing")
    endif()
    list(APPEND taken "${source}")
  endforeach()
  set(${variable} ${taken} PARENT_SCOPE)
endfunction()

# remit_library(<folder> DEPENDS <folders and libraries>...)
#
# The folder's own CMakeLists.txt calls this once: every .cc beside it belongs to the target
# `remit_<folder>` (alias `remit::<folder>`), included as "<folder>/<file>.h" by who links it.
function(remit_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  remit_sources(sources "${CMAKE_CURRENT_SOURCE_DIR}/*.cc" "${CMAKE_CURRENT_SOURCE_DIR}/*/*.cc")
  if(REMIT_MUTATED)
    remit_changed(sources)
  endif()
  add_library(remit_${name} STATIC ${sources})
  add_library(remit::${name} ALIAS remit_${name})
  remit_headers(remit_${name} ${name})
  target_link_libraries(remit_${name} PUBLIC ${ARG_DEPENDS})
  target_compile_options(remit_${name} PRIVATE ${REMIT_WARNINGS})
  if(REMIT_TOGETHER)
    # When the folder has said which of its files have options of their own.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL remit_compile_together remit_${name})")
  endif()
  remit_room(remit_${name} ${name})
endfunction()

set(REMIT_TEST_OPTIMISATION $<$<NOT:$<CONFIG:Debug>>:-O1>)

# remit_test(<name> SOURCES <files>... DEPENDS <targets>...): a GoogleTest program, run by ctest
# from the top of the project. What tests share is in tests/support/.
function(remit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} remit_test_support GTest::gmock GTest::gtest_main)
  # Tests are compiled once and run for a moment: little optimisation saves much of the build.
  target_compile_options(${name} PRIVATE ${REMIT_WARNINGS} ${REMIT_TEST_OPTIMISATION})
  # As in their precompiled headers: no flag, which lets the compiler's default stand.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  remit_use_precompiled(${name} remit_test_prelude)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
endfunction()

option(REMIT_FUZZER "Link fuzz targets with libFuzzer (clang; see the preset fuzz)" OFF)

# remit_fuzz(<name> SOURCES <files>... DEPENDS <targets>... [CORPUS <folders>...] [MUTATIONS <n>])
#
# A program around LLVMFuzzerTestOneInput. With REMIT_FUZZER it is a libFuzzer program, run by hand.
# Otherwise a small driver runs every file of the corpus and MUTATIONS (default 20 000) reproducible
# variations of them, as an ordinary test.
function(remit_fuzz name)
  cmake_parse_arguments(ARG "" "MUTATIONS" "SOURCES;DEPENDS;CORPUS" ${ARGN})
  if(NOT ARG_MUTATIONS)
    set(ARG_MUTATIONS 20000)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS})
  target_compile_options(${name} PRIVATE ${REMIT_WARNINGS})
  if(REMIT_FUZZER)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/fuzz/driver.cc")
    add_test(NAME ${name} COMMAND ${name} ${ARG_MUTATIONS} ${ARG_CORPUS}
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  endif()
endfunction()
