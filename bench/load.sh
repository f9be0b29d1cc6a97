#!/usr/bin/env bash
# Loads every CMS file of a folder into one new server with 1 GiB of heap, in one call, then again: the second changes nothing.
# usage: bench/load.sh   CMS (../shared/data/cms: folder with hcpcs/, asp/, crosswalk/, mue/), HEAP of the server (1g), CLIENT_HEAP (320m), PORT (18190)
source "$(dirname "$0")/lib.sh"
need java curl
cms=$(cd "$root" && realpath "${CMS:-../shared/data/cms}")
csv=$out/load.csv
cd "$scratch"
start "$out/load-server.log" java -Xmx"${HEAP:-1g}" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar "$(jar)" --server.port="$port"
await /actuator/health/readiness 180
cms_files "$cms"
{
  machine
  echo "run,wall_s,client_cpu_s,client_rss_mb,server_cpu_s,server_rss_mb,resources_written"
} | tee "$csv"
for run in first second; do
  before=$(now)
  server_before=$(cpu "$server")
  java -Xmx"${CLIENT_HEAP:-320m}" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar "$(jar)" load --to "$base/fhir" "${files[@]}" \
    > "$out/load-$run.log" 2> "$out/load-$run.err" &
  client=$!
  started+=("$client")
  # The figures of a process end with it: the last ones before its end count.
  while figures=$(cpu "$client" 2> /dev/null),$(peak "$client" 2> /dev/null) && [[ $figures =~ ^[0-9.]+,[0-9]+$ ]]; do
    last=$figures
    sleep 0.2
  done
  wait "$client" || fail "loading failed: $(tail -n 5 "$out/load-$run.err")"
  echo "$run,$(minus "$(now)" "$before"),$last,$(minus "$(cpu "$server")" "$server_before"),$(rss "$server"),$(
    sed -n 's/^\([0-9]*\) resources written/\1/p' "$out/load-$run.log")" | tee -a "$csv"
done
