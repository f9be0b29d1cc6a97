package org.priceunits.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.hl7.fhir.r4.model.IdType;
import org.priceunits.bulk.RecordScan;
import org.priceunits.bulk.RecordScan.Shared;
import org.priceunits.bulk.SharedLines;
import org.priceunits.bulk.StoredLine.Kind;
import org.priceunits.spark.ScannedLines.ScannedLine;
import scala.Tuple2;

/**
 * The resources that records of any patient may refer to, by {@code type/id}. A few go to every
 * node; many are joined with the records that refer to them.
 */
final class SharedResources {
  /** No reference that pricing follows is further away from its record. */
  private static final int MOST_STEPS = 4;

  private static final JsonFactory JSON = new JsonFactory();

  private static final StructType WANTED =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("patient", DataTypes.BinaryType, false);

  private static final StructType TEXTS =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("text", DataTypes.StringType, false);

  private final JavaPairRDD<String, byte[]> texts;

  /**
   * @param lines in which the resources are; of several with one name those are kept that decide
   *     which one counts
   */
  SharedResources(JavaRDD<ScannedLine> lines) {
    this.texts =
        lines
            .filter(line -> line.scanned() instanceof Shared)
            .mapToPair(line -> new Tuple2<>(((Shared) line.scanned()).name(), line.line().bytes()))
            .reduceByKey(SharedLines::merged);
  }

  /** Returns all of them, for the memory of every node. */
  Map<String, String> all() {
    return new HashMap<>(texts.mapValues(SharedResources::text).collectAsMap());
  }

  /**
   * Returns with each patient what the patient's records refer to, and what that refers to.
   *
   * @param records the lines of all patients
   */
  JavaPairRDD<LineKey, byte[]> with(JavaPairRDD<LineKey, byte[]> records, SparkSession spark) {
    Dataset<Row> all =
        spark.createDataFrame(
            texts.map(named -> RowFactory.create(named._1(), text(named._2()))), TEXTS);
    Dataset<Row> wanted =
        wanted(
            records
                .map(line -> KeyedLine.line(line._2()))
                .filter(line -> line.kind() != Kind.NOT_READABLE)
                .flatMap(line -> references(line.text(), line.key().bytes()).iterator()),
            spark);
    Dataset<Row> seen = wanted;
    JavaPairRDD<LineKey, byte[]> found = joined(wanted, all);
    for (int step = 1; step < MOST_STEPS; step++) {
      JavaRDD<Row> next =
          joined(wanted, all)
              .flatMap(
                  line ->
                      references(
                              KeyedLine.shared(line._2())._2().getBytes(StandardCharsets.UTF_8),
                              line._1().patient())
                          .iterator());
      wanted = wanted(next, spark).except(seen).persist(StorageLevel.DISK_ONLY());
      if (wanted.isEmpty()) {
        break;
      }
      seen = seen.union(wanted);
      found = found.union(joined(wanted, all));
    }
    return found;
  }

  private static Dataset<Row> wanted(JavaRDD<Row> rows, SparkSession spark) {
    return spark.createDataFrame(rows, WANTED).distinct().persist(StorageLevel.DISK_ONLY());
  }

  /** Spark's join reads and spills sorted rows, so that no number of patients is too many. */
  private static JavaPairRDD<LineKey, byte[]> joined(Dataset<Row> wanted, Dataset<Row> all) {
    return wanted
        .join(all, "name")
        .select("patient", "name", "text")
        .javaRDD()
        .mapToPair(
            row -> KeyedLine.shared(row.<byte[]>getAs(0), row.getString(1), row.getString(2)));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static Stream<Row> references(byte[] json, byte[] patient) {
    return names(json).stream().map(name -> RowFactory.create(name, patient));
  }

  /** Returns what a resource refers to of these types, whatever the element. */
  static Set<String> names(byte[] json) {
    Set<String> names = new LinkedHashSet<>();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "reference".equals(parser.currentName())) {
          IdType target = new IdType(parser.getText());
          if (target.hasIdPart() && RecordScan.isShared(String.valueOf(target.getResourceType()))) {
            names.add(target.getResourceType() + "/" + target.getIdPart());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A line that was JSON is none.", e);
    }
    return names;
  }
}
