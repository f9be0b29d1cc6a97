#!/usr/bin/env bash
# Bodies, headers, addresses and connections that mean harm, against a server of its own on a heap of 1 GiB; what lives
# after a collection must not have grown. With the files of HL7's test cases for validators, which Maven fetches.
# usage: bench/faults/hostile.sh   MUTATIONS (200), FILES (yes), PORT (18190)
source "$(dirname "$0")/../lib.sh"
need java curl node npm zzuf
npm --prefix "$root/src/server/src/test/node" ci --silent --no-fund --no-audit --ignore-scripts
files=
if [[ ${FILES:-yes} == yes ]]; then
  files=$out/fhir-test-cases/org/hl7/fhir/testcases/validator
  if [[ ! -d $files ]]; then
    (cd "$root" && ./mvnw -q dependency:copy -Dartifact=org.hl7.fhir.testcases:fhir-test-cases:1.7.69 -DoutputDirectory="$out") \
      || fail "HL7's test cases cannot be fetched"
    mkdir -p "$out/fhir-test-cases"
    (cd "$out/fhir-test-cases" && command jar xf "$out"/fhir-test-cases-*.jar org/hl7/fhir/testcases/validator)
  fi
fi
cd "$scratch"
start "$out/hostile.log" java -Xmx1g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar "$(jar)" --server.port="$port"
await /actuator/health/readiness 180
live() {
  jcmd "$server" GC.run > /dev/null
  curl -s "$base/actuator/prometheus" | sed -n 's/^jvm_memory_used_bytes{area="heap",id="Tenured Gen"} //p' | awk '{ printf "%d", $1 / 1048576 }'
}
# The first of its kind compiles and fills caches.
node "$root/src/server/src/test/node/hostile.mjs" "$base" 5 > /dev/null 2>&1 || true
before=$(live)
{
  machine
  node "$root/src/server/src/test/node/hostile.mjs" "$base" "${MUTATIONS:-200}" ${files:+"$files"}
  after=$(live)
  echo "live after a collection: $before MiB before, $after MiB after"
  ((after <= before * 115 / 100 + 5)) || fail "the heap has grown"
  written=$(stat -c %s "$out/hostile.log")
  echo "log: $written bytes"
  ((written < 5000000)) || fail "the log has grown with what was sent"
} | tee "$out/hostile.txt"
