# Sourced by what fetches packages of another suite than the machine's: apt with a source list, lists and a cache of its own under
# $work, from the machine's own mirror, so that no host is named here and the machine's apt is left alone.

# Security suites lie on a site of their own.
site_of() {
    local label=Debian
    if [[ $1 == *-security ]]; then label=Debian-Security; fi
    apt-get indextargets --format '$(SITE)' 'Created-By: Packages' "Label: $label" 2>/dev/null | head -n 1
}

# apt_of SUITE COMMAND...
apt_of() {
    local at=$work/$1 command=$2
    shift 2
    "$command" -o Dir::Etc::sourcelist="$at/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$at/lists" \
        -o Dir::Cache="$at/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User=root \
        -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1 "$@"
}

# Reads the lists of a suite; prints why when they cannot be had: 3 when the mirror has no such suite, 1 when it does not answer.
open_suite() {
    local suite=$1 at=$work/$1 site
    site=$(site_of "$suite")
    if [[ -z $site ]]; then echo 'apt has no Debian mirror here'; return 3; fi
    mkdir -p "$at/lists/partial" "$at/cache/archives/partial"
    printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$site" "$suite" > "$at/sources.list"
    apt_of "$suite" apt-get update -qq -o APT::Update::Error-Mode=any > "$at/log" 2>&1 && return
    echo "suite $suite cannot be had: $(head -n 1 "$at/log")"
    if grep -q 'does not have a Release file' "$at/log"; then return 3; fi
    return 1
}

# version_of SUITE PACKAGE
version_of() { apt_of "$1" apt-cache show "$2" 2>/dev/null | sed -n 's/^Version: //p' | head -n 1; }

# Fetches a package of a suite that is open; the archive of the kernel's source goes to standard output.
kernel_source() {
    local suite=$1 package=$2
    (cd "$work/$suite" && apt_of "$suite" apt-get download -qq "$package") > "$work/$suite/log" 2>&1 \
        || { echo "$package cannot be fetched: $(head -n 1 "$work/$suite/log")" >&2; return 1; }
    dpkg-deb --fsys-tarfile "$work/$suite/$package"_*.deb | tar -xO "./usr/src/$package.tar.xz"
}
