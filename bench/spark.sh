#!/usr/bin/env bash
# The same records through all runners: a job of the server, a call of the server for each patient, the command line, and Spark
# (spark-submit to a standalone master with two workers on loopback) with an executor killed by kill -9 while it prices. The claims
# and issues must be equal once they are sorted. Also prints seconds and processor time of each.
# usage: bench/spark.sh   PATIENTS (5000), ADMINISTRATIONS (20000), KILL (yes), SPARK_OPTIONS (further options of spark-submit)
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need java curl pgrep
patients=${PATIENTS:-5000}
administrations=${ADMINISTRATIONS:-20000}
path=$(class_path)
application=$root/src/spark/target/price-units-spark.jar
[[ -f $application && -s $root/src/spark/target/class-path ]] || fail "there is no job: run ./mvnw -Pspark -DskipTests package"
logs=$out/spark
rm -rf "$logs"
mkdir -p "$logs"
# A server, a cluster and a job live for seconds here: the first compiler alone costs least.
quick=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)

# beside LOG COMMAND...: runs it beside the script and leaves its process id in $beside.
beside() {
  local log=$1
  shift
  "$@" > "$log" 2>&1 &
  beside=$!
  started+=("$beside")
}

# figures WHAT BEGAN CPU: a row of seconds since BEGAN and of processor seconds.
figures() {
  echo "$1,s,$(minus "$(now)" "$2"),cpu_ms_each,$(awk -v cpu="$3" -v n="$administrations" 'BEGIN { printf "%.2f", cpu * 1000 / n }')"
}

# used COMMAND...: runs it, and leaves its processor seconds in $used and its exit code in $code.
used() {
  local times
  code=0
  TIMEFORMAT='%U %S'
  times=$({ time "$@" > "$logs/used" 2>&1 || echo "code $?" >&2; } 2>&1)
  [[ $times != *code* ]] || code=$(sed -n 's/.*code \([0-9]*\).*/\1/p' <<< "$times")
  used=$(head -n 1 <<< "$times" | awk '{ print $1 + $2 }')
}

java "${quick[@]}" -cp "$path" org.priceunits.bulk.NightOfRecords "$scratch/export" "$patients" "$administrations"
mkdir "$scratch/records"
cat "$scratch"/export/*.ndjson > "$scratch/records/body.ndjson"
machine
echo "# $administrations administrations of $patients patients"

# A job of the server gives the time at which all claims are created.
start "$logs/server" java -Xmx1g "${quick[@]}" -jar "$(jar)" --server.port="$port" --spring.datasource.url="jdbc:h2:file:$scratch/h2"
await /actuator/health/readiness 180
began=$(now) before=$(cpu "$server")
job=$(curl -sS -D - -o "$logs/accepted" -H 'Prefer: respond-async' -H 'Content-Type: application/fhir+ndjson' \
  --data-binary "@$scratch/records/body.ndjson" "$base/fhir/MedicationAdministration/\$price-units?payer=medicare" |
  sed -n 's/^Content-Location: *\([^[:space:]]*\).*/\1/ip')
[[ -n $job ]] || fail "the job is not accepted: $(cat "$logs/accepted")"
until [[ $(curl -s -o "$logs/manifest" -w '%{http_code}' "$job") == 200 ]]; do
  (($(now | cut -d . -f 1) - ${began%.*} < 180)) || fail "the job does not end"
  sleep 0.3
done
figures job "$began" "$(minus "$(cpu "$server")" "$before")"
mkdir "$scratch/job"
for file in Claim.ndjson OperationOutcome.ndjson summary.csv; do
  curl -fsS -o "$scratch/job/$file" "$job/$file"
done
created=$(sed -n 's/.*"transactionTime" *: *"\([^"]*\)".*/\1/p' "$logs/manifest" | head -n 1)

began=$(now)
used java -Xmx1g "${quick[@]}" -cp "$path" org.priceunits.cli.PriceUnitsCommand price --bulk --payer medicare --no-progress \
  --created "$created" --out "$scratch/claims" "$scratch/records"
((code == 1)) || fail "the command line ended with $code: $(cat "$logs/used")"
figures "command line" "$began" "$used"

began=$(now) before=$(cpu "$server")
java -Xmx2g "${quick[@]}" -cp "$path" org.priceunits.bench.PricedByCalls "$base/fhir" "$scratch/records/body.ndjson" "$scratch/claims"
figures calls "$began" "$(minus "$(cpu "$server")" "$before")"
stop "$server"

# What an unpacked Spark has in jars/, from Maven's repository: all but what the job brings itself.
export SPARK_HOME=$scratch/spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
mkdir -p "$SPARK_HOME/jars"
tr : '\n' < "$root/src/spark/target/class-path" | grep '\.jar$' |
  grep -vE '/(ca/uhn|org/hl7|org/fhir|info/picocli|org/junit|com/tngtech|org/assertj)/|/price-units[^/]*$' |
  xargs -I FILE ln -s FILE "$SPARK_HOME/jars/"
ls "$SPARK_HOME"/jars/spark-core_*.jar > /dev/null || fail "src/spark/target/class-path has no Spark"
master=spark://127.0.0.1:$((port + 1))
beside "$logs/master" java -Xmx256m "${quick[@]}" -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master \
  --host 127.0.0.1 --port $((port + 1)) --webui-port 0
workers=()
for worker in 1 2; do
  beside "$logs/worker-$worker" java -Xmx256m "${quick[@]}" -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker \
    --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g -d "$scratch/worker-$worker" "$master"
  workers+=("$beside")
done
# bin/spark-submit asks this class for its command, which follows an empty word and a new line.
mapfile -d '' submit < <(java -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit \
  --master "$master" --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1 \
  --conf spark.executor.memory=900m --conf spark.executor.extraJavaOptions="${quick[*]}" ${SPARK_OPTIONS:-} \
  --class org.priceunits.spark.PriceJob "$application" \
  --input "$scratch/records" --output "$scratch/by-spark" --payer medicare --created "$created")
began=$(now)
beside "$logs/spark" "${submit[1]#$'\n'}" "${submit[@]:2}"
job=$beside
killed=
while kill -0 "$job" 2> /dev/null; do
  (($(now | cut -d . -f 1) - ${began%.*} < 240)) || fail "the Spark job does not end: $logs/spark"
  for worker in "${workers[@]}"; do
    for executor in $(pgrep -P "$worker" || true); do
      [[ -r /proc/$executor/stat ]] && cpu "$executor" > "$logs/cpu-$executor" 2> /dev/null || true
    done
  done
  cpu "$job" > "$logs/cpu-$job" 2> /dev/null || true
  # The stage that prices is the first one that the output asks for; one of its answers is there, others are on their way.
  stage=$(sed -n 's/.*Submitting ResultStage \([0-9]*\) .*OutputFolder.*/\1/p' "$logs/spark" | head -n 1)
  if [[ ${KILL:-yes} == yes && -z $killed && -n $stage ]] && grep -q "Finished task .* in stage $stage\." "$logs/spark"; then
    killed=$(pgrep -P "${workers[0]}" | head -n 1)
    kill -9 "$killed"
    echo "kill -9 of an executor,s,$(minus "$(now)" "$began"),tasks done,$(grep -c "Finished task .* in stage $stage\." "$logs/spark")"
  fi
  sleep 0.2
done
code=0
wait "$job" || code=$?
((code == 1)) || fail "the Spark job ended with $code: $(grep -v ' INFO ' "$logs/spark" | tail -n 20)"
[[ ${KILL:-yes} != yes || -n $killed ]] || fail "the Spark job ended before an executor was killed: send more records"
[[ -z $killed ]] || grep -q 'Lost executor' "$logs/spark" || fail "Spark did not notice the loss of an executor"
figures Spark "$began" "$(awk '{ sum += $1 } END { print sum }' "$logs"/cpu-*)"
echo "start of Spark,s,$(minus "$(date -d "$(sed -n 's#^\([0-9]*\)/\([0-9]*\)/\([0-9]*\) \([0-9:]*\) .*Submitting .*#20\1-\2-\3 \4#p' "$logs/spark" | head -n 1)" +%s)" "$began")"

broken=0
for file in Claim.ndjson OperationOutcome.ndjson; do
  sort "$scratch/claims/$file" > "$scratch/expected"
  cat "$scratch/by-spark/$file"/part-* | sort > "$scratch/spark-sorted"
  sort "$scratch/job/$file" > "$scratch/job-sorted"
  for by in spark job; do
    same=yes
    cmp -s "$scratch/expected" "$scratch/$by-sorted" || same=no broken=1
    echo "$file,lines,$(wc -l < "$scratch/$by-sorted"),$by same as the command line's,$same"
  done
done
# Without these the run would prove little.
holds() {
  local count
  count=$(grep -cE -- "$2" "$3" || true)
  echo "$1,lines,$count"
  ((count > 0)) || fail "the records have no $1: send more"
}
holds "discarded drug as a record" '"status":"not-done"' "$scratch/records/body.ndjson"
holds "shared vials" '"shared","valueBoolean":true' "$scratch/records/body.ndjson"
holds "claims with JW" '"code":"JW"' "$scratch/claims/Claim.ndjson"
holds "claims with two packages of one code" '50242006001.*50242006101|50242006101.*50242006001' "$scratch/claims/Claim.ndjson"
holds "refusals" '"severity":"error"' "$scratch/claims/OperationOutcome.ndjson"
((broken == 0)) || fail "the answers differ"
