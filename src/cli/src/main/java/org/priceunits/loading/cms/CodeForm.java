package org.priceunits.loading.cms;

import java.util.regex.Pattern;

/** The formats of a HCPCS Level II code and of a modifier. CPT and CDT codes have other formats. */
final class CodeForm {
  private static final Pattern HCPCS = Pattern.compile("[A-CE-Z][0-9]{4}");
  private static final Pattern MODIFIER = Pattern.compile("[A-Z0-9]{2}");

  private CodeForm() {}

  static boolean isHcpcs(String text) {
    return HCPCS.matcher(text).matches();
  }

  static boolean isModifier(String text) {
    return MODIFIER.matcher(text).matches();
  }
}
