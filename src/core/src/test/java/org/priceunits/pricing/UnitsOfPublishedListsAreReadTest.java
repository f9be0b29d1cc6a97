package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;

/**
 * Tests the units of MIMIC-IV: each word of its list that names an amount or a container is read,
 * and no other. Source: CodeSystem {@code http://fhir.mimic.mit.edu/CodeSystem/mimic-units},
 * version 2.0, of MIMIC-IV on FHIR (KinD Lab), which lists the units used throughout MIMIC. Rates
 * are read as amounts per time and need no word of their own.
 */
class UnitsOfPublishedListsAreReadTest {

  @ParameterizedTest
  @CsvSource({
    "mg, mg",
    "MG, mg",
    "Mg, mg",
    "mgs, mg",
    "milligrams, mg",
    "Milligrams, mg",
    "mgPE, mg",
    "mg PE, mg",
    "mg iron, mg",
    "mcg, ug",
    "MCG, ug",
    "Mcg, ug",
    "micrograms, ug",
    "nanogram, ng",
    "g, g",
    "G, g",
    "gm, g",
    "GM, g",
    "gram, g",
    "Gram, g",
    "Grams, g",
    "mL, mL",
    "ml, mL",
    "ML, mL",
    "mls, mL",
    "cc, mL",
    "CC, mL",
    "cm3, mL",
    "uL, uL",
    "L, L",
    "Liters, L",
    "mEq, meq",
    "mEQ, meq",
    "mEq., meq",
    "mmol, mmol",
    "U, [U]",
    "u, [U]",
    "UNIT, [U]",
    "Unit, [U]",
    "units, [U]",
    "UNITS, [U]",
    "million units, 10*6.[U]",
    "Million Units, 10*6.[U]",
    "iu, [iU]",
    "IU, [iU]",
    "International Units, [iU]",
    "MIU, 10*6.[iU]",
    "Units VWF:RCo, [iU]{VWF:RCo}",
    "cell, {cells}",
    "Million Cells, 10*6.{cells}",
    "billion cell, 10*9.{cells}",
    "AMP, {ampule}",
    "ampule, {ampule}",
    "BAG, {bag}",
    "BAGS, {bag}",
    "bottle, {bottle}",
    "BTL, {bottle}",
    "PEN, {pen}",
    "SYR, {syringe}",
    "vial, {vial}",
    "VIAL, {vial}",
    "KIT, {kit}",
    "dose, {dose}",
    "DOSE, {dose}",
    "doses, {dose}",
    "tab, {each}",
    "TAB, {each}",
    "tABS, {each}",
    "Tablets, {each}",
    "CAP, {each}",
    "CAPs, {each}",
    "capsule, {each}",
    "pills, {each}",
    "EA, {each}",
    "ea, {each}"
  })
  void anAmountOrAContainerIsRead(String text, String unit) {
    assertThat(ShippedKnowledge.pricing().unitOf(text)).contains(unit);
  }

  /** Words of several readings, typing errors, strengths and forms name no certain amount. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MU",
        "gr",
        "GR",
        "grains",
        "mcgr",
        "mcq",
        "mf",
        "Umits",
        "tiwst",
        "oz",
        "can",
        "CAN",
        "tube",
        "TUBE",
        "JAR",
        "CUP",
        "UDCUP",
        "PACK",
        "PKT",
        "CART",
        "SUPP",
        "PTCH",
        "PATCHES",
        "NEB",
        "INH",
        "PUFF",
        "SPRY",
        "DROP",
        "GTT",
        "LOZ",
        "TROC",
        "ENEMA",
        "FILM",
        "film",
        "GEL",
        "SUSP",
        "SOLN",
        "SYRP",
        "OINT",
        "CRE",
        "in",
        "inches",
        "tsp",
        "tbsp",
        "%",
        "mg base)/3 mL",
        "mg or 92mg",
        "mg BID",
        "mg-mg",
        "million",
        "600",
        "0",
        "-",
        "___",
        "N/A",
        "BID",
        "QHS",
        "PO",
        "powder"
      })
  void anyOtherWordIsNone(String text) {
    assertThat(ShippedKnowledge.pricing().unitOf(text)).isEmpty();
  }
}
