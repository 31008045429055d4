#!/bin/sh
# venv.sh PYTHON DIRECTORY: make a virtual environment; install what Debian's Python lacks for it when we are root.
set -eu
python=$1 directory=$2
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Thiếu python3-venv. / python3-venv is missing: apt-get install python3-venv" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv ca-certificates
fi
[ -x "$directory/bin/pip" ] || "$python" -m venv "$directory"
