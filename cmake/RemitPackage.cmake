# What is installed, in three components that are the three Debian packages: libremit1 (the shared
# library), libremit-dev (header, pkg-config, CMake package), remit (the program).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set_target_properties(remit_capi PROPERTIES EXPORT_NAME remit)
install(TARGETS remit_capi EXPORT RemitTargets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT libremit1 NAMELINK_COMPONENT libremit-dev
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT libremit1
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT libremit-dev)
install(FILES "${PROJECT_SOURCE_DIR}/capi/remit.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  COMPONENT libremit-dev)

set(REMIT_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/Remit")
install(EXPORT RemitTargets NAMESPACE Remit:: DESTINATION "${REMIT_CMAKE_DIR}"
  COMPONENT libremit-dev)
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/package/RemitConfig.cmake.in"
  "${CMAKE_BINARY_DIR}/package/RemitConfig.cmake" INSTALL_DESTINATION "${REMIT_CMAKE_DIR}")
write_basic_package_version_file("${CMAKE_BINARY_DIR}/package/RemitConfigVersion.cmake"
  COMPATIBILITY SameMajorVersion)
install(FILES "${CMAKE_BINARY_DIR}/package/RemitConfig.cmake"
              "${CMAKE_BINARY_DIR}/package/RemitConfigVersion.cmake"
  DESTINATION "${REMIT_CMAKE_DIR}" COMPONENT libremit-dev)

# Relative to its own place, so that the tree may be moved.
file(RELATIVE_PATH REMIT_PC_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file("${CMAKE_CURRENT_LIST_DIR}/package/remit.pc.in" "${CMAKE_BINARY_DIR}/package/remit.pc"
  @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/package/remit.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT libremit-dev)

if(TARGET remit)
  install(TARGETS remit RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT remit)
  install(FILES docs/man/remit.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT remit)
  install(FILES docs/man/zh_CN/remit.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/zh_CN/man1" COMPONENT remit)
endif()

# `make debs` writes the three packages.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME remit)
set(CPACK_PACKAGE_CONTACT "The Remit authors <remit@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL libremit1 libremit-dev remit)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_SECTION math)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
foreach(component LIBREMIT1 LIBREMIT-DEV REMIT)
  string(TOLOWER ${component} package)
  set(CPACK_DEBIAN_${component}_PACKAGE_NAME ${package})
endforeach()
set(CPACK_DEBIAN_LIBREMIT1_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBREMIT-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBREMIT-DEV_PACKAGE_DEPENDS "libremit1 (= ${PROJECT_VERSION})")
if(REMIT_XLSXWRITER_LIBRARY MATCHES "^(.+)\\.so\\.([0-9]+)$")
  # Loaded by its name, so shlibdeps does not see it.
  set(CPACK_DEBIAN_REMIT_PACKAGE_DEPENDS "${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
endif()
set(CPACK_COMPONENT_LIBREMIT1_DESCRIPTION "Exact policy engine: the shared library")
set(CPACK_COMPONENT_LIBREMIT-DEV_DESCRIPTION "Exact policy engine: header and build files")
set(CPACK_COMPONENT_REMIT_DESCRIPTION "Exact policy engine: the command line program")
include(CPack)
