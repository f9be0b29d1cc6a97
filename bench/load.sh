#!/usr/bin/env bash
# Loads every CMS file of a folder into one new server with 1 GiB of heap, in one call, then again: the second changes nothing.
# usage: bench/load.sh   CMS (../shared/data/cms: folder with hcpcs/, asp/, crosswalk/, mue/), HEAP (1g), PORT (18190)
source "$(dirname "$0")/lib.sh"
need java curl
cms=$(cd "$root" && realpath "${CMS:-../shared/data/cms}")
csv=$out/load.csv
cd "$scratch"
start "$out/load-server.log" java -Xmx"${HEAP:-1g}" -XX:+UseSerialGC -jar "$(jar)" --server.port="$port"
await /actuator/health/readiness 180
files=(--hcpcs "$cms/hcpcs/HCPC2025_OCT_ANWEB.xlsx")
# The day on which a quarter's limits were posted is not in the file; the week before the quarter is close enough to measure.
posted() {
  case $1 in
    *2024Q1*) echo 2023-12-21 ;; *2024Q2*) echo 2024-03-21 ;; *2024Q3*) echo 2024-06-20 ;; *2024Q4*) echo 2024-09-19 ;;
    *2025Q1_rev*) echo 2025-03-07 ;; *2025Q1*) echo 2024-12-19 ;; *2025Q2*) echo 2025-03-20 ;; *2025Q3*) echo 2025-06-19 ;;
    *) fail "no posting date for $1" ;;
  esac
}
for file in "$cms"/asp/*.csv; do files+=(--asp "$file" --posted "$(posted "$file")"); done
for file in "$cms"/crosswalk/asp_ndc_*.csv; do files+=(--crosswalk "$file"); done
for file in "$cms"/mue/*.csv; do files+=(--mue "$file"); done
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
