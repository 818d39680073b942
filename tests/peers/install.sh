#!/bin/sh
# Installs a real WordPress with MariaDB from Debian's packages. Running it again changes nothing.
# Exit codes: 0 all is there, 3 these packages cannot be had here (the reason is printed).
set -u

PACKAGES="wordpress wordpress-theme-twentytwentythree php-cli php-mysql php-curl php-gd php-xml \
php-mbstring php-zip mariadb-server"

cannot() {
    echo "No real WordPress here: $1" >&2
    exit 3
}

missing() {
    for package in $PACKAGES; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            echo "$package"
    done
}

command -v apt-get >/dev/null 2>&1 || cannot "this is no Debian (apt-get was not found)."
wanted=$(missing)
if [ -z "$wanted" ]; then
    echo "WordPress and MariaDB are installed."
    exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || cannot "installing packages needs root. Missing: $(echo $wanted)"
    as_root="sudo -n"
fi

# A package that starts a server of its own would take the usual ports: the tests start theirs.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod 755 "$policy"
    trap '$as_root rm -f "$policy"' EXIT
fi

install_packages() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $wanted >"$log" 2>&1
}

log=$(mktemp)
echo "Installing $(echo $wanted | wc -w) packages and what they need (about a minute) ..."
if ! install_packages; then
    $as_root apt-get update -qq >"$log" 2>&1
    if ! install_packages; then
        tail -n 5 "$log" >&2
        cannot "apt-get could not install: $(echo $wanted)"
    fi
fi
rm -f "$log"
echo "WordPress and MariaDB are installed."
