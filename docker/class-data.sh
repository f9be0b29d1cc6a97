#!/bin/sh
# Makes price-units.jsa, the class-data archive that halves the start, beside an extracted price-units.jar in this directory:
# one start to list the classes that are loaded, then a dump of them. A stale or missing archive is ignored by the JVM.
set -eu
port=${PORT:-18099}
scratch=$(mktemp -d)
java -XX:DumpLoadedClassList="$scratch/classes" -XX:+UseSerialGC -jar price-units.jar \
  --server.address=127.0.0.1 --server.port="$port" --spring.datasource.url="jdbc:h2:mem:class-data" &
server=$!
until curl -fsS -o /dev/null "http://127.0.0.1:$port/actuator/health/readiness"; do
  kill -0 "$server"
  sleep 1
done
curl -fsS -o /dev/null "http://127.0.0.1:$port/fhir/metadata"
kill "$server"
wait "$server" || true
# Lambda proxies make the dump of JDK 17 crash at exit.
grep -v '^@lambda' "$scratch/classes" > "$scratch/plain-classes"
java -Xshare:dump -XX:SharedClassListFile="$scratch/plain-classes" -XX:SharedArchiveFile=price-units.jsa \
  -XX:+UseSerialGC -cp price-units.jar > /dev/null
rm -rf "$scratch"
