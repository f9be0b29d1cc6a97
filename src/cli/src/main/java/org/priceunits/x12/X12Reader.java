package org.priceunits.x12;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.domain.billing.result.IssueCode;

/**
 * Reads an 837 of anyone as Claims: codes, modifiers, words, units, money, days, places, NDC with
 * its quantity, line identifiers, diagnoses, type of bill and remarks. Names of patient, provider
 * and payer become the display of the reference; everything else is not read.
 */
public final class X12Reader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private X12Reader() {}

  /**
   * @param claims in the order of the file
   * @param issues what cannot be read; the file is then not usable
   * @param faults what the guides do not allow in what can be read
   * @param skipped transactions of other guides, whose claims are not read
   */
  public record Read(
      List<Claim> claims, List<X12Issue> issues, List<X12Fault> faults, List<X12Issue> skipped) {
    public Read {
      claims = List.copyOf(claims);
      issues = List.copyOf(issues);
      faults = List.copyOf(faults);
      skipped = List.copyOf(skipped);
    }

    /** Returns what is said of no claim: transactions that are not read, and faults outside. */
    public List<X12Issue> ofFile() {
      List<X12Issue> all = new ArrayList<>(skipped);
      all.addAll(faultsOf(X12Fault.Place.FILE.order()));
      return all;
    }

    /**
     * Returns what is wrong with a claim, as issues without a path: they are about the file.
     *
     * @param order position among the claims, from 0
     */
    public List<X12Issue> faultsOf(int order) {
      return faults.stream()
          .filter(fault -> fault.at().order() == order)
          .map(
              fault ->
                  new X12Issue(
                      IssueCode.X12_VALUE_NOT_VALID,
                      "",
                      "The 837 is not as its guide wants it: %s. Its payer may reject it; correct it, or tell its sender."
                          .formatted(fault.sentence())))
          .toList();
    }
  }

  /**
   * Reads an interchange as its bytes: in UTF-8 if they are that, else in Latin-1, so that every
   * place names a character that X12 does not allow alike.
   */
  public static Read read(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      text = new String(file, StandardCharsets.ISO_8859_1);
    }
    return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  /** Reads an interchange. */
  public static Read read(String text) {
    SegmentReader.Read segments = SegmentReader.read(text, false);
    List<X12Issue> issues = new ArrayList<>();
    segments.faults().forEach(fault -> issues.add(issue(fault.sentence())));
    ClaimsOfSegments claims = new ClaimsOfSegments();
    for (int i = 0; i < segments.segments().size(); i++) {
      Segment segment = segments.segments().get(i);
      try {
        claims.take(segment);
      } catch (IllegalArgumentException | DateTimeException e) {
        issues.add(
            issue(
                "segment %d, %s: a value is not a number or a day".formatted(i + 1, segment.id())));
      }
    }
    List<X12Issue> skipped = skipped(segments.segments());
    if (claims.claims().isEmpty() && issues.isEmpty()) {
      issues.addAll(skipped);
      issues.add(issue("there is no claim (CLM) in an 837 transaction"));
    }
    return new Read(
        claims.claims(),
        issues,
        issues.isEmpty() ? ClaimRules.faults(segments.segments()) : List.of(),
        skipped);
  }

  private static List<X12Issue> skipped(List<Segment> segments) {
    List<X12Issue> skipped = new ArrayList<>();
    String group = "";
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.id().equals("GS")) {
        group = segment.element(8);
      } else if (segment.id().equals("ST") && Guide.of(segment, group).isEmpty()) {
        String stated = segment.element(3).isEmpty() ? group : segment.element(3);
        skipped.add(
            new X12Issue(
                IssueCode.X12_NOT_READABLE,
                "",
                "The transaction %s (segment %d) is a %s of guide %s, and only claims of 837 %s and %s are read. Check it elsewhere."
                    .formatted(
                        segment.element(2),
                        i + 1,
                        segment.element(1),
                        stated.isEmpty() ? "unknown" : stated,
                        Guide.PROFESSIONAL.version(),
                        Guide.INSTITUTIONAL.version())));
      }
    }
    return skipped;
  }

  private static X12Issue issue(String fault) {
    return new X12Issue(
        IssueCode.X12_NOT_READABLE,
        "",
        "The X12 file cannot be read: %s. Correct it, or ask its sender.".formatted(fault));
  }
}
