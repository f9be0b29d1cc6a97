#!/usr/bin/env bash
# Jazzer on the body of $price-units: guard, parser, operation, answer. Starts from the test vectors and from what was
# found before (src/server/src/test/resources/fuzz); a new finding is left in target/bench/fuzz and fails the script.
# usage: bench/fuzz.sh [SECONDS] [RUNS]   3600 seconds when nothing is said; with RUNS, so many with a fixed seed, which a check can repeat
source "$(dirname "$0")/lib.sh"
need java
class_path=$(class_path)
corpus=$out/fuzz-corpus
found=$out/fuzz
mkdir -p "$corpus" "$found"
cd "$root"
java -cp "$class_path" org.priceunits.server.guard.BodiesAreAnsweredOrRefusedTest "$corpus" > "$out/fuzz-corpus.log" 2>&1
cp src/server/src/test/resources/fuzz/* "$corpus"/
# HAPI has assertions of its own, which Jazzer switches on; no server runs with them.
java -Xmx2g -da:ca.uhn.fhir... -cp "$class_path" com.code_intelligence.jazzer.Jazzer \
  --target_class=org.priceunits.server.guard.PriceUnitsFuzzer \
  --instrumentation_includes='org.priceunits.**:ca.uhn.fhir.parser.**' --reproducer_path="$found" \
  -max_total_time="${1:-3600}" ${2:+-runs="$2" -seed=2026} -timeout=20 -rss_limit_mb=4096 -max_len=65536 -artifact_prefix="$found/" "$corpus" 2>&1 \
  | grep -v 'LenientErrorHandler\|WARN' > "$out/fuzz.log" || { tail -n 60 "$out/fuzz.log"; fail "there is a finding in $found"; }
grep -E '^(#|Done)' "$out/fuzz.log" | tail -n 2
