#!/usr/bin/env bash
# Pricings per second on one core, without FHIR and HTTP, and the bytes that each allocates (JMH).
# With everything loaded that lies in CMS, where that folder is; else with what the project ships.
# usage: bench/unit-pricer.sh   CMS (../shared/data/cms), CORE (0), RUNS (5), RUN_SECONDS (3), further arguments go to JMH
source "$(dirname "$0")/lib.sh"
need java taskset
cms=$(cd "$root" && realpath -m "${CMS:-../shared/data/cms}")
[[ -z ${CMS:-} || -d $cms ]] || fail "there is no folder $cms"
knowledge=$root/fhir-resources
runs=${RUNS:-5}
seconds=${RUN_SECONDS:-3}
text=$out/unit-pricer.txt

machine | tee "$text"
if [[ -d $cms ]]; then
  cms_files "$cms"
  cp -r "$knowledge" "$scratch/knowledge"
  knowledge=$scratch/knowledge
  built=$(jar)
  # Lines that name no limit are left out, which the exit code tells; what counts is that all else was written.
  timeout 300 java -jar "$built" load --to "$knowledge" "${files[@]}" > "$out/unit-pricer-load.log" 2>&1 || true
  grep -q '^[0-9]* resources written$' "$out/unit-pricer-load.log" || fail "$(tail -n 5 "$out/unit-pricer-load.log")"
fi
timeout $((300 + 12 * runs * seconds)) taskset -c "${CORE:-0}" \
  java -Xmx2g -cp "$(class_path)" org.openjdk.jmh.Main UnitPricerBenchmark -f 1 -t 1 -wi "$runs" -w "${seconds}s" -i "$runs" -r "${seconds}s" \
  -p knowledge="$knowledge" -prof gc -rf csv -rff "$out/unit-pricer.csv" "$@" > "$out/unit-pricer.log" 2>&1 || fail "$(tail -n 5 "$out/unit-pricer.log")"
grep -E '^Benchmark |^UnitPricerBenchmark\.[A-Za-z]+(:gc.alloc.rate.norm)? .*thrpt|^Knowledge' "$out/unit-pricer.log" | tee -a "$text"
