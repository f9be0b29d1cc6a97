#!/usr/bin/env bash
# kill -9 of the server under a load of writes and pricings, several times, on one H2 file. After the last start every
# acknowledged claim must be there, once, and every priced line must have been right; errors only while it was down.
# usage: bench/faults/kill.sh   ROUNDS (4), SECONDS_UP (10), PORT (18190)
source "$(dirname "$0")/../lib.sh"
need java curl
rounds=${ROUNDS:-4}
seconds_up=${SECONDS_UP:-10}
csv=$out/faults-kill.csv
acknowledged=$scratch/acknowledged
wrong=$scratch/wrong
touch "$acknowledged" "$wrong"
body=$root/bench/requests/unidentified.json

claim() {
  printf '{"resourceType":"Claim","id":"fault-%s","status":"draft","use":"claim","created":"2026-01-01","identifier":[{"system":"https://price-units.github.io/fhir/sid/priced-administration","value":"fault-%s"}],"type":{"text":"x"},"patient":{"reference":"Patient/p"},"provider":{"display":"x"},"priority":{"text":"x"},"insurance":[{"sequence":1,"focal":true,"coverage":{"display":"x"}}]}' "$1" "$1"
}

writer() {
  local i=0 status
  while [[ ! -e $scratch/done ]]; do
    i=$((i + 1))
    status=$(claim "$i" | curl -s -m 10 -o /dev/null -w '%{http_code}' -X PUT -H 'Content-Type: application/fhir+json' --data-binary @- "$base/fhir/Claim/fault-$i" || true)
    case $status in
      200 | 201) echo "$i" >> "$acknowledged" ;;
      000 | 503) sleep 0.1 ;;
      *) echo "PUT $i answered $status" >> "$wrong" ;;
    esac
  done
}

pricer() {
  local answer
  while [[ ! -e $scratch/done ]]; do
    answer=$(curl -s -m 10 -H 'Content-Type: application/fhir+json' --data-binary "@$body" "$base/fhir/MedicationAdministration/\$price-units" || true)
    if [[ $answer == *'"resourceType":"Parameters"'* ]]; then
      [[ $(grep -o '"code":"J9010"' <<< "$answer" | wc -l) -ge 2 && $answer == *'"code":"JW"'* ]] || echo "wrong lines: ${answer:0:300}" >> "$wrong"
    else
      sleep 0.1
    fi
  done
}

up() {
  local before
  before=$(now)
  start "$out/faults-kill-$1.log" java -Xmx1g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar "$(jar)" --server.port="$port"
  await /actuator/health/readiness 180
  echo "$1,$(minus "$(now)" "$before"),$(wc -l < "$acknowledged"),$(du -m "$scratch/data/price-units.mv.db" | cut -f1)" | tee -a "$csv"
}

cd "$scratch"
{
  machine
  echo "start,seconds_to_ready,acknowledged_before,file_mb"
} | tee "$csv"
up 0
writer &
started+=("$!")
pricer &
started+=("$!")
for ((round = 1; round <= rounds; round++)); do
  sleep "$seconds_up"
  kill -KILL "$server"
  wait "$server" 2> /dev/null || true
  up "$round"
done
sleep 2
touch "$scratch/done"
sleep 1
lost=0
while read -r i; do
  total=$(curl -s "$base/fhir/Claim?priced-administration=fault-$i&_summary=count" | sed -n 's/.*"total": *\([0-9]*\).*/\1/p')
  [[ $total == 1 ]] || { lost=$((lost + 1)); echo "claim fault-$i: $total" >> "$wrong"; }
done < "$acknowledged"
echo "# acknowledged $(wc -l < "$acknowledged"), lost or doubled $lost, wrong answers $(wc -l < "$wrong")" | tee -a "$csv"
[[ ! -s $wrong ]] || { head -n 5 "$wrong"; fail "see above"; }
