#!/usr/bin/env bash
# $price-units under load, beside the same server that parses the same body and answers a fixed Claim.
# usage: bench/price-units.sh   ROUNDS (5), RUN_SECONDS (10), WARM_UP_SECONDS (20), CLIENTS (8), PORT (18190), BODIES ("unidentified identified")
source "$(dirname "$0")/lib.sh"
need java curl wrk
rounds=${ROUNDS:-5}
run_seconds=${RUN_SECONDS:-10}
warm_up_seconds=${WARM_UP_SECONDS:-20}
clients=${CLIENTS:-8}
bodies=${BODIES:-unidentified identified}
csv=$out/price-units.csv
type=$base/fhir/MedicationAdministration

class_path=$(class_path)
cd "$scratch"
start "$out/price-units.log" java -Xmx2g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -cp "$class_path" org.priceunits.bench.BenchServer \
  --server.port="$port" --spring.datasource.url="jdbc:h2:file:$scratch/data/price-units"
await /actuator/health/readiness 180

# url OPERATION BODY; HAPI and $price-units leave parameters with an underscore alone.
url() { echo "$type/\$$1?_answer=$2"; }

# load OPERATION BODY SECONDS: prints requests/s, p50 ms, p99 ms and the number of answers that were not 2xx.
load() {
  BODY=$root/bench/requests/$2.json timeout $(($3 + 30)) \
    wrk -t 1 -c "$clients" -d "$3s" --timeout 10s -s "$root/bench/post.lua" "$(url "$1" "$2")" | sed -n 's/^csv //p'
}

measure() {
  local operation=$1 body=$2 round=$3 before figures
  before=$(cpu "$server")
  figures=$(load "$operation" "$body" "$run_seconds")
  [[ ${figures##*,} == 0 ]] || fail "$operation answered with errors: $figures"
  rate=${figures%%,*}
  echo "$body,$round,$operation,${figures%,*},$(awk -v cpu="$(minus "$(cpu "$server")" "$before")" -v rate="$rate" -v seconds="$run_seconds" \
    'BEGIN { printf "%.3f", 1000 * cpu / (rate * seconds) }')" | tee -a "$csv"
}

{
  machine
  echo "# $clients clients, $run_seconds s a run after $warm_up_seconds s of warm-up of each"
  echo "body,round,operation,requests_per_s,p50_ms,p99_ms,cpu_ms_per_request"
} | tee "$csv"
for body in $bodies; do
  for operation in price-units fixed-claim; do
    size=$(curl -fsS -H 'Content-Type: application/fhir+json' --data-binary "@$root/bench/requests/$body.json" \
      -o "$out/$body-$operation.json" -w '%{size_download}' "$(url "$operation" "$body")")
    echo "# $body, $operation: answer of $size bytes" | tee -a "$csv"
  done
  cmp -s "$out/$body-price-units.json" "$out/$body-fixed-claim.json" || echo "# $body: the answers differ (the time of creation may)" | tee -a "$csv"
  load price-units "$body" "$warm_up_seconds" > /dev/null
  load fixed-claim "$body" "$warm_up_seconds" > /dev/null
  ratios=()
  for ((round = 1; round <= rounds; round++)); do
    measure price-units "$body" "$round"
    ours=$rate
    measure fixed-claim "$body" "$round"
    ratio=$(awk -v a="$ours" -v b="$rate" 'BEGIN { printf "%.3f", a / b }')
    ratios+=("$ratio")
    echo "# $body, round $round: $ratio of the fixed answer" | tee -a "$csv"
  done
  echo "# $body: median $(printf '%s\n' "${ratios[@]}" | sort -n | sed -n "$(((rounds + 1) / 2))p") of the fixed answer" | tee -a "$csv"
done
