# shellcheck shell=bash
# What app/run, tests/run and .ci/run share: the packages of .ci/packages.txt, then configure and build a preset.
# Sourced, never run. It leaves the current folder of the script that sources it alone.

set -euo pipefail

retune_root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")

say() { printf '%s\n' "$@"; }
warn() { printf 'Note: %s\n' "$*" >&2; }

# die WHAT [WHAT TO DO]…
die() {
    printf 'Error: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '       %s\n' "$@" >&2
    exit 1
}

# free_mb FOLDER…: the space left in the fullest of them.
free_mb() {
    stat --file-system --format='%a %S' -- "$@" | awk '
        NR == 1 || $1 * $2 < least { least = $1 * $2 }
        END { print int(least / 1048576) }'
}

# ---- packages ----

as_root=()

# require_packages GROUP…: installs what is missing of these groups of packages.txt.
require_packages() {
    [[ -z ${RETUNE_SKIP_PACKAGES:-} ]] || return 0
    local wanted missing
    mapfile -t wanted < <(packages_of "$@")
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        die "This is not Debian (there is no dpkg or no apt-get), so nothing can be installed from here." \
            "Needed, by their names in Debian 12: ${wanted[*]}" \
            "If all of that is there under other names, set RETUNE_SKIP_PACKAGES=1 and start again."
    fi
    mapfile -t missing < <(missing_of "${wanted[@]}")
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

packages_of() {
    awk -v groups=" $* " '
        { sub(/#.*/, "") }
        /^\[/ { group = $1; gsub(/[][]/, "", group); next }
        NF && index(groups, " " group " ") { print $1 }' "$retune_root/.ci/packages.txt"
}

missing_of() {
    local installed name
    # dpkg-query fails for names it has never heard of; those are missing like the others.
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null) || true
    for name in "$@"; do
        [[ $'\n'$installed$'\n' == *$'\n'"installed $name"$'\n'* ]] || printf '%s\n' "$name"
    done
}

install_packages() {
    local command="apt-get update && apt-get install --no-install-recommends $*"
    local attempt log reason takes_mb
    say "Retune needs Debian packages that are not installed here:" "    $*" \
        "What each is for: $retune_root/.ci/packages.txt"
    warn_unless_tested_system
    ((EUID == 0)) || become_root "$command"
    log=$(mktemp --tmpdir retune-packages.XXXXXX)
    say "Fetching the package lists…"
    for attempt in 1 2 3; do
        # A failure here may come from a source that has none of these packages: the installation decides.
        apt_get update >"$log" 2>&1 || true
        takes_mb=$(size_of_install_mb "$@")
        require_space_for_packages "$takes_mb" "$command"
        say "Installing them and what they depend on ($takes_mb MB)…"
        if apt_get --yes install "$@" >>"$log" 2>&1; then
            rm -f -- "$log"
            return
        fi
        reason=$(reason_in "$log")
        if [[ $attempt == 3 || ($reason != network && $reason != lock) ]]; then break; fi
        say "That failed ($reason); trying again…"
        sleep 5
    done
    die_of_install "$reason" "$command" "$log"
}

apt_get() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get \
        --option DPkg::Lock::Timeout=300 --option Acquire::Retries=2 --no-install-recommends "$@" </dev/null
}

warn_unless_tested_system() {
    local name
    # shellcheck source=/dev/null
    name=$(. /etc/os-release && printf '%s %s' "${ID:-unknown}" "${VERSION_ID:-unknown}") || name=unknown
    [[ $name == "debian 12" ]] ||
        warn "Retune is tested on Debian 12; this is ${name}. Going on."
}

become_root() {
    command -v sudo >/dev/null ||
        die "Installing needs root, and there is no sudo. Run this as root, then start again:" "$1"
    if ! sudo --non-interactive true 2>/dev/null; then
        # sudo asks at the terminal, which need not be the standard input.
        { : </dev/tty; } 2>/dev/null ||
            die "Installing needs root, and sudo cannot ask for a password without a terminal." \
                "Run this as root, then start again:" "$1"
        say "Installing needs root; sudo may ask for your password."
        sudo --validate || die "sudo refused. Run this as root, then start again:" "$1"
    fi
    as_root=(sudo)
}

# What apt-get would download and unpack; 0 if it cannot tell, and then the installation says why.
size_of_install_mb() {
    apt_get --assume-no install "$@" 2>/dev/null | awk '
        BEGIN { scale["kB"] = 1e-3; scale["MB"] = 1; scale["GB"] = 1e3 }
        /^Need to get / || /^After this operation, .* will be used/ {
            gsub(/,/, "", $4); sub(/\/.*/, "", $5)
            sum += $4 * scale[$5]
        }
        END { print int(sum + 0.999) }' || true
}

# Stops before a disk runs full in the middle, which would leave packages half unpacked.
require_space_for_packages() {
    local free
    free=$(free_mb /usr /var /var/cache)
    (($1 <= free)) || die "Not enough disk: the packages take $1 MB, and $free MB are free in /usr or /var." \
        "Make room and start again, or run this as root yourself:" "$2"
}

# reason_in LOG: one word for why apt-get failed.
reason_in() {
    if grep -qE 'No space left on device|enough free space' "$1"; then echo disk
    elif grep -q 'Could not get lock' "$1"; then echo lock
    elif grep -q 'dpkg was interrupted' "$1"; then echo interrupted
    elif grep -qE 'Temporary failure resolving|Could not (resolve|connect)|Unable to connect' "$1"; then echo network
    elif grep -qE 'Connection (timed out|failed|refused)|Network is unreachable|Failed to fetch' "$1"; then echo network
    elif grep -qE 'Unable to locate package|has no installation candidate' "$1"; then echo unknown-package
    else echo other
    fi
}

die_of_install() {
    local what
    case $1 in
        disk) what="The disk is full." ;;
        lock) what="Another program is installing packages." ;;
        interrupted) what="An earlier installation was cut off: run 'dpkg --configure -a' as root first." ;;
        network) what="The packages could not be fetched: no network, or the package server does not answer." ;;
        unknown-package) what="This system's package sources do not have all of them." ;;
        *) what="apt-get failed." ;;
    esac
    grep -E '^E: ' "$3" | head -n 3 | sed 's/^/    /' >&2 || true
    die "$what" "Everything apt-get said: $3" "When that is solved start again, or run this as root yourself:" "$2"
}

# ---- build ----

# Where ccache is installed it is used, and two checkouts share what it keeps.
export CCACHE_BASEDIR=$retune_root CCACHE_NOHASHDIR=true

# build_preset PRESET [TARGET…]: configures if needed and builds; everything the tools say goes to build/PRESET/log.
build_preset() {
    local preset=$1 folder=$retune_root/build/$1
    shift
    if ! mkdir -p -- "$folder" 2>/dev/null || [[ ! -w $folder ]]; then
        die "Cannot write to $folder." \
            "Retune is built inside its checkout: use one that belongs to you, on a disk that can be written."
    fi
    # Two runs at once would write the same files.
    (
        flock 9
        configure_if_needed "$preset" "$folder"
        run_step "Building ($preset)" "$folder/log" \
            cmake --build --preset "$preset" ${1:+--target "$@"}
    ) 9>"$folder/lock"
}

configure_if_needed() {
    local preset=$1 folder=$2 extra=()
    local cache=$folder/CMakeCache.txt
    # ninja itself configures again when a CMakeLists.txt changes; of the presets and of a moved checkout it knows nothing.
    if [[ -e $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$retune_root" "$cache"; then
        extra+=(--fresh)
    elif [[ -e $folder/build.ninja && ! $retune_root/CMakePresets.json -nt $folder/build.ninja ]]; then
        return
    fi
    require_space_to_build "$preset" "$folder"
    ! command -v ccache >/dev/null || extra+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    run_step "Configuring ($preset)" "$folder/log" cmake --preset "$preset" "${extra[@]}"
}

# Stops before a disk runs full in the middle. What the builds took, with some to spare.
require_space_to_build() {
    local needed_mb free
    case $1 in
        dev) needed_mb=4000 ;;
        asan | release) needed_mb=2000 ;;
        *) needed_mb=600 ;;
    esac
    free=$(free_mb "$2")
    ((needed_mb <= free)) || die "Not enough disk: the build ($1) takes up to $needed_mb MB, and $free MB are free in $2."
}

# run_step NAME LOG COMMAND…: in the root of the checkout.
run_step() {
    local name=$1 log=$2
    shift 2
    [[ -t 1 ]] || say "$name…"
    if ! (cd -- "$retune_root" && "$@") </dev/null 2>&1 | tee -- "$log" | show_progress "$name"; then
        # From the first thing that went wrong on; what was fine before it is in the log.
        if grep -q '^FAILED:' "$log"; then sed -n '/^FAILED:/,$p' "$log"; else cat -- "$log"; fi | tail -n 200 >&2
        die "$name failed. The full output: $log"
    fi
}

# On a terminal one line that counts up ("Building (dev)… [12/133]"), elsewhere nothing.
show_progress() {
    local line
    if [[ ! -t 1 ]]; then
        cat >/dev/null
        return
    fi
    printf '%s…' "$1"
    while IFS= read -r line; do
        [[ $line != '['*/*']'* ]] || printf '\r%s… %s]' "$1" "${line%%]*}"
    done
    printf '\n'
}
