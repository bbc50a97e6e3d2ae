#!/bin/sh
# Brings PostgreSQL where it is missing and we have the right to install it; the tests start one.
# The tests that need it are skipped, with these words, where it cannot be had.
set -u
there() { command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1; }
there && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing PostgreSQL with apt-get ..."
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            postgresql >/dev/null
    there && exit 0
fi
echo "Missing: PostgreSQL (initdb, pg_ctl). The tests that use a real server will be skipped;"
echo "install it with your package manager (Debian: apt-get install postgresql) to run them."
exit 0
