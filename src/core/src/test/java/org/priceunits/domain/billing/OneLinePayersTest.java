package org.priceunits.domain.billing;

import static org.priceunits.domain.billing.Case.given;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.result.IssueCode;

class OneLinePayersTest {
  private static Case oneLine() {
    return given().payer("bcbs-id-2012").code("J9010").on("2012-03-02").dose("10 mg");
  }

  /** R14: if one container serves several patients, nothing is derived from its size. */
  @Test
  void doesNotBillASharedContainerWholeToEachPatient() {
    oneLine()
        .sharedVial("30 mg")
        .discarded("0 mg")
        .and()
        .patient("Patient/p2")
        .dose("20 mg")
        .sharedVial("30 mg")
        .discarded("0 mg")
        .lines("J9010 1", "J9010 2");
  }

  @Test
  void billsTheWholeVialWhateverWasSaidOfItsRest() {
    for (String discarded : List.of("0 mg", "9 mg", "10 mg", "15 mg", "20 mg")) {
      oneLine().vial("30 mg").discarded(discarded).lines("J9010 3");
    }
    oneLine().vial("30 mg").lines("J9010 3");
  }

  @Test
  void billsTheDoseWhereTheContainerIsNotKnownToBeASingleDoseOneOrTheDoseWasInterrupted() {
    oneLine().unknownContainer("30 mg").discarded("20 mg").lines("J9010 1");
    oneLine().vial("30 mg").stopped().lines("J9010 1");
  }

  @Test
  void beyondWhatAClaimCanCarryIsRefused() {
    oneLine().vial("100000000 mg").refused(IssueCode.DISCARD_INVALID);
    oneLine().vial("1000000000 mg").discarded("20 mg").refused(IssueCode.DISCARD_INVALID);
  }
}
