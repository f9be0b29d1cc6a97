#!/usr/bin/env bash
# Compiles the guide's FSH into fsh-generated/. Needs a JDK and Node 20 or newer; asks no FHIR registry.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -q -B -pl src/core dependency:unpack@r4-core resources:copy-resources@r4-core-manifest
npm --prefix ig ci --silent --no-fund --no-audit

# SUSHI looks for packages only below the home folder.
fhir_home="$PWD/target/fhir-home"
rm -rf ig/fsh-generated
HOME="$fhir_home" ig/node_modules/.bin/sushi build ig
