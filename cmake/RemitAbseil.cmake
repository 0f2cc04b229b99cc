# Where Abseil comes from; the target `remit_abseil` is the parts of it that this project uses.
#   debian   the packages of Debian 12 (RemitAbseilOfDebian.cmake)
#   package  an installation of the vendor's own, found by find_package(absl)
#   source   the sources in REMIT_PARTS (packaging/fetch_parts.sh), with utf8proc's, built along and
#            linked in: what a release does
set(REMIT_ABSEIL debian CACHE STRING "Where Abseil comes from: debian, package or source")
set_property(CACHE REMIT_ABSEIL PROPERTY STRINGS debian package source)
set(REMIT_PARTS "" CACHE PATH "Folder with the sources and headers of what Remit contains")

if(REMIT_ABSEIL STREQUAL "debian")
  include(RemitAbseilOfDebian)
  return()
endif()

# remit_link_without_atomic(<folder>): takes out of the targets below what a patch of Debian adds for some
# processors, a library and flags that the linker for WebAssembly does not know.
function(remit_link_without_atomic folder)
  get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target ${targets})
    foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
      get_target_property(libraries ${target} ${property})
      if(libraries)
        list(FILTER libraries EXCLUDE REGEX "-latomic|--push-state|--pop-state")
        set_target_properties(${target} PROPERTIES ${property} "${libraries}")
      endif()
    endforeach()
  endforeach()
  get_property(folders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(each ${folders})
    remit_link_without_atomic("${each}")
  endforeach()
endfunction()

add_library(remit_abseil INTERFACE)
if(REMIT_ABSEIL STREQUAL "package")
  find_package(absl REQUIRED)
elseif(REMIT_ABSEIL STREQUAL "source")
  set(ABSL_PROPAGATE_CXX_STD ON)
  set(BUILD_SHARED_LIBS OFF)
  set(BUILD_TESTING OFF)
  add_subdirectory("${REMIT_PARTS}/abseil" "${CMAKE_BINARY_DIR}/abseil" EXCLUDE_FROM_ALL SYSTEM)
  if(EMSCRIPTEN)
    remit_link_without_atomic("${REMIT_PARTS}/abseil")
  endif()
  add_subdirectory("${REMIT_PARTS}/utf8proc" "${CMAKE_BINARY_DIR}/utf8proc" EXCLUDE_FROM_ALL SYSTEM)
  target_include_directories(remit_abseil SYSTEM INTERFACE "${REMIT_PARTS}/headers")
else()
  message(FATAL_ERROR "REMIT_ABSEIL is debian, package or source, and not ${REMIT_ABSEIL}")
endif()
target_link_libraries(remit_abseil INTERFACE
  absl::function_ref absl::hash absl::inlined_vector absl::span absl::status absl::statusor
  absl::str_format absl::strings)

# remit_stand_alone(<program>): what it links is in it already.
function(remit_stand_alone name)
endfunction()
