#!/bin/sh
# Shows NF Studio in the menu of your desktop and opens *.nfstudio files with it; nothing outside your home is touched.
#
#   ./integrate.sh            put it in
#   ./integrate.sh --remove   take it out again
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}

if [ "${1:-}" = --remove ]; then
    (cd "$here/share" && find . -type f) | while read -r file; do rm -f "$data/$file"; done
else
    case $here in
    *[!A-Za-z0-9/._+-]*)
        echo "The folder $here has characters that desktop files do not take: move it, for instance to ~/apps." >&2
        exit 1
        ;;
    esac
    mkdir -p "$data"
    cp -R "$here/share/." "$data/"
    sed -e "s|^Exec=nfstudio|Exec=$here/nfstudio|" -e "s|^TryExec=nfstudio|TryExec=$here/nfstudio|" \
        "$here/share/applications/nfstudio.desktop" >"$data/applications/nfstudio.desktop"
fi

# Desktops find out by themselves sooner or later; with these tools at once.
if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications" || true; fi
if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime" || true; fi
if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -t "$data/icons/hicolor" || true; fi
