package org.priceunits.x12;

import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The writer's own check: no file leaves that is not as the two guides want it. */
public final class X12Check {
  private static final String SCHEMA = "/org/priceunits/x12/837.xml";
  private static final Pattern MODIFIER = Pattern.compile("[A-Z0-9]{2}");
  private static final int DESCRIPTION = 7;

  private final Schema schema;

  public X12Check() {
    try (InputStream in = X12Check.class.getResourceAsStream(SCHEMA)) {
      this.schema = SegmentReader.schema(in);
    } catch (EDISchemaException e) {
      throw new IllegalStateException("The program's own schema cannot be read.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what is wrong with an interchange, each with its segment; empty if nothing is. */
  public List<String> faults(String interchange) {
    SegmentReader.Read read = SegmentReader.read(interchange, schema);
    List<String> faults = new ArrayList<>(read.faults());
    if (read.segments().stream().noneMatch(s -> s.id().equals("IEA"))) {
      faults.add("The interchange does not end with IEA.");
    }
    faults.addAll(lines(read.segments()));
    return faults;
  }

  /** Returns what is wrong with the service lines, which no order, length or code list tells. */
  private static List<String> lines(List<Segment> segments) {
    List<String> faults = new ArrayList<>();
    boolean institutional = false;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      String at = "segment " + (i + 1) + ", " + segment.id() + ": ";
      switch (segment.id()) {
        case "ST" -> institutional = segment.element(3).startsWith(Guide.INSTITUTIONAL.base());
        case "SV1" -> {
          if (institutional) {
            faults.add(at + "a professional line in an institutional claim");
          }
          procedure(segment, 1, at, faults);
        }
        case "SV2" -> {
          if (!institutional) {
            faults.add(at + "an institutional line in a professional claim");
          }
          procedure(segment, 2, at, faults);
        }
        case "LIN" -> {
          if (!segment.element(3).matches("\\d{11}")) {
            faults.add(at + "an NDC has eleven digits without hyphens");
          }
        }
        case "LX" -> {
          boolean served = i + 1 < segments.size() && segments.get(i + 1).id().startsWith("SV");
          if (!served) {
            faults.add(at + "a line without SV1 or SV2");
          }
        }
        default -> {}
      }
    }
    return faults;
  }

  /** A fifth modifier would stand where the words of an unclassified code do. */
  private static void procedure(Segment segment, int position, String at, List<String> faults) {
    if (MODIFIER.matcher(segment.component(position, DESCRIPTION)).matches()) {
      faults.add(at + "a fifth modifier");
    }
  }
}
