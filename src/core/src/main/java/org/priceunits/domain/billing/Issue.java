package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Something the caller should know. Its sentence is made when somebody reads it: most pricings say
 * something, and few callers of a batch look at each.
 *
 * @param code which of the published issues
 * @param sentence says what to do, with a place for each argument
 * @param arguments shown by their own text
 * @param administration position of the administration in the request, or {@link #WHOLE_CALL}
 * @param about the part of the administration that it speaks of
 * @param successor what to bill instead, for a code that has ended
 */
public record Issue(
    IssueCode code,
    String sentence,
    List<Object> arguments,
    int administration,
    Element about,
    @Nullable Successor successor) {
  /** In place of a position: the issue is about the call as a whole. */
  public static final int WHOLE_CALL = -1;

  /**
   * A part of an administration as the caller states it; the edge knows where in the body it
   * stands.
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
   * The code that took another's place.
   *
   * @param units billing units that the same dose has there; absent where the dose does not count
   */
  public record Successor(HcpcsCode code, @Nullable BigDecimal units) {}

  /**
   * @param sentence with {@code %s} where an argument stands
   */
  public static Issue of(
      IssueCode code, int administration, Element about, String sentence, Object... arguments) {
    return new Issue(code, sentence, List.of(arguments), administration, about, null);
  }

  public static Issue ofCall(IssueCode code, Element about, String sentence, Object... arguments) {
    return new Issue(code, sentence, List.of(arguments), WHOLE_CALL, about, null);
  }

  Issue with(Successor next) {
    return new Issue(code, sentence, arguments, administration, about, next);
  }

  /** The sentence with its arguments. */
  public String text() {
    return arguments.isEmpty() ? sentence : sentence.formatted(arguments.toArray());
  }

  public boolean refuses() {
    return code.severity() == IssueCode.Severity.ERROR;
  }
}
