#!/usr/bin/env bash
# From the command to a ready server, on an H2 file: first and second start, of the single jar and of the unpacked release.
# usage: bench/start.sh      ROUNDS (1), PORT (18190), VARIANTS ("jar release archive"), BEFORE (a jar of another commit, for the variant "before")
source "$(dirname "$0")/lib.sh"
need java curl unzip
rounds=${ROUNDS:-1}
variants=${VARIANTS:-jar release archive}
csv=$out/start.csv

cp "$(jar)" "$scratch/price-units.jar"
[[ $variants == jar ]] || "$root/.ci/release" > /dev/null
cd "$scratch"
for variant in release archive; do
  [[ $variants != *$variant* ]] || { unzip -q "$root"/target/release/price-units-[0-9]*.zip -d "$variant" && mv "$variant"/* "$variant/home"; }
done
# The folder of a release that nobody may write to gets no archive.
[[ $variants != *release* ]] || sed -i 's/\[ ! -w "$home" \]/true/' release/home/bin/price-units
if [[ $variants == *archive* ]]; then
  (cd archive/home && PORT=$port timeout 600 sh "$root/docker/class-data.sh") > class-data.log 2>&1 \
    || fail "no class-data archive: $(tail -n 5 class-data.log)"
fi

command_of() {
  case $1 in
    before) command=(java -Xmx2g -XX:+ExitOnOutOfMemoryError -jar "${BEFORE:?a jar}") ;;
    jar) command=(java -Xmx2g -XX:+ExitOnOutOfMemoryError -jar price-units.jar) ;;
    release | archive) command=(env JDK_JAVA_OPTIONS=-Xmx2g "$1/home/bin/price-units" serve) ;;
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
  echo "# jar: $(stat -c %s price-units.jar) bytes"
  [[ ! -f archive/home/price-units.jsa ]] || echo "# class-data archive: $(stat -c %s archive/home/price-units.jsa) bytes"
  echo "variant,round,start,ready_wall_s,ready_cpu_s,metadata_wall_s,metadata_cpu_s,rss_mb"
} | tee "$csv"
for ((round = 1; round <= rounds; round++)); do
  for variant in $variants; do
    measure "$variant" "$round" first
    measure "$variant" "$round" second
  done
done
