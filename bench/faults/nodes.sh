#!/usr/bin/env bash
# Two nodes on one PostgreSQL behind HAProxy: started at once on an empty database, pages and knowledge on whichever node,
# then kill -9 of the nodes in turn and of the database under claims and pricings. Every acknowledged claim must be there
# once, every priced line right, and nothing may fail while both nodes and the database are up.
# usage: bench/faults/nodes.sh   NODE_KILLS (6), DATABASE_KILLS (2), SECONDS_BETWEEN (10)
source "$(dirname "$0")/../lib.sh"
need java haproxy
class_path=$(class_path)
folder=$out/faults-nodes
rm -rf "$folder"
mkdir -p "$folder"
# PostgreSQL refuses to run as root; the embedded one then steps down to another user, who must reach its files.
chmod 755 "$folder"
{
  machine
  java -Xmx512m -XX:+UseSerialGC -cp "$class_path" org.priceunits.faults.NodesUnderFaults "$(jar)" "$root" "$folder" \
    "${NODE_KILLS:-6}" "${DATABASE_KILLS:-2}" "${SECONDS_BETWEEN:-10}" 2> "$folder/err"
} | tee "$out/faults-nodes.csv"
