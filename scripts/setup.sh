# shellcheck shell=bash disable=SC2034 # the lists are for those who source this
# Installs Debian packages and builds: what ./run, ./test and .ci/run have in common. Sourced by them
# from the root of the repository. Everything is said on standard error.

# What each needs, on a Debian 12 with nothing but its base system.
run_packages=(
  g++ cmake ninja-build pkg-config
  libboost1.81-dev libcli11-dev libcpp-httplib-dev libcsv-dev libcurl4-openssl-dev libedit-dev
  libfmt-dev libhiredis-dev libre2-dev libsqlite3-dev libsqlitecpp-dev libssl-dev
  libtomlplusplus-dev libudunits2-dev libutf8proc-dev libxxhash-dev
  nlohmann-json3-dev prometheus-cpp-dev wamerican wordnet-base zlib1g-dev
)
package_packages=("${run_packages[@]}" dpkg-dev file)
test_packages=("${run_packages[@]}" binutils catch2 chromium groff-base man-db openssl redis-server systemd)
check_packages=(
  "${test_packages[@]}" "${package_packages[@]}"
  clang clang-format clang-tidy haproxy libbenchmark-dev libclang-rt-14-dev lintian nginx-light shellcheck sqlite3 strace
)
# Node.js is taken as it is where it is there, since it often comes from elsewhere.
node_packages=()
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  node_packages=(nodejs npm)
fi

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$(basename "$0"): $*"
  exit 4
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    fail "installing Debian packages needs root; run this as root, install sudo, or install yourself:" \
      "${missing[*]}"
  fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >&2
}

# Installs those of the packages that are not there yet, which is none from the second time on.
install_packages() {
  local package installed missing=()
  command -v dpkg-query apt-get > /dev/null ||
    fail "this needs Debian 12: there is no apt-get to install with"
  # Names of packages that are not known at all are no reason to end: they are missing.
  installed=$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" 2> /dev/null || true)
  for package in "$@"; do
    [[ $'\n'$installed$'\n' == *$'\n'"$package installed"$'\n'* ]] || missing+=("$package")
  done
  [[ ${#missing[@]} == 0 ]] && return
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  local lists=(/var/lib/apt/lists/*_Packages*) install=(install --yes --no-install-recommends)
  if [[ -e ${lists[0]} ]] && apt "${install[@]}" "${missing[@]}"; then return; fi
  # No lists of packages yet, or old ones.
  apt update || fail "cannot get the lists of Debian packages; is there a network?"
  apt "${install[@]}" "${missing[@]}" && return
  # shellcheck source=/dev/null
  fail "cannot install all packages; they are those of Debian 12, this is" \
    "$(. /etc/os-release && printf '%s' "$PRETTY_NAME")"
}

# Configures and builds a preset; says nothing where there is nothing to do.
build_preset() {
  local preset=$1 folder=build/$1
  mkdir -p "$folder"
  if [[ ! -e $folder/build.ninja ]]; then
    say "Configuring $preset"
    if ! cmake --preset "$preset" > "$folder/configure.log" 2>&1; then
      cat "$folder/configure.log" >&2
      return 1
    fi
  fi
  if [[ $(ninja -C "$folder" -n 2> /dev/null) == *"no work to do"* ]]; then return; fi
  say "Building $preset"
  cmake --build --preset "$preset" >&2
}
