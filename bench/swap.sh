#!/usr/bin/env bash
# A code system of 2,000 concepts is replaced every second while clients ask for its codes: no answer may fail, be of no
# version, or be older than a version whose PUT was answered before the question.
# usage: bench/swap.sh   SECONDS_LONG (60), CLIENTS (4), PORT (18190)
source "$(dirname "$0")/lib.sh"
need java curl
class_path=$(class_path)
cd "$scratch"
start "$out/swap.log" java -Xmx1g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar "$(jar)" --server.port="$port"
await /actuator/health/readiness 180
java -Xmx512m -XX:+UseSerialGC -cp "$class_path" org.priceunits.bench.SwapUnderLoad "$base/fhir" "${SECONDS_LONG:-60}" "${CLIENTS:-4}" | tee "$out/swap.csv"
