#!/bin/sh
# Prepares the unpacked release in this directory: one start of the server until it has answered, and its end. It leaves the class-data archive, and the
# database with the tables and the shipped resources, of which bin/price-units begins a new database.
# Another user runs the server later, so its temporary files go into a folder that is removed.
set -eu
port=${PORT:-18099}
base=http://127.0.0.1:$port
scratch=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2> /dev/null || true
    wait "$server" || true
    server=
  fi
}
trap 'finish; rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM

JDK_JAVA_OPTIONS="-Djava.io.tmpdir=$scratch" bin/price-units serve \
  --server.address=127.0.0.1 --server.port="$port" --spring.datasource.url="jdbc:h2:file:$scratch/prepared;MAX_COMPACT_TIME=60000" &
server=$!
seconds=0
until curl -fs -o /dev/null "$base/actuator/health/readiness"; do
  if ! kill -0 "$server" 2> /dev/null || [ "$seconds" -ge 300 ]; then
    echo "class-data.sh: the server did not become ready" >&2
    exit 1
  fi
  sleep 1
  seconds=$((seconds + 1))
done
curl -fsS -o /dev/null "$base/fhir/metadata"
finish
mv "$scratch/prepared.mv.db" price-units-new.mv.db
chmod 644 price-units-new.mv.db
[ -f price-units.jsa ] || { echo "class-data.sh: the server left no archive" >&2; exit 1; }
