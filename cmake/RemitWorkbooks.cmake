# What the program reads and writes workbooks with; the target `remit_workbooks` is minizip, Expat and
# libxlsxwriter. They come from packages of this machine, or with REMIT_ABSEIL=source from the sources in
# REMIT_PARTS (packaging/fetch_parts.sh), built here and linked in: with what the program needs of them
# alone, and so not by their own build files.
add_library(remit_workbooks INTERFACE)
unset(REMIT_XLSXWRITER_LIBRARY CACHE)
if(NOT REMIT_ABSEIL STREQUAL "source")
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(REMIT_WORKBOOKS REQUIRED IMPORTED_TARGET minizip expat)
  pkg_check_modules(REMIT_XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
  target_link_libraries(remit_workbooks INTERFACE PkgConfig::REMIT_WORKBOOKS)
  # Loaded by the program with the first workbook that it writes (cli/workbook/xlsxwriter.h), by the name that
  # it has at run time; where that is not to be found it is linked as the others are.
  find_library(REMIT_XLSXWRITER_FILE xlsxwriter PATHS ${REMIT_XLSXWRITER_LIBRARY_DIRS})
  mark_as_advanced(REMIT_XLSXWRITER_FILE)
  execute_process(COMMAND "${CMAKE_OBJDUMP}" -p "${REMIT_XLSXWRITER_FILE}" OUTPUT_VARIABLE dynamic ERROR_QUIET)
  if(dynamic MATCHES "SONAME +([^ \n]+)")
    set(REMIT_XLSXWRITER_LIBRARY "${CMAKE_MATCH_1}" CACHE INTERNAL "The name that is loaded")
    target_include_directories(remit_workbooks SYSTEM INTERFACE ${REMIT_XLSXWRITER_INCLUDE_DIRS})
    target_link_libraries(remit_workbooks INTERFACE ${CMAKE_DL_LIBS})
  else()
    target_link_libraries(remit_workbooks INTERFACE PkgConfig::REMIT_XLSXWRITER)
  endif()
  return()
endif()

# remit_part(<name> SOURCES <patterns in REMIT_PARTS>... [INCLUDES <folders>...] [DEFINES <macros>...]
#            [DEPENDS <targets>...]): a static library; its warnings are its authors' business.
function(remit_part name)
  cmake_parse_arguments(ARG "" "" "SOURCES;INCLUDES;DEFINES;DEPENDS" ${ARGN})
  list(TRANSFORM ARG_SOURCES PREPEND "${REMIT_PARTS}/")
  file(GLOB sources ${ARG_SOURCES})
  add_library(${name} STATIC EXCLUDE_FROM_ALL ${sources})
  target_include_directories(${name} SYSTEM PUBLIC ${ARG_INCLUDES})
  target_compile_definitions(${name} PRIVATE ${ARG_DEFINES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS})
  target_compile_options(${name} PRIVATE -w)
endfunction()

# Without gz*.c: nothing here reads or writes files of gzip.
remit_part(part_zlib
  SOURCES zlib/adler32.c zlib/compress.c zlib/crc32.c zlib/deflate.c zlib/inf*.c zlib/trees.c
          zlib/uncompr.c zlib/zutil.c
  INCLUDES "${REMIT_PARTS}/zlib")

# Included as <minizip/unzip.h>. No ciphers: a workbook with a password is refused before it is read.
# The files of WebAssembly are in memory, which has no calls for 64-bit files.
remit_part(part_minizip
  SOURCES minizip/ioapi.c minizip/unzip.c minizip/zip.c
  INCLUDES "${REMIT_PARTS}"
  DEFINES NOCRYPT NOUNCRYPT $<$<BOOL:${EMSCRIPTEN}>:USE_FILE32API>
  DEPENDS part_zlib)
target_link_libraries(part_minizip PUBLIC part_zlib)

# Its seed against crafted names comes from the system; C libraries from before 2.25 have no getrandom.
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/part_expat/expat_config.h" CONTENT
  "#define BYTEORDER 1234\n#define XML_CONTEXT_BYTES 1024\n#define XML_DTD 1\n#define XML_NS 1\n#define XML_GE 1\n")
set(seed XML_DEV_URANDOM HAVE_UNISTD_H)
if(WIN32)
  set(seed)  # rand_s
endif()
remit_part(part_expat
  SOURCES expat/expat/lib/*.c
  INCLUDES "${REMIT_PARTS}/expat/expat/lib" "${CMAKE_BINARY_DIR}/part_expat"
  DEFINES XML_BUILDING_EXPAT ${seed})
target_compile_definitions(part_expat PUBLIC XML_STATIC)

# No MD5: it would only find pictures that are there twice.
remit_part(part_xlsxwriter
  SOURCES libxlsxwriter/src/*.c libxlsxwriter/third_party/tmpfileplus/tmpfileplus.c
  INCLUDES "${REMIT_PARTS}/libxlsxwriter/include"
  DEFINES USE_SYSTEM_MINIZIP USE_NO_MD5
  DEPENDS part_minizip)

target_link_libraries(remit_workbooks INTERFACE part_minizip part_expat part_xlsxwriter)
