#!/bin/sh
# Makes price-units.jsa, the class-data archive that halves the start, beside an extracted price-units.jar in this directory:
# one start to list the classes that are loaded, then a dump of them. A stale or missing archive is ignored by the JVM.
# What the server writes meanwhile, and its temporary files, go into a folder that is removed: another user runs the server later.
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

java -XX:DumpLoadedClassList="$scratch/classes" -XX:+UseSerialGC -Djava.io.tmpdir="$scratch" -jar price-units.jar \
  --server.address=127.0.0.1 --server.port="$port" --spring.datasource.url="jdbc:h2:mem:class-data" &
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

# Lambda proxies make the dump of JDK 17 crash at exit.
grep -v '^@lambda' "$scratch/classes" > "$scratch/plain-classes"
java -Xshare:dump -XX:SharedClassListFile="$scratch/plain-classes" -XX:SharedArchiveFile=price-units.jsa \
  -XX:+UseSerialGC -cp price-units.jar > /dev/null
