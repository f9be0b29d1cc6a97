#!/usr/bin/env bash
# HL7's validator with a running server as its terminology: the server's own claims and their codes must be known to it.
# Reads the answers of the guide's examples; needs ./mvnw package before (R4's definitions, the guide's package).
# usage: bench/hl7-validator.sh [FHIR_BASE]
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-http://127.0.0.1:8080/fhir}
work=$PWD/target/hl7-validator
home=$work/home
packages=$home/.fhir/packages
mkdir -p "$work/claims" "$packages"
[[ -d $work/lib ]] || ./mvnw -q -f bench/hl7-validator/pom.xml dependency:copy-dependencies -DoutputDirectory="$work/lib"
printf '[cache]\nversion=3\n' > "$packages/packages.ini"
[[ -e $packages/hl7.fhir.r4.core#4.0.1 ]] || cp -r "target/fhir-home/.fhir/packages/hl7.fhir.r4.core#4.0.1" "$packages/"
# Packages that the validator insists on; nothing of them is needed here.
for stub in hl7.fhir.xver-extensions#0.1.0 hl7.terminology#7.0.1 hl7.terminology.r4#6.2.0 hl7.fhir.uv.extensions#5.2.0 hl7.fhir.uv.extensions.r4#5.2.0; do
  mkdir -p "$packages/$stub/package"
  printf '{"name":"%s","version":"%s","fhirVersions":["4.0.1"]}\n' "${stub%%#*}" "${stub##*#}" > "$packages/$stub/package/package.json"
  printf '{"index-version":2,"files":[]}\n' > "$packages/$stub/package/.index.json"
done
rm -f "$work"/claims/*
for answer in ig/input/examples/Parameters-{nothing-discarded,waste-on-its-own-line,institutional,campath-2012}-response.json; do
  node -e 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); for (const c of p.parameter.filter(x => x.name === "claim")) process.stdout.write(JSON.stringify(c.resource));' \
    "$answer" > "$work/claims/$(basename "$answer" -response.json).json"
done
java -Duser.home="$home" -Xmx4g -cp "$work/lib/*" org.hl7.fhir.validation.ValidatorCli "$work"/claims/*.json -version 4.0.1 -tx "$base" \
  -ig "$PWD/src/guide/target/classes/ig/package.tgz" > "$work/log.txt" 2>&1 || true
grep -c 'HAPI-0908' "$work/log.txt" && { echo "bench/hl7-validator.sh: HAPI-0908 in $work/log.txt" >&2; exit 1; }
grep -E 'Success|FAILURE|Error @|error' "$work/log.txt" || { tail -n 20 "$work/log.txt"; exit 1; }
! grep -E 'Error @.*(HCPCSReleaseCodeSets|J[0-9]{4})' "$work/log.txt" || { echo "bench/hl7-validator.sh: a code of ours is not known" >&2; exit 1; }
