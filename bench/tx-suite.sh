#!/usr/bin/env bash
# HL7's terminology suite against a running server. The suite's cases and its runner are not part of this project:
# TX_SUITE names the folder that holds run.sh (usage: run.sh BASE OUTPUT [SUITE]).
# usage: bench/tx-suite.sh [BASE] [SUITE]      fails when fewer than MINIMUM cases (default 207 of 209) pass
set -euo pipefail
cd "$(dirname "$0")/.."

base=${1:-http://127.0.0.1:8080/fhir}
suite_folder=${TX_SUITE:-../shared/tx}
output=target/tx
minimum=${MINIMUM:-207}

[[ -x $suite_folder/run.sh ]] || { echo "bench/tx-suite.sh: no suite in $suite_folder, set TX_SUITE" >&2; exit 2; }
"$suite_folder/run.sh" "$base" "$output" ${2:+"$2"} | tee target/tx-score.txt || true
passed=$(sed -n 's/^strict \([0-9]*\) of .*/\1/p' target/tx-score.txt)
[[ -n $passed ]] || { echo "bench/tx-suite.sh: no score" >&2; exit 1; }
[[ -n ${2:-} ]] || ((passed >= minimum)) || { echo "bench/tx-suite.sh: $passed cases passed, $minimum are wanted" >&2; exit 1; }
