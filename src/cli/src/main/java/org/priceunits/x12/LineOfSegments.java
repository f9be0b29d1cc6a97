package org.priceunits.x12;

import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.priceunits.fhir.Canonicals;

/** Adds one service line to a Claim, from LX to the end of its loop. */
final class LineOfSegments {
  private static final int FIRST_MODIFIER = 3;
  private static final int LAST_MODIFIER = 6;
  private static final int WORDS = 7;

  private final boolean institutional;
  private final String place;
  private final ItemComponent item;
  private boolean served;

  /**
   * @param place the claim's place of service, for a line that has none
   */
  LineOfSegments(Claim claim, boolean institutional, String place) {
    this.institutional = institutional;
    this.place = place;
    this.item = claim.addItem().setSequence(claim.getItem().size());
  }

  /** Returns true once the line has its service. */
  boolean isServed() {
    return served;
  }

  void take(Segment segment) {
    served |= segment.id().equals("SV1") || segment.id().equals("SV2");
    switch (segment.id()) {
      case "SV1" -> {
        procedure(segment.components(1));
        amounts(segment.element(2), segment.element(3), segment.element(4));
        String stated = segment.element(5);
        String at = stated.isEmpty() ? place : stated;
        if (!institutional && !at.isEmpty()) {
          item.setLocation(Codes.concept(Canonicals.PLACE_OF_SERVICE, at));
        }
        segment.components(7).stream()
            .filter(pointer -> !pointer.isEmpty())
            .forEach(pointer -> item.addDiagnosisSequence(Integer.parseInt(pointer)));
      }
      case "SV2" -> {
        item.setRevenue(Codes.concept(Canonicals.REVENUE_CODES, segment.element(1)));
        procedure(segment.components(2));
        amounts(segment.element(3), segment.element(4), segment.element(5));
      }
      case "DTP" -> date(segment);
      case "REF" -> {
        if (segment.element(1).equals("6R")) {
          item.setId(segment.element(2));
        }
      }
      case "LIN" -> {
        if (segment.element(2).equals("N4")) {
          drug().setProductOrService(Codes.concept(Canonicals.NDC, segment.element(3)));
        }
      }
      case "CTP" -> quantity(segment);
      default -> {}
    }
  }

  private void procedure(List<String> parts) {
    if (parts.size() < 2) {
      return;
    }
    String code = capitals(parts.get(1));
    CodeableConcept service = Codes.concept(level(code), code);
    if (parts.size() >= WORDS && !parts.get(WORDS - 1).isEmpty()) {
      service.setText(parts.get(WORDS - 1));
    }
    item.setProductOrService(service);
    for (int i = FIRST_MODIFIER; i <= Math.min(LAST_MODIFIER, parts.size()); i++) {
      String modifier = capitals(parts.get(i - 1));
      if (!modifier.isEmpty()) {
        boolean digits = modifier.chars().allMatch(Character::isDigit);
        item.addModifier(Codes.concept(digits ? Canonicals.CPT : Canonicals.HCPCS, modifier));
      }
    }
  }

  /** Some senders write codes in small letters, which {@link LineRules} reports. */
  private static String capitals(String code) {
    return code.toUpperCase(Locale.ROOT);
  }

  /** Codes that start with a digit are level I, the AMA's. */
  private static String level(String code) {
    return !code.isEmpty() && Character.isDigit(code.charAt(0)) ? Canonicals.CPT : Canonicals.HCPCS;
  }

  private void amounts(String charge, String unit, String units) {
    if (!charge.isEmpty()) {
      item.setNet(new Money().setValue(Syntax.number(charge)).setCurrency("USD"));
    }
    if (!units.isEmpty()) {
      item.setQuantity(new Quantity().setValue(Syntax.number(units)).setUnit(capitals(unit)));
    }
  }

  private void date(Segment segment) {
    if (segment.element(1).equals("472")) {
      item.setServiced(Days.of(segment.element(3)).serviced());
    }
  }

  private DetailComponent drug() {
    return item.hasDetail() ? item.getDetail().get(0) : item.addDetail().setSequence(1);
  }

  private void quantity(Segment segment) {
    String unit = capitals(segment.component(5, 1));
    Quantity quantity = new Quantity().setValue(Syntax.number(segment.element(4))).setUnit(unit);
    String ucum = Codes.NDC_UNITS.get(unit);
    if (ucum != null) {
      quantity.setSystem(Canonicals.UCUM).setCode(ucum);
    }
    if (item.hasDetail()) {
      drug().setQuantity(quantity);
    }
  }
}
