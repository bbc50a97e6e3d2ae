#!/bin/sh
# Brings LibreOffice and poppler where they are missing and we have the right to install them.
# The tests that need them are skipped, with these words, where they cannot be had.
set -u
missing=""
command -v soffice >/dev/null 2>&1 || missing="LibreOffice (soffice)"
command -v pdftoppm >/dev/null 2>&1 || missing="${missing:+$missing and }poppler (pdftoppm)"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing $missing with apt-get ..."
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            libreoffice-calc libreoffice-writer python3-uno poppler-utils \
            fonts-liberation fonts-crosextra-carlito >/dev/null
    command -v soffice >/dev/null 2>&1 && exit 0
fi
echo "Missing: $missing. The tests that use a real office program will be skipped;"
echo "install it with your package manager (Debian: apt-get install libreoffice-calc libreoffice-writer python3-uno poppler-utils) to run them."
exit 0
