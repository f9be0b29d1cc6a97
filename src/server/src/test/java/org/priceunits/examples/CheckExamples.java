package org.priceunits.examples;

import static org.priceunits.pricing.Administered.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;

/** Examples of submitted claims checked against the record, each with one error. */
final class CheckExamples {
  private static final String IN_2024 = "2024-05-01T10:00:00-05:00";

  private CheckExamples() {}

  static List<Example> all() {
    return List.of(
        waste("check-clean", "A claim without a fault", claim -> {}),
        waste("check-units-too-high", "12 units for 10 mg", claim -> units(claim, 0, 12)),
        waste("check-units-too-low", "8 units for 10 mg", claim -> units(claim, 0, 8)),
        waste(
            "check-discard-units-wrong",
            "JW with 1 unit where 2 were discarded",
            claim -> units(claim, 1, 1)),
        waste(
            "check-discard-line-missing",
            "The line with JW is left out",
            claim -> claim.getItem().remove(1)),
        waste(
            "check-discard-not-allowed",
            "JZ although drug was discarded",
            claim -> add(claim, Canonicals.HCPCS, "JZ")),
        waste(
            "check-distinct-not-supported",
            "59 without a stated distinct service",
            claim -> add(claim, Canonicals.CPT, "59")),
        waste(
            "check-modifier-unexpected",
            "A modifier that nothing asks for",
            claim -> add(claim, Canonicals.HCPCS, "KX")),
        waste("check-code-not-valid-on-date", "J9010 in 2024", claim -> code(claim, "J9010")),
        waste("check-code-differs", "The code of another drug", claim -> code(claim, "J9299")),
        waste(
            "check-date-differs",
            "Another day",
            claim -> claim.getItem().forEach(i -> i.setServiced(new DateType("2024-06-15")))),
        waste(
            "check-duplicate-line",
            "A line twice",
            claim -> claim.addItem(claim.getItem().get(0).copy())),
        waste(
                "check-administration-not-billed",
                "The line of the dose is left out",
                claim -> claim.getItem().remove(0))
            .invalid(),
        waste(
            "check-ndc-differs",
            "The NDC of another package",
            claim -> ndc(claim).setCode("58468035701")),
        waste(
            "check-ndc-quantity-differs",
            "Another quantity of the package",
            claim ->
                claim
                    .getItem()
                    .get(0)
                    .getDetailFirstRep()
                    .getQuantity()
                    .setValue(new BigDecimal("5"))),
        waste(
            "check-ndc-unconfirmed",
            "No NDC, although the record has one",
            claim -> claim.getItem().forEach(i -> i.setDetail(new ArrayList<>()))),
        waste(
                "check-quantity-unit-differs",
                "Milligrams where billing units belong",
                claim -> claim.getItemFirstRep().getQuantity().setUnit("mg"))
            .invalid(),
        waste(
            "check-place-of-service-differs",
            "The discarded drug in another place than the dose",
            CheckExamples::anotherPlace),
        waste(
            "check-revenue-code-differs",
            "A revenue code on a professional claim",
            claim -> claim.getItemFirstRep().setRevenue(revenue("0636"))),
        otherWords(),
        waste("check-price-differs", "A cent below the limit", claim -> price(claim, "-0.01")),
        waste("check-price-above-limit", "A charge above the limit", claim -> price(claim, "100")),
        waste(
            "check-line-not-checked",
            "A line for the infusion itself, which is not checked here",
            CheckExamples::infusion),
        whole(
            "check-line-without-administration",
            "A claim for a drug, and the record of another one that was refused",
            dose("12 mg").ndc("58468-0200-1").on(IN_2024).vial("12 mg"),
            "medicare",
            dose("12 [iU]").ndc("50242-0060-01").on(IN_2024)),
        modifiers(),
        whole(
            "check-discard-unconfirmed",
            "JZ although neither waste nor vials are known",
            dose("12 mg").ndc("58468-0200-1").on(IN_2024).vial("12 mg"),
            "medicare",
            dose("12 mg").ndc("58468-0200-1").on(IN_2024)),
        optional(),
        missingModifier(),
        otherClaim(),
        aboveTheLimit(),
        tooLong());
  }

  /** 10 mg of a 12 mg vial: ten units, and two with JW. */
  private static Example waste(String id, String title, Consumer<Claim> fault) {
    Administered given = dose("10 mg").id("given").ndc("58468-0200-1").on(IN_2024).vial("12 mg");
    Claim claim = Claims.of(new Parameters(), given.record());
    fault.accept(claim);
    return Example.of(id, title).check(claim).give(given);
  }

  /** 22,000 units on one line, where the contractor takes 9,999. */
  private static Example tooLong() {
    Administered given =
        dose("22000 [iU]")
            .id("given")
            .medication(new CodeableConcept().setText("turoctocog alfa"))
            .on(IN_2024)
            .vial("22000 [iU]");
    Parameters inputs = new Parameters();
    Coding code = new Coding(Canonicals.HCPCS, "J7182", null);
    inputs.addParameter().setName("billingCode").setValue(code);
    return Example.of("check-line-units-exceeded", "22,000 units on one line")
        .check(Claims.of(inputs, given.record()))
        .administrations("medicare-noridian-jf", given)
        .with("billingCode", code.copy());
  }

  private static Example whole(
      String id, String title, Administered billed, String payer, Administered given) {
    return Example.of(id, title)
        .check(Claims.of(new Parameters(), billed.record()))
        .administrations(payer, given);
  }

  private static Example modifiers() {
    Administered given = dose("12 mg").id("given").ndc("58468-0200-1").on(IN_2024).vial("12 mg");
    Parameters inputs = new Parameters();
    inputs.addParameter().setName("modifier").setValue(new CodeType("TB"));
    Claim claim = Claims.of(inputs, given.record());
    Collections.reverse(claim.getItemFirstRep().getModifier());
    return Example.of("check-modifier-order", "TB before JZ")
        .check(claim)
        .give(given)
        .with("modifier", new CodeType("TB"));
  }

  private static void anotherPlace(Claim claim) {
    claim.getItem().get(1).getLocationCodeableConcept().getCodingFirstRep().setCode("11");
  }

  private static CodeableConcept revenue(String code) {
    return new CodeableConcept(new Coding(Canonicals.REVENUE_CODES, code, null));
  }

  private static Example otherWords() {
    Administered given =
        dose("12 mg").id("given").medication(new CodeableConcept().setText("Newdrug")).on(IN_2024);
    Parameters inputs = new Parameters();
    inputs
        .addParameter()
        .setName("billingCode")
        .setValue(new Coding(Canonicals.HCPCS, "J9999", null));
    Claim claim = Claims.of(inputs, given.record());
    claim.getItemFirstRep().getProductOrService().setText("chemotherapy");
    return Example.of("check-description-differs", "Words that name neither drug nor dose")
        .check(claim)
        .give(given)
        .code("J9999");
  }

  private static Example missingModifier() {
    Administered given = dose("12 mg").id("given").ndc("58468-0200-1").on(IN_2024).vial("12 mg");
    Claim claim = Claims.of(new Parameters(), given.record());
    return Example.of("check-modifier-missing", "TB is asked for and not on the line")
        .check(claim)
        .give(given)
        .with("modifier", new CodeType("TB"));
  }

  /** Before 2017 each Medicare contractor decided on JW. */
  private static Example optional() {
    Administered given =
        dose("10 mg").id("given").ndc("58468-0357-1").on("2012-03-02T10:00:00-05:00").vial("30 mg");
    Claim claim = Claims.of(new Parameters(), given.record());
    claim.getItem().remove(1);
    units(claim, 0, 3);
    return Example.of(
            "check-discard-modifier-optional",
            "J9010 in 2012 without a line of its own for the waste: JW was optional")
        .check(claim)
        .give(given);
  }

  private static Example otherClaim() {
    Administered first =
        dose("60 mg")
            .id("first")
            .ndc("58468-0200-1")
            .on(IN_2024)
            .container("12 mg", 5, "single-dose");
    Administered second =
        dose("12 mg")
            .id("second")
            .ndc("58468-0200-1")
            .on("2024-05-02T10:00:00-05:00")
            .vial("12 mg");
    return Example.of(
            "check-on-other-claim", "One of two claims of a course: the other bills the rest")
        .check(Claims.of(new Parameters(), first.record()))
        .give(first, second);
  }

  private static Example aboveTheLimit() {
    Administered first =
        dose("24 mg")
            .id("first")
            .ndc("58468-0200-1")
            .on(IN_2024)
            .container("12 mg", 2, "single-dose");
    Administered second =
        dose("24 mg")
            .id("second")
            .ndc("58468-0200-1")
            .on("2024-05-02T10:00:00-05:00")
            .container("12 mg", 2, "single-dose");
    Claim claim = Claims.of(new Parameters(), first.record());
    ItemComponent later = Claims.of(new Parameters(), second.record()).getItemFirstRep();
    claim.addItem(later.setSequence(2));
    claim.getBillablePeriod().setEndElement(new DateTimeType("2024-05-02"));
    claim.getTotal().setValue(claim.getTotal().getValue().add(later.getNet().getValue()));
    return Example.of(
            "check-claim-limit-exceeded", "Two days on one claim, together above the limit")
        .check(claim)
        .give(first, second);
  }

  private static void units(Claim claim, int line, int units) {
    claim.getItem().get(line).getQuantity().setValue(units);
    recount(claim);
  }

  /** Recomputes net and total from the wrong units or prices, so that only one thing is wrong. */
  private static void recount(Claim claim) {
    BigDecimal total = BigDecimal.ZERO;
    for (ItemComponent item : claim.getItem()) {
      if (item.hasUnitPrice()) {
        BigDecimal net =
            item.getUnitPrice()
                .getValue()
                .multiply(item.getQuantity().getValue())
                .setScale(2, RoundingMode.HALF_UP);
        item.getNet().setValue(net);
        total = total.add(net);
      }
    }
    if (claim.hasTotal()) {
      claim.getTotal().setValue(total);
    }
  }

  private static void add(Claim claim, String system, String modifier) {
    claim.getItemFirstRep().addModifier(new CodeableConcept(new Coding(system, modifier, null)));
  }

  private static void code(Claim claim, String code) {
    claim.getItem().forEach(i -> i.getProductOrService().getCodingFirstRep().setCode(code));
  }

  private static Coding ndc(Claim claim) {
    return claim.getItemFirstRep().getDetailFirstRep().getProductOrService().getCodingFirstRep();
  }

  private static void price(Claim claim, String more) {
    ItemComponent item = claim.getItemFirstRep();
    item.getUnitPrice().setValue(item.getUnitPrice().getValue().add(new BigDecimal(more)));
    recount(claim);
  }

  private static void infusion(Claim claim) {
    ItemComponent infusion = new ItemComponent();
    infusion.setSequence(3);
    infusion.getQuantity().setValue(1).setUnit("UN");
    infusion.setProductOrService(new CodeableConcept(new Coding(Canonicals.CPT, "96413", null)));
    infusion.setServiced(new DateType("2024-05-01"));
    claim.addItem(infusion);
    claim.setTotal(null);
    // The line has no working, which our profile requires: the claim is from another source.
    claim.setMeta(null);
  }
}
