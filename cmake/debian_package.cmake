# A Debian package of the release: `cmake --workflow --preset package`, or cpack in build/release after it
# was built. What the package has besides what `cmake --install` gives is the component "debian".
# Paths of the system itself are not below the prefix.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME jauap)
set(CPACK_PACKAGE_CONTACT "Maintainers of Jauap <maintainers@jauap.invalid>" CACHE STRING
  "Who maintains the package that is built, with an address")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Answers questions in everyday English from a body of facts that people have
written down, and shows where each answer comes from; what the facts do not
say is declined. It has no language model and needs no network.

The program answers in a shell, serves a page and an HTTP API, and speaks
with chat platforms and with clients of OpenAI and MCP. Two packs of facts
come with it. The service is not started by itself:
systemctl enable --now jauap")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Words of the language, which it cannot do without; words of like meaning, and whom to trust.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "wamerican")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "wordnet-base, ca-certificates")
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_INSTALL_CMAKE_PROJECTS
  "${PROJECT_BINARY_DIR};jauap;ALL;/;${PROJECT_BINARY_DIR};jauap;debian;/")

set(folder ${PROJECT_SOURCE_DIR}/deploy/debian)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${folder}/conffiles ${folder}/postinst ${folder}/prerm ${folder}/postrm)

set(documents ${CMAKE_INSTALL_DATADIR}/doc/jauap)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/systemd/jauap.service DESTINATION /lib/systemd/system
  COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/systemd/environment DESTINATION /etc/jauap
  COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES ${folder}/copyright DESTINATION ${documents} COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES ${folder}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
  RENAME jauap COMPONENT debian EXCLUDE_FROM_ALL)
configure_file(${folder}/changelog.in ${PROJECT_BINARY_DIR}/generated/changelog @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/generated/changelog DESTINATION ${documents}
  COMPONENT debian EXCLUDE_FROM_ALL)
# Licences ask to be passed on with what was made of them, which is what is not linked at run time.
foreach(package libboost1.81-dev libcli11-dev libsqlitecpp-dev nlohmann-json3-dev)
  install(FILES /usr/share/doc/${package}/copyright DESTINATION ${documents}/built-in
    RENAME ${package} COMPONENT debian EXCLUDE_FROM_ALL)
endforeach()
# Where Debian has its zsh look, and compressed as Debian has it, without the time of day.
install(CODE [[
  set(share "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/share")
  file(MAKE_DIRECTORY "${share}/zsh/vendor-completions")
  file(RENAME "${share}/zsh/site-functions/_jauap" "${share}/zsh/vendor-completions/_jauap")
  file(REMOVE_RECURSE "${share}/zsh/site-functions")
  execute_process(COMMAND gzip --best --no-name --force
    "${share}/doc/jauap/changelog" "${share}/man/man1/jauap.1" COMMAND_ERROR_IS_FATAL ANY)
]] COMPONENT debian EXCLUDE_FROM_ALL)

include(CPack)
