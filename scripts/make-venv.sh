#!/usr/bin/env bash
# Make a virtual environment with the first Python that is new enough: scripts/make-venv.sh FOLDER
set -eu
for python in python3.11 python3.12 python3.13 python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf "$1"
    "$python" -m venv "$1" && exit 0
    echo "Python has no venv module. The mend on Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
  fi
done
echo "Sidestage needs Python 3.11 or newer and found none. The mend on Debian and Ubuntu: apt-get install python3.11 python3.11-venv" >&2
exit 1
