package org.priceunits.loading.cms;

import java.util.regex.Pattern;

/** Tells CMS's tables by their names in lower case, as they stand in a folder or in a zip. */
public final class CmsFileNames {
  /**
   * Matches the record file and the workbook, HCPC2013_A-N.txt among them, but not the layout
   * beside it.
   */
  private static final Pattern RELEASE = Pattern.compile("(anweb|_a-n)[^/]*\\.(xlsx|txt)$");

  private static final Pattern NOT_OTHERWISE_CLASSIFIED = Pattern.compile("\\bnoc\\b");

  private CmsFileNames() {}

  /** Returns true for the table of a HCPCS release. */
  public static boolean isRelease(String name) {
    return RELEASE.matcher(name).find();
  }

  /**
   * Returns true for payment limits. From 2026 on CMS's zip holds them beside the prices of drugs
   * not otherwise classified.
   */
  public static boolean isLimits(String name) {
    return name.contains("508") && isPricing(name) && !isOfDrugsWithoutCode(name);
  }

  /** Returns true for payment limits of drugs not otherwise classified. */
  public static boolean isNocPricing(String name) {
    return isPricing(name) && isOfDrugsWithoutCode(name);
  }

  /** Returns true for the packages of drugs not otherwise classified. */
  public static boolean isNocCrosswalk(String name) {
    return isOfDrugsWithoutCode(name)
        && (name.contains("crosswalk") || name.contains("ndc"))
        && name.endsWith(".csv");
  }

  /** Returns true for the packages of HCPCS codes. */
  public static boolean isCrosswalk(String name) {
    return name.contains("508") && name.contains("asp ndc") && name.endsWith(".csv");
  }

  private static boolean isPricing(String name) {
    return (name.contains("pricing") || name.contains("payment limit")) && name.endsWith(".csv");
  }

  private static boolean isOfDrugsWithoutCode(String name) {
    return NOT_OTHERWISE_CLASSIFIED.matcher(name).find();
  }
}
