package org.priceunits.domain.billing;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.OVERFILL_IGNORED;
import static org.priceunits.domain.billing.result.IssueCode.WASTE_DERIVED;
import static org.priceunits.domain.billing.result.IssueCode.WASTE_UNACCOUNTED;
import static org.priceunits.domain.billing.result.IssueCode.WASTE_UNKNOWN;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one administration of a group states of its waste says nothing of another's vial. */
class WasteOfMembersTest {
  private static final String SMALL = "50242-0060-01";
  private static final String LARGE = "50242-0061-01";

  /** Bevacizumab, 10 mg a unit, in vials of 100 and 400 mg. */
  private static Case bevacizumab() {
    return given().code("J9035");
  }

  @Nested
  class OfOnePackage {
    @Test
    void isDerivedFromTheVialOfTheOneThatIsSilent() {
      bevacizumab()
          .dose("80 mg")
          .vialsOf(1, "100 mg", SMALL)
          .and()
          .dose("60 mg")
          .vialsOf(1, "100 mg", SMALL)
          .discarded("40 mg")
          .lines("J9035 14", "J9035 6 JW")
          .says(WASTE_DERIVED)
          .neverSays(WASTE_UNACCOUNTED);
    }

    @Test
    void isNotDerivedIfAnotherDoseMayBeOfTheSameVial() {
      bevacizumab()
          .dose("60 mg")
          .vialsOf(1, "100 mg", SMALL)
          .and()
          .ndc(SMALL)
          .dose("30 mg")
          .discarded("10 mg")
          .lines("J9035 9", "J9035 1 JW")
          .neverSays(WASTE_DERIVED);
    }

    @Test
    void isNotAttestedAsNoneIfTheOtherDoseLeavesItNoRoom() {
      bevacizumab()
          .dose("60 mg")
          .vialsOf(1, "100 mg", SMALL)
          .discarded("40 mg")
          .and()
          .ndc(SMALL)
          .dose("40 mg")
          .lines("J9035 10")
          .says(OVERFILL_IGNORED);
    }

    @Test
    void isNotDerivedFromAVialThatIsShared() {
      bevacizumab()
          .ndc(SMALL)
          .dose("80 mg")
          .sharedVial("100 mg")
          .and()
          .dose("60 mg")
          .vialsOf(1, "100 mg", SMALL)
          .discarded("40 mg")
          .lines("J9035 14", "J9035 4 JW")
          .neverSays(WASTE_DERIVED);
    }
  }

  @Nested
  class OfTwoPackages {
    @Test
    void isBilledThoughTheOtherOnesVialIsEmpty() {
      bevacizumab()
          .dose("400 mg")
          .vialsOf(1, "400 mg", LARGE)
          .and()
          .ndc(SMALL)
          .dose("60 mg")
          .discarded("40 mg")
          .lines("J9035 40", "J9035 6", "J9035 4 JW")
          .neverSays(OVERFILL_IGNORED)
          .neverSays(WASTE_UNACCOUNTED);
    }

    @Test
    void isBilledBesideWhatTheOtherOnesVialLeft() {
      bevacizumab()
          .dose("380 mg")
          .vialsOf(1, "400 mg", LARGE)
          .and()
          .ndc(SMALL)
          .dose("60 mg")
          .discarded("40 mg")
          .lines("J9035 38", "J9035 2 JW", "J9035 6", "J9035 4 JW")
          .says(WASTE_DERIVED);
    }

    @Test
    void isNotAttestedAsNoneForTheOneThatIsSilent() {
      bevacizumab()
          .dose("400 mg")
          .vialsOf(1, "400 mg", LARGE)
          .discarded("0 mg")
          .and()
          .ndc(SMALL)
          .dose("60 mg")
          .lines("J9035 40", "J9035 6")
          .says(WASTE_UNKNOWN);
    }

    @Test
    void isBilledAndTheOneThatIsSilentIsNamed() {
      bevacizumab()
          .dose("380 mg")
          .vialsOf(1, "400 mg", LARGE)
          .discarded("20 mg")
          .and()
          .ndc(SMALL)
          .dose("60 mg")
          .lines("J9035 38", "J9035 2 JW", "J9035 6")
          .says(WASTE_UNKNOWN);
    }

    @Test
    void isAttestedAsNoneIfBothSaySo() {
      bevacizumab()
          .dose("400 mg")
          .vialsOf(1, "400 mg", LARGE)
          .discarded("0 mg")
          .and()
          .ndc(SMALL)
          .dose("100 mg")
          .discarded("0 mg")
          .lines("J9035 40 JZ", "J9035 10 JZ")
          .neverSays(WASTE_UNKNOWN);
    }
  }

  /** 20 of the 40 mg that a vial left are stated: no line counts the other 20. */
  @Test
  void thatIsUnaccountedIsInNoNdcQuantity() {
    bevacizumab()
        .dose("60 mg")
        .vialsOf(1, "100 mg", SMALL)
        .discarded("20 mg")
        .lines("J9035 6", "J9035 2 JW")
        .ndcQuantities("2.400 ML", "0.800 ML")
        .says(WASTE_UNACCOUNTED);
  }
}
