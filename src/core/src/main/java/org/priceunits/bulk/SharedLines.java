package org.priceunits.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.pricing.LatestVersion;

/**
 * What is kept of a resource that records of any patient may refer to: its line, and of several
 * lines with its name a few, each below the other, that decide which one counts. It is the same
 * whatever the order of the lines.
 */
public final class SharedLines {
  private static final char END = '\n';

  private SharedLines() {}

  /** A line with its resource. */
  private record Version(byte[] line, Resource resource) {}

  /**
   * Puts together what is kept of one resource.
   *
   * @param some a line, or what this method returned
   * @param others the same
   */
  public static byte[] merged(byte[] some, byte[] others) {
    if (Arrays.equals(some, others)) {
      return some;
    }
    TreeSet<byte[]> lines = new TreeSet<>(Arrays::compareUnsigned);
    lines.addAll(lines(some));
    lines.addAll(lines(others));
    List<Version> versions = versions(lines);
    // Nothing can refer to what is no resource of R4, but its line shows that there was one.
    return versions.isEmpty()
        ? lines.first()
        : joined(
            LatestVersion.deciding(versions, Version::resource).stream()
                .map(Version::line)
                .toList());
  }

  /**
   * Returns the version that counts; empty if no line is a resource of R4.
   *
   * @param kept what {@link #merged} returned, or one line
   */
  public static Optional<LatestVersion> latest(String kept) {
    List<Resource> versions =
        versions(lines(kept.getBytes(StandardCharsets.UTF_8))).stream()
            .map(Version::resource)
            .toList();
    return versions.isEmpty() ? Optional.empty() : Optional.of(LatestVersion.of(versions));
  }

  private static List<byte[]> lines(byte[] kept) {
    List<byte[]> lines = new ArrayList<>(1);
    int begin = 0;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] == END) {
        lines.add(Arrays.copyOfRange(kept, begin, i));
        begin = i + 1;
      }
    }
    lines.add(begin == 0 ? kept : Arrays.copyOfRange(kept, begin, kept.length));
    return lines;
  }

  private static byte[] joined(List<byte[]> lines) {
    byte[] kept = new byte[lines.stream().mapToInt(line -> line.length).sum() + lines.size() - 1];
    int at = 0;
    for (byte[] line : lines) {
      if (at > 0) {
        kept[at++] = END;
      }
      System.arraycopy(line, 0, kept, at, line.length);
      at += line.length;
    }
    return kept;
  }

  private static List<Version> versions(Collection<byte[]> lines) {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new LenientErrorHandler(false));
    List<Version> versions = new ArrayList<>(lines.size());
    for (byte[] line : lines) {
      try {
        String text = new String(line, StandardCharsets.UTF_8);
        versions.add(new Version(line, (Resource) parser.parseResource(text)));
      } catch (DataFormatException e) {
        // The same as no line: what refers to the resource does not find it.
      }
    }
    return versions;
  }
}
