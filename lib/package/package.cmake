# How the library is put together and installed: `find_package(Retune COMPONENTS …)` and the pkg-config
# modules retune-core, for programs, and retune-plugin, for native tasks.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

option(RETUNE_INSTALL "Install the library" ${PROJECT_IS_TOP_LEVEL})
set(retune_package_source ${CMAKE_CURRENT_LIST_DIR})

# A component is a library with an export of its own, so that a program that wants Core need not have what the others link.
# It is static, unless BUILD_SHARED_LIBS is on.
function(retune_add_component component)
    string(TOLOWER ${component} lower)
    set(target retune-${lower})
    add_library(${target})
    add_library(Retune::${component} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${component} POSITION_INDEPENDENT_CODE ON)
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_include_directories(${target} PUBLIC
        $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    target_link_libraries(${target} PUBLIC Qt6::Core PRIVATE $<BUILD_INTERFACE:retune-options>)
    set_property(GLOBAL APPEND PROPERTY retune_components ${component})
endfunction()

# A static library hands what it links privately on to programs. These two link something, and note it for the installed
# package, which then finds it too: one line for each.
function(retune_link_package component module) # a module of pkg-config
    string(TOLOWER ${component} lower)
    pkg_check_modules(${module} REQUIRED IMPORTED_TARGET GLOBAL ${module})
    target_link_libraries(retune-${lower} PRIVATE PkgConfig::${module})
    set_property(GLOBAL APPEND PROPERTY retune_${component}_packages ${module})
endfunction()

function(retune_link_qt component module)
    string(TOLOWER ${component} lower)
    target_link_libraries(retune-${lower} PRIVATE Qt6::${module})
    set_property(GLOBAL APPEND PROPERTY retune_${component}_qt ${module})
endfunction()

function(retune_install_component component)
    string(TOLOWER ${component} lower)
    install(TARGETS retune-${lower} EXPORT Retune${component}Targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
    install(EXPORT Retune${component}Targets NAMESPACE Retune:: DESTINATION ${retune_cmake_folder})
endfunction()

# The public headers of a room, by name; the others are how it does its work.
function(retune_install_headers room)
    list(TRANSFORM ARGN PREPEND ${PROJECT_SOURCE_DIR}/lib/${room}/ OUTPUT_VARIABLE headers)
    list(TRANSFORM headers APPEND .h)
    install(FILES ${headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/retune/${room})
endfunction()

function(retune_install_package)
    set(facts "")
    get_property(components GLOBAL PROPERTY retune_components)
    foreach(component IN LISTS components)
        get_property(packages GLOBAL PROPERTY retune_${component}_packages)
        get_property(qt GLOBAL PROPERTY retune_${component}_qt)
        string(APPEND facts "set(_retune_${component}_packages ${packages})\nset(_retune_${component}_qt ${qt})\n")
    endforeach()
    configure_package_config_file(${retune_package_source}/RetuneConfig.cmake.in RetuneConfig.cmake
        INSTALL_DESTINATION ${retune_cmake_folder} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
    write_basic_package_version_file(RetuneConfigVersion.cmake COMPATIBILITY SameMinorVersion)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/RetuneConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/RetuneConfigVersion.cmake
        DESTINATION ${retune_cmake_folder})

    get_property(packages GLOBAL PROPERTY retune_Core_packages)
    list(JOIN packages " " packages)
    file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /) # ends with a slash
    get_target_property(moc Qt6::moc LOCATION)
    foreach(module retune-core retune-plugin)
        configure_file(${retune_package_source}/${module}.pc.in ${module}.pc @ONLY)
        install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${module}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
    endforeach()
    # For programs that are run where they were built: pkg-config takes a module called so for the one without the ending.
    set(prefix_from_pc ../)
    set(CMAKE_INSTALL_INCLUDEDIR include)
    configure_file(${retune_package_source}/retune-plugin.pc.in
        ${PROJECT_BINARY_DIR}/pkgconfig/retune-plugin-uninstalled.pc @ONLY)
endfunction()

set(retune_cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Retune)
