#!/usr/bin/env bash
# One call of $price-units with more and more administrations, of one patient and of as many patients: time for each of them.
# usage: bench/many.sh   COUNTS ("1000 2000 5000 10000"), ROUNDS (3), PORT (18190)
source "$(dirname "$0")/lib.sh"
need java curl awk
counts=${COUNTS:-1000 2000 5000 10000}
csv=$out/many.csv
cd "$scratch"
# No option for the heap: the default one is a quarter of the memory.
start "$out/many.log" java -XX:+ExitOnOutOfMemoryError -jar "$(jar)" --server.port="$port"
await /actuator/health/readiness 180

# body COUNT PATIENTS: a collection of doses of Lemtrada, each on a day and hour of its own.
body() {
  awk -v count="$1" -v patients="$2" 'BEGIN {
    printf "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
    for (i = 0; i < count; i++) {
      printf "%s{\"resource\":{\"resourceType\":\"MedicationAdministration\",\"status\":\"completed\",", i ? "," : ""
      printf "\"subject\":{\"reference\":\"Patient/p%d\"},", i % patients
      printf "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/ndc\",\"code\":\"58468020001\"}]},"
      printf "\"effectiveDateTime\":\"2025-%02d-%02dT%02d:00:00-05:00\",", 1 + i % 12, 1 + i % 28, 8 + i % 10
      printf "\"dosage\":{\"dose\":{\"value\":12,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}}}}"
    }
    printf "]}" }'
}

{
  machine
  echo "patients,administrations,body_mb,best_s,ms_each"
} | tee "$csv"
for patients in one each; do
  for count in $counts; do
    body "$count" "$([[ $patients == one ]] && echo 1 || echo "$count")" > body.json
    best=999
    for ((round = 0; round < ${ROUNDS:-3}; round++)); do
      seconds=$(curl -fsS -o answer.json -w '%{time_total}' -H 'Content-Type: application/fhir+json' --data-binary @body.json \
        "$base/fhir/MedicationAdministration/\$price-units?payer=medicare")
      best=$(awk -v a="$best" -v b="$seconds" 'BEGIN { print a < b ? a : b }')
    done
    priced=$(grep -o '"valueCode":"priced"' answer.json | wc -l)
    ((priced == count)) || fail "$priced of $count were priced: $(head -c 600 answer.json)"
    echo "$patients,$count,$(awk -v bytes="$(stat -c %s body.json)" 'BEGIN { printf "%.1f", bytes / 1e6 }'),$best,$(
      awk -v s="$best" -v n="$count" 'BEGIN { printf "%.3f", 1000 * s / n }')" | tee -a "$csv"
  done
done
