package org.priceunits.domain.billing.result;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;

/**
 * A message for the caller. Its text is formatted only when it is read, because most pricings
 * report something and few callers of a batch read every message.
 *
 * @param code the published issue code
 * @param sentence says what to do, with a placeholder for each argument
 * @param arguments inserted by their {@code toString} text
 * @param administration position of the administration in the request, or {@link #WHOLE_CALL}
 * @param about the element of the administration that the issue concerns
 * @param successor the code to bill instead of one that has ended
 * @param candidates the codes that the caller must choose from
 */
public record Issue(
    IssueCode code,
    String sentence,
    List<Object> arguments,
    int administration,
    Element about,
    @Nullable Successor successor,
    List<Candidate> candidates) {
  /** Used instead of a position if the issue concerns the whole call. */
  public static final int WHOLE_CALL = -1;

  /**
   * An element of an administration as the caller states it; the FHIR layer knows its place in the
   * request body.
   */
  public enum Element {
    ADMINISTRATION,
    STATUS,
    MEDICATION,
    DATE,
    DOSE,
    CONTAINERS,
    DISCARDED,
    DISTINCT,
    MODIFIER,
    ENCOUNTER,
    PATIENT,
    DIAGNOSIS,
    PROVIDER,
    COVERAGE,
    PAYER,
    PLACE_OF_SERVICE,
    BILLING_CODE
  }

  /**
   * The code that replaced another.
   *
   * @param units billing units of the same dose with this code; absent if the dose does not convert
   * @param suggested true if CMS does not name it: it began the day after, for the same drug
   */
  public record Successor(HcpcsCode code, @Nullable BigDecimal units, boolean suggested) {}

  /**
   * A code that fits what the record says of the drug.
   *
   * @param description CMS's long description
   * @param brands the brands of its known packages on that day
   * @param deciding what tells the candidates apart: {@code biosimilar}, {@code esrd}, {@code
   *     form}, {@code maker}; {@code drug} if their descriptions name none of these
   */
  public record Candidate(
      HcpcsCode code, String description, List<String> brands, List<String> deciding) {
    public Candidate {
      brands = List.copyOf(brands);
      deciding = List.copyOf(deciding);
    }
  }

  public Issue {
    candidates = List.copyOf(candidates);
  }

  /**
   * @param sentence with {@code %s} for each argument
   */
  public static Issue of(
      IssueCode code, int administration, Element about, String sentence, Object... arguments) {
    return new Issue(code, sentence, List.of(arguments), administration, about, null, List.of());
  }

  /** Creates an issue about the call as a whole. */
  public static Issue ofCall(IssueCode code, Element about, String sentence, Object... arguments) {
    return new Issue(code, sentence, List.of(arguments), WHOLE_CALL, about, null, List.of());
  }

  /** Returns this issue with the code that followed. */
  public Issue with(Successor next) {
    return new Issue(code, sentence, arguments, administration, about, next, candidates);
  }

  /** Returns this issue with the codes to choose from. */
  public Issue with(List<Candidate> choice) {
    return new Issue(code, sentence, arguments, administration, about, successor, choice);
  }

  /** Returns the sentence with its arguments inserted. */
  public String text() {
    return arguments.isEmpty() ? sentence : sentence.formatted(arguments.toArray());
  }

  /** Returns true if the issue keeps its administration from being priced. */
  public boolean refuses() {
    return code.severity() == IssueCode.Severity.ERROR;
  }
}
