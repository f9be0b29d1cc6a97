#!/usr/bin/env bash
# From the command to a ready server, on an H2 file: first and second start, in three forms of the same jar.
# usage: bench/start.sh      ROUNDS (1), PORT (18190), VARIANTS ("jar extracted class-data")
source "$(dirname "$0")/lib.sh"
need java curl
rounds=${ROUNDS:-1}
variants=${VARIANTS:-jar extracted class-data}
csv=$out/start.csv

cp "$(jar)" "$scratch/price-units.jar"
cd "$scratch"
java -Djarmode=tools -jar price-units.jar extract --destination extracted
if [[ $variants == *class-data* ]]; then
  (cd extracted && PORT=$port timeout 600 sh "$root/docker/class-data.sh") > class-data.log 2>&1 \
    || fail "no class-data archive: $(tail -n 5 class-data.log)"
fi

command_of() {
  case $1 in
    jar) command=(java -Xmx2g -XX:+ExitOnOutOfMemoryError -jar price-units.jar) ;;
    extracted) command=(java -Xmx2g -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -jar extracted/price-units.jar) ;;
    # The archive holds the class path as it was at the dump, so this one starts in the folder of the jar.
    class-data) command=(env -C extracted java -Xmx2g -XX:+ExitOnOutOfMemoryError -XX:SharedArchiveFile=price-units.jsa -XX:+UseSerialGC -jar price-units.jar) ;;
    *) fail "no variant $1" ;;
  esac
}

measure() {
  local variant=$1 round=$2 turn=$3 began ready ready_cpu
  command_of "$variant"
  began=$(now)
  start "$scratch/server.log" "${command[@]}" --server.port="$port" \
    --spring.datasource.url="jdbc:h2:file:$scratch/data-$variant-$round/price-units"
  await /actuator/health/readiness 180
  ready=$(minus "$(now)" "$began")
  ready_cpu=$(cpu "$server")
  await /fhir/metadata 60
  echo "$variant,$round,$turn,$ready,$ready_cpu,$(minus "$(now)" "$began"),$(cpu "$server"),$(rss "$server")" | tee -a "$csv"
  stop "$server"
}

{
  machine
  echo "# jar: $(stat -c %s price-units.jar) bytes; extracted: $(du -sm extracted/lib | cut -f 1) MB of libraries"
  [[ ! -f extracted/price-units.jsa ]] || echo "# class-data archive: $(stat -c %s extracted/price-units.jsa) bytes"
  echo "variant,round,start,ready_wall_s,ready_cpu_s,metadata_wall_s,metadata_cpu_s,rss_mb"
} | tee "$csv"
for ((round = 1; round <= rounds; round++)); do
  for variant in $variants; do
    measure "$variant" "$round" first
    measure "$variant" "$round" second
  done
done
