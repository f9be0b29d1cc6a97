package org.priceunits.domain.billing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Something the caller should know.
 *
 * @param code which of the published issues
 * @param text a sentence that says what to do
 * @param administration position of the administration in the request, or {@link #WHOLE_CALL}
 * @param about the part of the administration that it speaks of
 * @param successor what to bill instead, for a code that has ended
 */
public record Issue(
    IssueCode code, String text, int administration, Element about, @Nullable Successor successor) {
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

  /** The code that took another's place, and the billing units that the same dose has there. */
  public record Successor(HcpcsCode code, BigDecimal units) {}

  public static Issue of(IssueCode code, int administration, Element about, String text) {
    return new Issue(code, text, administration, about, null);
  }

  public static Issue ofCall(IssueCode code, Element about, String text) {
    return new Issue(code, text, WHOLE_CALL, about, null);
  }

  public boolean refuses() {
    return code.severity() == IssueCode.Severity.ERROR;
  }
}
