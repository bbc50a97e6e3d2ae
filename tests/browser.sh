#!/bin/sh
# Brings Chromium where it is missing and we have the right to install it.
# The tests that drive a real browser are skipped, with these words, where it cannot be had.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium with apt-get ..."
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium fonts-liberation fonts-dejavu-core >/dev/null
    command -v chromium >/dev/null 2>&1 && exit 0
fi
echo "Missing: Chromium. The tests that drive a real browser will be skipped;"
echo "install it with your package manager (Debian: apt-get install chromium) to run them."
exit 0
