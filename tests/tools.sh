#!/usr/bin/env bash
# Installs what the tests need beyond Python, where it is missing: Debian's packages as root; otherwise Playwright's own
# browser, and a sentence about the rest.
set -euo pipefail
cd "$(dirname "$0")/.."

has() {
    for name in "$@"; do
        command -v "$name" > /dev/null && return
    done
    return 1
}

missing=()
has chromium chromium-browser google-chrome || missing+=(chromium)
has node || missing+=(nodejs)
has msgfmt || missing+=(gettext)
compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || has initdb || missing+=(postgresql)
((${#missing[@]})) || exit 0

if [[ $(id -u) == 0 ]] && has apt-get; then
    echo "Installing ${missing[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
    exit 0
fi

for package in "${missing[@]}"; do
    case $package in
        chromium) .venv/bin/playwright install chromium ;;
        postgresql) echo "PostgreSQL is not installed: the tests on it are skipped." ;;
        *) echo "Install $package first: as root, apt-get install $package" >&2 && exit 1 ;;
    esac
done
