package org.priceunits.x12;

import io.xlate.edi.schema.Schema;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the segments of an interchange by the delimiters of its ISA, and its envelope's faults. */
final class SegmentReader {
  private static final int MOST_FAULTS = 20;

  /** Position of the segment terminator: ISA alone has a fixed length. */
  private static final int TERMINATOR = 105;

  private final List<Segment> segments = new ArrayList<>();
  private final List<Found> faults = new ArrayList<>();
  private List<List<String>> elements = new ArrayList<>();

  /** A fault before the claims of the file are known. */
  private record Found(int segment, String element, String text) {}

  private SegmentReader() {}

  /**
   * @param faults what is wrong, each with its segment; none if the file is as the schema says
   */
  record Read(List<Segment> segments, List<X12Fault> faults) {
    Read {
      segments = List.copyOf(segments);
      faults = List.copyOf(faults);
    }
  }

  /**
   * @param withSchema true to hold the transactions against {@link Schema837}; false to read any,
   *     with the envelope alone checked
   */
  static Read read(String text, boolean withSchema) {
    // Asked for in any case: it makes the library silent.
    Schema schema = Schema837.schema();
    return new SegmentReader().all(text, withSchema ? schema : null);
  }

  private Read all(String text, @Nullable Schema schema) {
    byte[] bytes = whole(text).getBytes(StandardCharsets.ISO_8859_1);
    try (EDIStreamReader reader =
        EDIInputFactory.newFactory().createEDIStreamReader(new ByteArrayInputStream(bytes))) {
      while (reader.hasNext()) {
        EDIStreamEvent event = reader.next();
        if (event == EDIStreamEvent.START_TRANSACTION && schema != null) {
          reader.setTransactionSchema(schema);
        }
        take(event, reader, schema != null);
      }
    } catch (EDIStreamException | IllegalStateException | IllegalArgumentException e) {
      faults.add(new Found(0, "", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (segments.stream().noneMatch(s -> s.id().equals("IEA"))) {
      faults.add(new Found(0, "", "The interchange does not end with IEA"));
    } else {
      unclosed();
    }
    X12Places places = new X12Places(segments);
    return new Read(
        segments,
        faults.stream()
            .map(f -> new X12Fault(places.of(f.segment()).of(f.element()), f.text()))
            .toList());
  }

  /**
   * Returns the text from ISA to its last terminator, without the mark of a byte order and what
   * stands around. The terminator may itself be a blank or a line end.
   */
  private static String whole(String text) {
    String start = text.replaceFirst("^(\\uFEFF|\\u00EF\\u00BB\\u00BF)", "").stripLeading();
    String body = start.stripTrailing();
    if (start.length() <= TERMINATOR) {
      return body;
    }
    String terminator = start.substring(TERMINATOR, TERMINATOR + 1);
    return start.substring(body.length()).contains(terminator) ? body + terminator : body;
  }

  /** Finds a transaction without SE, and a group without GE: neither count is then held. */
  private void unclosed() {
    boolean inGroup = false;
    boolean inSet = false;
    for (int i = 0; i < segments.size(); i++) {
      String id = segments.get(i).id();
      if (inSet && Set.of("ST", "GS", "GE", "IEA").contains(id)) {
        faults.add(new Found(i + 1, id, "the transaction before does not end with SE"));
        inSet = false;
      }
      if (inGroup && Set.of("GS", "IEA").contains(id)) {
        faults.add(new Found(i + 1, id, "the group before does not end with GE"));
        inGroup = false;
      }
      inSet = id.equals("ST") || inSet && !id.equals("SE");
      inGroup = id.equals("GS") || inGroup && !id.equals("GE");
    }
  }

  private void take(EDIStreamEvent event, EDIStreamReader reader, boolean withSchema) {
    switch (event) {
      case START_SEGMENT -> {
        elements = new ArrayList<>();
        segments.add(new Segment(reader.getText(), List.of()));
      }
      case ELEMENT_DATA -> element(reader.getLocation(), reader.getText());
      case END_SEGMENT -> segments.set(segments.size() - 1, new Segment(last().id(), elements));
      case SEGMENT_ERROR, ELEMENT_DATA_ERROR, ELEMENT_OCCURRENCE_ERROR ->
          fault(event, reader, withSchema);
      default -> {}
    }
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  private void element(Location location, String text) {
    if (location.getElementOccurrence() > 1) {
      return;
    }
    int part = Math.max(1, location.getComponentPosition());
    while (elements.size() < location.getElementPosition()) {
      elements.add(new ArrayList<>());
    }
    List<String> parts = elements.get(location.getElementPosition() - 1);
    while (parts.size() < part) {
      parts.add("");
    }
    parts.set(part - 1, text);
  }

  private void fault(EDIStreamEvent event, EDIStreamReader reader, boolean withSchema) {
    Location at = reader.getLocation();
    boolean counted =
        switch (reader.getErrorType()) {
          case CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT, CONTROL_REFERENCE_MISMATCH -> true;
          default -> withSchema;
        };
    if (counted && faults.size() < MOST_FAULTS) {
      String element =
          event == EDIStreamEvent.SEGMENT_ERROR || at.getElementPosition() < 1
              ? ""
              : "%02d".formatted(at.getElementPosition())
                  + (at.getComponentPosition() < 1 ? "" : "-" + at.getComponentPosition());
      faults.add(
          new Found(
              at.getSegmentPosition(),
              at.getSegmentTag() + element,
              reader.getErrorType().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
  }
}
