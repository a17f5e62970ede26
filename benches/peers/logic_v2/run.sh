#!/bin/sh
# Makes a Python environment with nomenklatura once, and scores the pairs of stdin in it. The environment lies in the
# folder given, or below target/; nothing outside of it is changed.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
environment=${1:-"$here/../../../target/peers/logic-v2"}
if [ ! -e "$environment/ready" ]; then
    python3 -m venv "$environment" >&2
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" >&2
    touch "$environment/ready"
fi
exec "$environment/bin/python" "$here/score.py"
