#!/usr/bin/env bash
# Pricings per second on one core, without FHIR and HTTP, and the bytes that each allocates (JMH).
# usage: bench/unit-pricer.sh   CORE (0), RUNS (5), RUN_SECONDS (3), further arguments go to JMH
source "$(dirname "$0")/lib.sh"
need java taskset
runs=${RUNS:-5}
seconds=${RUN_SECONDS:-3}
text=$out/unit-pricer.txt

machine | tee "$text"
timeout $((300 + 12 * runs * seconds)) taskset -c "${CORE:-0}" \
  java -Xmx2g -cp "$(class_path)" org.openjdk.jmh.Main UnitPricerBenchmark -f 1 -t 1 -wi "$runs" -w "${seconds}s" -i "$runs" -r "${seconds}s" \
  -prof gc -rf csv -rff "$out/unit-pricer.csv" "$@" > "$out/unit-pricer.log" 2>&1 || fail "$(tail -n 5 "$out/unit-pricer.log")"
grep -E '^Benchmark +Mode|^UnitPricerBenchmark\.[A-Za-z]+(:gc.alloc.rate.norm)? +thrpt' "$out/unit-pricer.log" | tee -a "$text"
