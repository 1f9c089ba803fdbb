# Measurements: ratios, side by side in one run. See bench/README.md.

run_bench() {
    install_packages "the measurements" "${BUILD_PACKAGES[@]}" "${WEBRTC_PACKAGES[@]}" "${MACHINE_PACKAGES[@]}"
    find_jdk
    PROGRAMS+=(bench)
    build_programs
    utf8_locale
    exec "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" -Daegis.root="$AEGIS_ROOT" -cp "$(class_path bench)" dev.aegis.bench.Main "$@"
}
