#!/bin/sh
# env.sh FILE: write the secrets of a compose system to FILE, unless it is there. Nothing in the repository knows them.
set -eu
[ ! -e "$1" ] || exit 0
umask 077
for name in ADMIN_PASSWORD MONGO_KEY SECRET_KEY TRACKING_KEY \
  INTAKE_PASSWORD ROUTING_PASSWORD NOTIFY_PASSWORD PUBLISH_PASSWORD REPORTING_PASSWORD RELAY_PASSWORD OPS_PASSWORD; do
  printf '%s=%s\n' "$name" "$(od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n')"
done >"$1"
