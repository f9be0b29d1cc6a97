#!/usr/bin/env bash
# A home of Spark from Maven Central: its jars as published, for machines on which no Spark is installed.
# usage: bench/spark-home.sh; prints the folder
set -euo pipefail
cd "$(dirname "$0")/.."
home=$PWD/target/spark-home
version=$(sed -n 's#.*<spark.version>\(.*\)</spark.version>.*#\1#p' pom.xml)
if [[ ! -e $home/$version ]]; then
  rm -rf "$home"
  ./mvnw -q -B -f bench/spark/pom.xml dependency:copy-dependencies -Dspark.version="$version" -DoutputDirectory="$home/jars" >&2
  touch "$home/$version"
fi
echo "$home"
