package org.priceunits.vectors;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.fhir.Canonicals;

/** Corruptions of one field of a correct claim, each with the issue that must be found. */
enum Corruption {
  ONE_UNIT_MORE(".quantity") {
    @Override
    void apply(Claim claim, int index) {
      addUnits(claim.getItem().get(index), 1);
    }

    @Override
    String issue(Claim claim, int index) {
      return isDiscard(claim, index) ? "discard-units-wrong" : "units-too-high";
    }
  },
  ONE_UNIT_LESS(".quantity") {
    @Override
    void apply(Claim claim, int index) {
      addUnits(claim.getItem().get(index), -1);
    }

    @Override
    String issue(Claim claim, int index) {
      return isDiscard(claim, index) ? "discard-units-wrong" : "units-too-low";
    }
  },
  LINE_LEFT_OUT(null) {
    @Override
    void apply(Claim claim, int index) {
      claim.getItem().remove(index);
    }

    @Override
    String issue(Claim claim, int index) {
      return isDiscard(claim, index) ? "discard-modifier-missing" : "administration-not-billed";
    }
  },
  LINE_TWICE("") {
    @Override
    void apply(Claim claim, int index) {
      claim.addItem(claim.getItem().get(index).copy());
    }

    @Override
    int place(Claim claim, int index) {
      return claim.getItem().size();
    }

    @Override
    String issue(Claim claim, int index) {
      return "duplicate-line";
    }
  },
  JZ_ADDED(".modifier") {
    @Override
    boolean applies(Claim claim, int index) {
      return !modifiers(claim, index).contains("JZ") && hasDiscard(claim);
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).addModifier(modifier(Canonicals.HCPCS, "JZ"));
    }

    @Override
    String issue(Claim claim, int index) {
      return "discard-modifier-not-allowed";
    }
  },
  DISTINCT_ADDED(".modifier") {
    @Override
    boolean applies(Claim claim, int index) {
      return modifiers(claim, index).stream().noneMatch("59"::equals)
          && claim.getItem().stream().noneMatch(i -> codes(i).contains("59"));
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).addModifier(modifier(Canonicals.CPT, "59"));
    }

    @Override
    String issue(Claim claim, int index) {
      return "distinct-not-supported";
    }
  },
  MODIFIERS_SWAPPED(".modifier") {
    @Override
    boolean applies(Claim claim, int index) {
      return modifiers(claim, index).size() > 1;
    }

    @Override
    void apply(Claim claim, int index) {
      Collections.reverse(claim.getItem().get(index).getModifier());
    }

    @Override
    String issue(Claim claim, int index) {
      return "modifier-order";
    }
  },
  CODE_OF_ANOTHER_DRUG(".productOrService") {
    @Override
    void apply(Claim claim, int index) {
      code(claim, index, "J1453");
    }

    @Override
    String issue(Claim claim, int index) {
      return "code-differs";
    }
  },
  CODE_OF_ANOTHER_TIME(".productOrService") {
    @Override
    boolean applies(Claim claim, int index) {
      return day(claim, index).isAfter(LocalDate.of(2015, 12, 31));
    }

    @Override
    void apply(Claim claim, int index) {
      code(claim, index, "J9010");
    }

    @Override
    String issue(Claim claim, int index) {
      return "code-not-valid-on-date";
    }
  },
  ANOTHER_DAY(".serviced") {
    @Override
    void apply(Claim claim, int index) {
      LocalDate other = day(claim, index).plusDays(40);
      claim.getItem().get(index).setServiced(new DateType(other.toString()));
    }

    @Override
    String issue(Claim claim, int index) {
      return "date-differs";
    }
  },
  LOWER_PRICE(".net") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasUnitPrice();
    }

    @Override
    void apply(Claim claim, int index) {
      price(claim.getItem().get(index), "-0.01");
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-differs";
    }
  },
  HIGHER_PRICE(".net") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasUnitPrice();
    }

    @Override
    void apply(Claim claim, int index) {
      price(claim.getItem().get(index), "0.01");
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-above-limit";
    }
  },
  NET_ALONE(".net") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasNet();
    }

    @Override
    void apply(Claim claim, int index) {
      ItemComponent item = claim.getItem().get(index);
      item.getNet().setValue(item.getNet().getValue().add(BigDecimal.ONE));
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-differs";
    }
  },
  ANOTHER_PACKAGE(".detail[0].productOrService") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasDetail();
    }

    @Override
    void apply(Claim claim, int index) {
      ndc(claim, index).setCode("00000000000");
    }

    @Override
    String issue(Claim claim, int index) {
      return "ndc-differs";
    }
  },
  NO_PACKAGE(".detail.productOrService") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasDetail();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).setDetail(new ArrayList<>());
    }

    @Override
    String issue(Claim claim, int index) {
      return "ndc-unconfirmed";
    }
  },
  ANOTHER_PACKAGE_QUANTITY(".detail[0].quantity") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).getDetailFirstRep().hasQuantity();
    }

    @Override
    void apply(Claim claim, int index) {
      var quantity = claim.getItem().get(index).getDetailFirstRep().getQuantity();
      quantity.setValue(quantity.getValue().add(BigDecimal.ONE));
    }

    @Override
    String issue(Claim claim, int index) {
      return "ndc-quantity-differs";
    }
  },
  ANOTHER_PACKAGE_UNIT(".detail[0].quantity") {
    @Override
    boolean applies(Claim claim, int index) {
      return ANOTHER_PACKAGE_QUANTITY.applies(claim, index);
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getDetailFirstRep().getQuantity().setUnit("F2");
    }

    @Override
    String issue(Claim claim, int index) {
      return "ndc-quantity-differs";
    }
  },
  ANOTHER_PACKAGE_UNIT_CODE(".detail[0].quantity") {
    @Override
    boolean applies(Claim claim, int index) {
      return ANOTHER_PACKAGE_QUANTITY.applies(claim, index);
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getDetailFirstRep().getQuantity().setCode("g");
    }

    @Override
    String issue(Claim claim, int index) {
      return "ndc-quantity-differs";
    }
  },
  MODIFIER_LEFT_OUT(".modifier") {
    @Override
    boolean applies(Claim claim, int index) {
      return !modifiers(claim, index).isEmpty();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getModifier().remove(0);
    }

    @Override
    String issue(Claim claim, int index) {
      if (looksLikeAnother(claim, index)) {
        return "administration-not-billed";
      }
      LocalDate required = REQUIRED_SINCE.get(modifiers(claim, index).get(0));
      if (required == null) {
        return "modifier-missing";
      }
      return day(claim, index).isBefore(required)
          ? "discard-modifier-optional"
          : "discard-modifier-missing";
    }

    @Override
    String expression(Claim claim, int index) {
      return looksLikeAnother(claim, index) ? null : super.expression(claim, index);
    }

    /** Without 59 the line is that of the other service, which is on another claim. */
    private boolean looksLikeAnother(Claim claim, int index) {
      return modifiers(claim, index).get(0).equals("59")
          && claim.getSupportingInfo().stream()
              .anyMatch(i -> "claim-note".equals(i.getCode().getCodingFirstRep().getCode()));
    }
  },
  ANOTHER_UNIT(".quantity") {
    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getQuantity().setUnit("mg");
    }

    @Override
    String issue(Claim claim, int index) {
      return "quantity-unit-differs";
    }
  },
  ANOTHER_PLACE(".location") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasLocation();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getLocationCodeableConcept().getCodingFirstRep().setCode("22");
    }

    @Override
    String issue(Claim claim, int index) {
      return "place-of-service-differs";
    }
  },
  ANOTHER_REVENUE_CODE(".revenue") {
    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getRevenue().getCodingFirstRep().setCode("0250");
    }

    @Override
    String issue(Claim claim, int index) {
      return "revenue-code-differs";
    }
  },
  NO_REVENUE_CODE(".revenue") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).hasRevenue();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).setRevenue(null);
    }

    @Override
    String issue(Claim claim, int index) {
      return "revenue-code-differs";
    }
  },
  ANOTHER_TYPE(".revenue") {
    @Override
    void apply(Claim claim, int index) {
      Coding type = claim.getType().getCodingFirstRep();
      type.setCode(type.getCode().equals("institutional") ? "professional" : "institutional");
    }

    @Override
    String issue(Claim claim, int index) {
      return "revenue-code-differs";
    }

    @Override
    int place(Claim claim, int index) {
      return 0;
    }
  },
  ANOTHER_CURRENCY(".net") {
    @Override
    boolean applies(Claim claim, int index) {
      return NET_ALONE.applies(claim, index);
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getNet().setCurrency("EUR");
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-differs";
    }
  },
  UNIT_PRICE_ALONE(".net") {
    @Override
    boolean applies(Claim claim, int index) {
      return LOWER_PRICE.applies(claim, index);
    }

    @Override
    void apply(Claim claim, int index) {
      Money price = claim.getItem().get(index).getUnitPrice();
      price.setValue(price.getValue().add(BigDecimal.ONE));
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-differs";
    }
  },
  TOTAL(".total") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.hasTotal();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getTotal().setValue(claim.getTotal().getValue().add(new BigDecimal("0.01")));
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-differs";
    }

    @Override
    String expression(Claim claim, int index) {
      return ".total";
    }
  },
  CURRENCY_OF_TOTAL(".total") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.hasTotal();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getTotal().setCurrency("EUR");
    }

    @Override
    String issue(Claim claim, int index) {
      return "price-differs";
    }

    @Override
    String expression(Claim claim, int index) {
      return ".total";
    }
  },
  ANOTHER_PERIOD(".billablePeriod") {
    @Override
    void apply(Claim claim, int index) {
      claim.getBillablePeriod().setEnd(null).setStartElement(new DateTimeType("2090-01-01"));
    }

    @Override
    String issue(Claim claim, int index) {
      return "date-differs";
    }

    @Override
    String expression(Claim claim, int index) {
      return ".billablePeriod";
    }
  },
  ANOTHER_PATIENT(null) {
    @Override
    void apply(Claim claim, int index) {
      claim.setPatient(new Reference("Patient/another"));
    }

    @Override
    String issue(Claim claim, int index) {
      return "patient-mismatch";
    }
  },
  OTHER_WORDS(".productOrService") {
    @Override
    boolean applies(Claim claim, int index) {
      return claim.getItem().get(index).getProductOrService().hasText();
    }

    @Override
    void apply(Claim claim, int index) {
      claim.getItem().get(index).getProductOrService().setText("another drug");
    }

    @Override
    String issue(Claim claim, int index) {
      return "description-differs";
    }
  };

  private static final Map<String, LocalDate> REQUIRED_SINCE =
      Map.of("JW", LocalDate.of(2017, 1, 1), "JZ", LocalDate.of(2023, 7, 1));

  private final String part;

  Corruption(String part) {
    this.part = part;
  }

  boolean applies(Claim claim, int index) {
    return true;
  }

  abstract void apply(Claim claim, int index);

  /** Returns the expected issue, given the claim before the change. */
  abstract String issue(Claim claim, int index);

  /** Returns the position of the line that is then wrong. */
  int place(Claim claim, int index) {
    return index;
  }

  /** Returns where the issue must point, below the claim; null if it has no line to point to. */
  String expression(Claim claim, int index) {
    return part == null ? null : ".item[" + place(claim, index) + "]" + part;
  }

  static boolean isDiscard(Claim claim, int index) {
    return modifiers(claim, index).contains("JW");
  }

  private static boolean hasDiscard(Claim claim) {
    return claim.getItem().stream().anyMatch(i -> codes(i).contains("JW"));
  }

  private static List<String> modifiers(Claim claim, int index) {
    return codes(claim.getItem().get(index));
  }

  private static List<String> codes(ItemComponent item) {
    return item.getModifier().stream().map(m -> m.getCodingFirstRep().getCode()).toList();
  }

  private static LocalDate day(Claim claim, int index) {
    return LocalDate.parse(claim.getItem().get(index).getServicedDateType().getValueAsString());
  }

  private static void code(Claim claim, int index, String code) {
    claim.getItem().get(index).getProductOrService().getCodingFirstRep().setCode(code);
  }

  private static Coding ndc(Claim claim, int index) {
    return claim.getItem().get(index).getDetailFirstRep().getProductOrService().getCodingFirstRep();
  }

  private static CodeableConcept modifier(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static void addUnits(ItemComponent item, int more) {
    item.getQuantity().setValue(item.getQuantity().getValue().add(BigDecimal.valueOf(more)));
  }

  private static void price(ItemComponent item, String more) {
    BigDecimal price = item.getUnitPrice().getValue().add(new BigDecimal(more));
    item.getUnitPrice().setValue(price);
    item.getNet()
        .setValue(price.multiply(item.getQuantity().getValue()).setScale(2, RoundingMode.HALF_UP));
  }
}
