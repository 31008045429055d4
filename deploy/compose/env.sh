#!/bin/sh
# env.sh FILE: write the secrets of a compose system to FILE, those that are not there yet. Nothing in the repository knows them.
set -eu
umask 077
touch "$1"
for name in ADMIN_PASSWORD MONGO_KEY SECRET_KEY TRACKING_KEY FILES_KEY \
  INTAKE_PASSWORD ROUTING_PASSWORD NOTIFY_PASSWORD PUBLISH_PASSWORD REPORTING_PASSWORD RELAY_PASSWORD OPS_PASSWORD \
  BROKER_PASSWORD_INTAKE BROKER_PASSWORD_ROUTING BROKER_PASSWORD_NOTIFY BROKER_PASSWORD_PUBLISH \
  BROKER_PASSWORD_REPORTING BROKER_PASSWORD_RELAY; do
  grep -q "^$name=" "$1" || printf '%s=%s\n' "$name" "$(od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n')" >>"$1"
done
