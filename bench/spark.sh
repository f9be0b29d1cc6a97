#!/usr/bin/env bash
# The Spark job on a standalone master with two workers on loopback: one executor is killed -9 in mid-run, and the answers
# must be those of the command line, byte for byte once both are sorted. Needs ./mvnw -Pspark -DskipTests package.
# usage: bench/spark.sh   PATIENTS (5000), ADMINISTRATIONS (20000), KILL (yes), HEAP (1g, of an executor), PORT (18190), CONF (further --conf)
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need java unzip python3
patients=${PATIENTS:-5000}
administrations=${ADMINISTRATIONS:-20000}
heap=${HEAP:-1g}
job=$root/src/spark/target/price-units-spark.jar
records=$(echo "$root"/src/core/target/price-units-core-*-tests.jar)
zip=$(echo "$root"/target/price-units-cli-*.zip)
[[ -f $job && -f $records && -f $zip ]] || fail "nothing is built: run ./mvnw -Pspark -DskipTests package"
home=$("$root/bench/spark-home.sh")
master=spark://127.0.0.1:$port
export SPARK_HOME=$home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$scratch/local
created=(--payer medicare --created 2026-11-28T06:00:00Z)
opens=(-XX:+IgnoreUnrecognizedVMOptions)
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic \
  sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
TIMEFORMAT='%R %U %S'

spark() { java "${opens[@]}" -cp "$home/jars/*" "$@"; }

# Processor seconds of the processes that a worker started and that have ended.
cpu_of_ended() {
  local ticks
  ticks=$(getconf CLK_TCK)
  sed 's/.*) //' "/proc/$1/stat" | awk -v ticks="$ticks" '{ printf "%.2f\n", ($14 + $15) / ticks }'
}

# submit OUTPUT INPUT: runs the job; leaves its exit code in $scratch/code and "wall user system" in $scratch/time.
submit() {
  local code=0
  { time spark -Xmx1g org.apache.spark.deploy.SparkSubmit --master "$master" --conf spark.cores.max=2 --conf spark.executor.cores=1 \
    --conf spark.executor.memory="$heap" --conf spark.ui.enabled=false ${CONF:+--conf "$CONF"} --class org.priceunits.spark.PriceJob \
    "$job" "${created[@]}" --input "$2" --output "$1" > "$scratch/submit.log" 2>&1 || code=$?; } 2> "$scratch/time"
  echo "$code" > "$scratch/code"
}

# A partition that was priced lies on the disk of its executor: some of the work is done, and the rest is not.
kill_executor() {
  local priced=
  until [[ -n $priced ]]; do
    kill -0 "$submitted" 2> /dev/null || fail "the job ended before an executor was killed: $(tail -n 3 "$scratch/submit.log")"
    priced=$(find "$scratch/local" -name 'rdd_*' -print -quit 2> /dev/null || true)
    sleep 0.1
  done
  local worker executor
  for worker in "${workers[@]}"; do
    executor=$(pgrep -P "$worker" | head -n 1 || true)
    if [[ -n $executor && $priced == *"$(executor_folder "$executor")"* ]]; then
      kill -KILL "$executor"
      echo "# killed executor $executor after its first partition"
      return
    fi
  done
  fail "no executor has $priced"
}

executor_folder() { tr '\0' '\n' < "/proc/$1/environ" | sed -n 's/^SPARK_EXECUTOR_DIRS=//p'; }

java -cp "$records" org.priceunits.bulk.NightOfRecords "$scratch/night" "$patients" "$administrations"
printf '{"resourceType":"MedicationAdministration"\n\n{"resourceType":"Bundle"}\n' >> "$scratch/night/MedicationAdministration.ndjson"
gzip "$scratch/night/Encounter.ndjson"
unzip -q "$zip" -d "$scratch"
machine
echo "# $administrations administrations of $patients patients, $(du -sm "$scratch/night" | cut -f 1) MB, executors of one core and $heap"

start "$scratch/master.log" spark -Xmx512m org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
until grep -q 'ALIVE' "$scratch/master.log"; do
  kill -0 "$server" 2> /dev/null || fail "the master ended: $(tail -n 5 "$scratch/master.log")"
  sleep 0.1
done
workers=()
for number in 1 2; do
  spark -Xmx512m org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 4g --webui-port 0 --work-dir "$scratch/work-$number" \
    "$master" > "$scratch/worker-$number.log" 2>&1 &
  workers+=("$!")
  started+=("$!")
done

expected=0
{ time "$scratch"/price-units-cli-*/bin/price-units price --bulk --no-progress "${created[@]}" --out "$scratch/by-command" "$scratch/night" > /dev/null \
  || expected=$?; } 2> "$scratch/time-of-command"

submit "$scratch/by-job" "$scratch/night" &
submitted=$!
[[ ${KILL:-yes} != yes ]] || kill_executor
wait "$submitted"
code=$(cat "$scratch/code")
[[ $code == "$expected" ]] || fail "the job ended with $code, the command line with $expected: $(tail -n 5 "$scratch/submit.log")"
[[ ${KILL:-yes} != yes ]] || grep -q 'Lost executor' "$scratch/submit.log" || fail "Spark did not miss the executor"
for file in Claim.ndjson OperationOutcome.ndjson; do
  LC_ALL=C sort "$scratch/by-command/$file" > "$scratch/expected"
  cat "$scratch/by-job/$file"/part-* | LC_ALL=C sort > "$scratch/answered"
  [[ -s $scratch/expected ]] || fail "the command line wrote no $file"
  cmp "$scratch/expected" "$scratch/answered" || fail "the job's $file is not the command line's"
  echo "# $file: $(wc -l < "$scratch/answered") lines, equal"
done
cmp "$scratch/by-command/summary.csv" "$scratch/by-job/summary.csv" || fail "the job's summary is not the command line's"

priced_by_workers=$(for worker in "${workers[@]}"; do cpu_of_ended "$worker"; done | paste -sd +)
head -n 1 "$scratch/night/MedicationAdministration.ndjson" > "$scratch/one.ndjson"
cp "$scratch/time" "$scratch/time-of-job"
submit "$scratch/one" "$scratch/one.ndjson"
python3 - "$administrations" "$priced_by_workers" "$scratch" << 'PYTHON' | tee "$out/spark.csv"
import sys
count, scratch = int(sys.argv[1]), sys.argv[3]
workers = sum(map(float, sys.argv[2].split("+")))
read = lambda name: [float(part) for part in open(f"{scratch}/{name}").read().split()[-3:]]
print("what,seconds,administrations_per_s,cpu_ms_each")
for what, (wall, user, system), further in (("command", read("time-of-command"), 0), ("spark", read("time-of-job"), workers)):
    print(f"{what},{wall:.1f},{count / wall:.0f},{(user + system + further) * 1000 / count:.2f}")
print(f"spark with one administration,{read('time')[0]:.1f},,")
PYTHON
