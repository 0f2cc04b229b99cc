# Toolchain: clang of packaging/zig for the machine REMIT_TARGET, such as x86_64-linux-gnu.2.17.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES REMIT_TARGET)
string(REGEX MATCH "^[^-]+" CMAKE_SYSTEM_PROCESSOR "${REMIT_TARGET}")
if(REMIT_TARGET MATCHES "windows")
  set(CMAKE_SYSTEM_NAME Windows)
else()
  set(CMAKE_SYSTEM_NAME Linux)
endif()
# Also where the target's name is this machine's: what is built is for others.
set(CMAKE_CROSSCOMPILING ON)

set(tools "${CMAKE_CURRENT_LIST_DIR}/zig")
set(CMAKE_C_COMPILER "${tools}/zig-clang")
set(CMAKE_CXX_COMPILER "${tools}/zig-clang++")
set(CMAKE_C_COMPILER_TARGET "${REMIT_TARGET}")
set(CMAKE_CXX_COMPILER_TARGET "${REMIT_TARGET}")
set(CMAKE_AR "${tools}/zig-ar" CACHE FILEPATH "")
set(CMAKE_RANLIB "${tools}/zig-ranlib" CACHE FILEPATH "")
set(CMAKE_RC_COMPILER "${tools}/zig-rc")

# Nothing of this machine's own headers and libraries.
set(CMAKE_FIND_ROOT_PATH "${CMAKE_CURRENT_LIST_DIR}/nothing")
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
