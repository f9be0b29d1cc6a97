#!/usr/bin/env bash
# Loads every CMS file of a folder into one new server with 1 GiB of heap, in one call, then again: the second changes nothing.
# usage: bench/load.sh   CMS (../shared/data/cms: folder with hcpcs/, asp/, crosswalk/, mue/), HEAP (1g), PORT (18190)
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
  echo "run,wall_s,client_cpu_s,server_cpu_s,server_rss_mb,resources_written"
} | tee "$csv"
for run in first second; do
  before=$(now)
  server_before=$(cpu "$server")
  /usr/bin/env bash -c 'TIMEFORMAT="%U %S"; time java -Xmx1g -XX:+UseSerialGC -jar "$0" load --to "$1" "${@:2}"' \
    "$(jar)" "$base/fhir" "${files[@]}" > "$out/load-$run.log" 2> "$out/load-$run.err" || true
  echo "$run,$(minus "$(now)" "$before"),$(tail -n 1 "$out/load-$run.err" | awk '{ print $1 + $2 }'),$(minus "$(cpu "$server")" "$server_before"),$(rss "$server"),$(
    sed -n 's/^\([0-9]*\) resources written/\1/p' "$out/load-$run.log")" | tee -a "$csv"
done
