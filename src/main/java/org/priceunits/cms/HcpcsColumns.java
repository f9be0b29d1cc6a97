package org.priceunits.cms;

import java.util.List;

/** The names under which one layout carries the fields of a HCPCS record. */
record HcpcsColumns(
    String code,
    String recordId,
    String longDescription,
    String shortDescription,
    List<String> pricing,
    String multiplePricing,
    String coverage,
    String betos,
    List<String> typesOfService,
    List<String> crossReferences,
    String added,
    String actionEffective,
    String terminated,
    String action) {

  /** The headings of CMS's workbook (record layout of 2015-10-28, unchanged since). */
  static final HcpcsColumns WORKBOOK =
      new HcpcsColumns(
          "HCPC",
          "RECID",
          "LONG DESCRIPTION",
          "SHORT DESCRIPTION",
          List.of("PRICE1", "PRICE2", "PRICE3", "PRICE4"),
          "MULT_PI",
          "COV",
          "BETOS",
          List.of("TOS1", "TOS2", "TOS3", "TOS4", "TOS5"),
          List.of("XREF1", "XREF2", "XREF3", "XREF4", "XREF5"),
          "ADD DT",
          "ACT EFF DT",
          "TERM DT",
          "ACTION CD");

  /** A tab-separated extract of the workbook. */
  static final HcpcsColumns EXTRACT =
      new HcpcsColumns(
          "CODE",
          "RECID",
          "LONG",
          "SHORT",
          List.of("PRICE1"),
          "MULT_PI",
          "COV",
          "BETOS",
          List.of("TOS1", "TOS2"),
          List.of("XREF1"),
          "ADD_DT",
          "ACT_EFF_DT",
          "TERM_DT",
          "ACTION_CD");

  List<String> required() {
    return List.of(code, recordId, longDescription, added, terminated);
  }
}
