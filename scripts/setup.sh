# shellcheck shell=bash
# What the launchers share: finding .NET, building once, installing Debian packages.

adc_say() {
    printf 'adc: %s\n' "$*" >&2
}

adc_require_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1; then
        adc_say "the .NET 10 SDK was not found; on Debian and Ubuntu: apt-get install dotnet-sdk-10.0, elsewhere: https://dot.net"
        exit 8
    fi
}

# Runs a build, unless no source is newer than its last success: adc_once HOME NAME FOLDER... -- COMMAND...
adc_once() {
    local home=$1 stamp=$1/artifacts/.$2 sources=("$1/Directory.Build.props" "$1/Directory.Packages.props" "$1/global.json")
    shift 2
    while [ "$1" != -- ]; do
        sources+=("$home/$1")
        shift
    done
    shift
    if [ -f "$stamp" ] &&
        [ -z "$(find "${sources[@]}" \( -name bin -o -name obj \) -prune -o -newer "$stamp" -type f -print -quit)" ]; then
        return
    fi
    adc_say "building (once)"
    local log begun
    log=$(mktemp)
    begun=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log" "$begun"
        adc_say "the build failed; the messages above say why"
        return 1
    fi
    # What changed while the build ran will be built next time.
    mkdir -p "$home/artifacts"
    mv "$begun" "$stamp"
    rm -f "$log"
}

# Builds artifacts/adc.
adc_build() {
    adc_once "$1" adc-built compiler templates firmware -- \
        dotnet publish "$1/compiler/Adc.Cli/Adc.Cli.csproj" -c Release -o "$1/artifacts/adc" --use-current-runtime --self-contained false --nologo -v quiet
}

# Builds the tests, and with them everything they test.
adc_build_tests() {
    adc_once "$1" tests-built compiler templates firmware tests -- dotnet build "$1/tests/Adc.Tests.csproj" -c Release --nologo -v quiet
}

# Installs the packages that are missing, where apt-get can; elsewhere the tool itself says what it needs.
adc_install() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 || return 0
    local missing=() package
    for package in "$@"; do
        case "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" in
            *" installed") ;;
            *) missing+=("$package") ;;
        esac
    done
    [ "${#missing[@]}" -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            adc_say "missing: ${missing[*]}; as root: apt-get install --no-install-recommends ${missing[*]}"
            return 0
        fi
        as_root=(sudo)
    fi
    adc_say "installing ${missing[*]} (--no-setup forbids it)"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        adc_say "could not install ${missing[*]}; going on without"
    fi
    rm -f "$log"
}
