#!/usr/bin/env bash
# The terminology operations under load: this server, the same server with HAPI's own terminology (stock), and a plain
# HAPI server that parses the request and answers the same for ever (ceiling). All three hold, or answer from, the whole
# HCPCS, a crosswalk and a value set of 300 codes, loaded from CMS's files.
# usage: bench/terminology.sh   CMS (../shared/data/cms: folder with hcpcs/ and crosswalk/), ROUNDS (3), RUN_SECONDS (6),
#        WARM_UP_SECONDS (12), CLIENTS (8), PORT (18190), SERVERS ("ours ceiling stock")
source "$(dirname "$0")/lib.sh"
need java curl wrk python3
cms=$(cd "$root" && realpath "${CMS:-../shared/data/cms}")
rounds=${ROUNDS:-3}
run_seconds=${RUN_SECONDS:-6}
warm_up_seconds=${WARM_UP_SECONDS:-12}
clients=${CLIENTS:-8}
servers=${SERVERS:-ours ceiling stock}
csv=$out/terminology.csv
hcpcs=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets
own=https://price-units.github.io/fhir
set_url=urn:price-units:three-hundred-codes
content=$scratch/content
answers=$scratch/answers
mkdir -p "$answers"

class_path=$(class_path)
java -jar "$(jar)" load --standalone --to "$content" --hcpcs "$cms"/hcpcs/HCPC2025_OCT_ANWEB.xlsx \
  --crosswalk "$cms"/crosswalk/asp_ndc_hcpcs_crosswalk_2025Q3.nocpt.csv > "$out/terminology-load.log" || [[ $? == 1 ]]
grep -o '"code": "[A-Z][0-9]\{4\}"' "$content/CodeSystem-hcpcs.json" | cut -d '"' -f 4 | sort -u > "$scratch/codes"
grep -o '"code": "[0-9]\{11\}"' "$content/ConceptMap-ndc-hcpcs.json" | cut -d '"' -f 4 | sort -u > "$scratch/ndcs"
awk '/^J/ && n++ < 300' "$scratch/codes" > "$scratch/members"
{
  echo '{"resourceType":"ValueSet","id":"three-hundred-codes","url":"'$set_url'","status":"active","compose":{"include":[{"system":"'$hcpcs'","concept":['
  sed 's/.*/{"code":"&"}/' "$scratch/members" | paste -sd,
  echo ']}]}}'
} > "$content/ValueSet-three-hundred-codes.json"

# HAPI's own $lookup answers 500 (HAPI-0905) where a concept has a property with a date, so stock gets the codes without them.
mkdir -p "$scratch/undated"
python3 -c 'import json, sys
s = json.load(open(sys.argv[1]))
for c in s["concept"]:
    c["property"] = [p for p in c.get("property", []) if "valueDateTime" not in p]
json.dump(s, open(sys.argv[2], "w"))' "$content/CodeSystem-hcpcs.json" "$scratch/undated/CodeSystem-hcpcs.json"

declare -A ask=(
  [lookup]="/fhir/CodeSystem/\$lookup?system=$hcpcs&code={code}"
  [validate-code]="/fhir/CodeSystem/\$validate-code?url=$hcpcs&code={code}"
  [validate-code-in-set]="/fhir/ValueSet/\$validate-code?url=$set_url&system=$hcpcs&code={code}"
  [translate]="/fhir/ConceptMap/\$translate?url=$own/ConceptMap/ndc-hcpcs&system=http://hl7.org/fhir/sid/ndc&code={code}"
  [expand]="/fhir/ValueSet/\$expand?url=$set_url&count=300"
)
declare -A with=([lookup]=codes [validate-code]=codes [validate-code-in-set]=members [translate]=ndcs [expand]=members)
operations="lookup validate-code validate-code-in-set translate expand"

# put TYPE ID [FOLDER]
put() {
  curl -fsS -o /dev/null -X PUT -H 'Content-Type: application/fhir+json' --data-binary "@${3:-$content}/$1-$2.json" "$base/fhir/$1/$2"
}

# open SERVER: starts it and gives it the content.
open() {
  local before
  case $1 in
    ours) start "$out/$1.log" java -Xmx2g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar "$(jar)" --server.port="$port" ;;
    stock) start "$out/$1.log" java -Xmx2g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -cp "$class_path" org.priceunits.bench.StockTerminologyServer --server.port="$port" ;;
    ceiling) start "$out/$1.log" java -Xmx2g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -cp "$class_path" org.priceunits.bench.FixedTerminologyServer "$port" "$answers" ;;
  esac
  if [[ $1 == ceiling ]]; then
    await /fhir/metadata 60
    return
  fi
  await /actuator/health/readiness 300
  before=$(now)
  put CodeSystem hcpcs "$([[ $1 == stock ]] && echo "$scratch/undated" || echo "$content")"
  echo "# $1: PUT of $(wc -l < "$scratch/codes") codes answered after $(minus "$(now)" "$before") s" | tee -a "$csv"
  await "/fhir/CodeSystem/\$lookup?system=$hcpcs&code=$(head -n 1 "$scratch/codes")" 300
  echo "# $1: first right answer from them after $(minus "$(now)" "$before") s" | tee -a "$csv"
  put ConceptMap ndc-hcpcs
  put ValueSet three-hundred-codes
}

# keep: what this server answers, for the ceiling.
keep() {
  local operation code
  for operation in $operations; do
    code=$(sed -n 200p "$scratch/${with[$operation]}")
    curl -fsS -o "$answers/$operation.json" "$base${ask[$operation]/\{code\}/$code}"
  done
}

# load OPERATION SECONDS: prints requests/s, p50 ms, p99 ms and the number of answers that were not 2xx.
load() {
  ASK=${ask[$1]} CODES=$scratch/${with[$1]} timeout $(($2 + 30)) \
    wrk -t 1 -c "$clients" -d "$2s" --timeout 10s -s "$root/bench/ask.lua" "$base/" | sed -n 's/^csv //p'
}

measure() {
  local who=$1 operation round before figures
  for operation in $operations; do
    load "$operation" "$warm_up_seconds" > /dev/null
    for ((round = 1; round <= rounds; round++)); do
      before=$(cpu "$server")
      figures=$(load "$operation" "$run_seconds")
      echo "$who,$operation,$round,$figures,$(awk -v cpu="$(minus "$(cpu "$server")" "$before")" -v rate="${figures%%,*}" -v seconds="$run_seconds" \
        'BEGIN { printf "%.3f", 1000 * cpu / (rate * seconds) }')" | tee -a "$csv"
    done
  done
}

cd "$scratch"
{
  machine
  echo "# $clients clients, $run_seconds s a run after $warm_up_seconds s of warm-up of each"
  echo "server,operation,round,requests_per_s,p50_ms,p99_ms,not_2xx,cpu_ms_per_request"
} | tee "$csv"
for who in $servers; do
  rm -rf "$scratch/data"
  open "$who"
  [[ $who == ours ]] && keep
  measure "$who"
  stop "$server"
done
awk -F, '!/^#/ && NR > 1 && $1 != "server" { sum[$1 FS $2] += $4; n[$1 FS $2]++; ops[$2] }
  END {
    for (o in ops) {
      ours = sum["ours" FS o] / n["ours" FS o]
      line = "# " o ":"
      if (n["ceiling" FS o]) line = line sprintf(" %.2f of the ceiling", ours / (sum["ceiling" FS o] / n["ceiling" FS o]))
      if (n["stock" FS o]) line = line sprintf(" %.1f times stock", ours / (sum["stock" FS o] / n["stock" FS o]))
      print line
    }
  }' "$csv" | tee -a "$csv"
