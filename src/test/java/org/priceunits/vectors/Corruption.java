package org.priceunits.vectors;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.priceunits.fhir.Canonicals;

/** One field of a right claim made wrong, and the issue that must be found. */
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
  };

  private final String part;

  Corruption(String part) {
    this.part = part;
  }

  boolean applies(Claim claim, int index) {
    return true;
  }

  abstract void apply(Claim claim, int index);

  /** Of the claim as it was before. */
  abstract String issue(Claim claim, int index);

  /** Position of the line that is wrong then. */
  int place(Claim claim, int index) {
    return index;
  }

  /** Where the issue must point, below the claim; null where no line is there to point at. */
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
