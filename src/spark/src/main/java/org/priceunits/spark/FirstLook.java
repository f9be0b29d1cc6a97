package org.priceunits.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.priceunits.bulk.RecordScan.NotUsed;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.RecordScan.Shared;
import org.priceunits.spark.ScannedLines.ScannedLine;

/**
 * What must be known of all files before the first patient is priced.
 *
 * @param lines number of lines of the part, blank ones too
 * @param sharedBytes size of the resources that records of any patient may refer to
 * @param withoutPatient number of records that name no patient, but what they are part of
 * @param servers base URLs in references to patients: none, one, or two of several
 * @param notUsed how many resources of each type pricing does not read
 */
record FirstLook(
    long lines,
    long sharedBytes,
    long withoutPatient,
    Set<String> servers,
    Map<String, Long> notUsed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static FirstLook at(InputPart part, Configuration hadoop) {
    long shared = 0;
    long withoutPatient = 0;
    TreeSet<String> servers = new TreeSet<>();
    Map<String, Long> notUsed = new HashMap<>();
    try (ScannedLines lines = ScannedLines.of(part, hadoop)) {
      while (lines.hasNext()) {
        ScannedLine line = lines.next();
        if (line.scanned() instanceof OfPatient record) {
          withoutPatient += PartsWithoutPatient.isOne(record) ? 1 : 0;
          if (record.server() != null && servers.size() < 2) {
            servers.add(record.server());
          }
        } else if (line.scanned() instanceof Shared) {
          shared += line.line().bytes().length;
        } else if (line.scanned() instanceof NotUsed other) {
          notUsed.merge(other.type(), 1L, Long::sum);
        }
      }
      return new FirstLook(lines.lines(), shared, withoutPatient, servers, notUsed);
    }
  }

  /** Returns the parts with the number of lines before each, from what was seen in them. */
  static List<InputPart> numbered(List<InputPart> parts, List<FirstLook> looks) {
    long[] before = new long[1];
    return IntStream.range(0, parts.size())
        .mapToObj(
            i -> {
              before[0] = parts.get(i).from() == 0 ? 0 : before[0] + looks.get(i - 1).lines();
              return parts.get(i).after(before[0]);
            })
        .toList();
  }

  /** Returns how many resources of each type pricing does not read, in all parts. */
  static Map<String, Long> notUsed(List<FirstLook> looks) {
    Map<String, Long> all = new TreeMap<>();
    looks.forEach(look -> look.notUsed().forEach((type, n) -> all.merge(type, n, Long::sum)));
    return all;
  }

  /** Returns the base URLs that the references to patients name. */
  static List<String> servers(List<FirstLook> looks) {
    Stream<String> all = looks.stream().flatMap(look -> look.servers().stream());
    return all.distinct().sorted().toList();
  }
}
