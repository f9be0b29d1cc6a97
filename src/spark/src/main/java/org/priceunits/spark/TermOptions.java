package org.priceunits.spark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallTerms;
import org.priceunits.pricing.PricedAs;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that state the inputs of every call, by the names of the command line. */
final class TermOptions {
  @Option(names = "--payer", paramLabel = "CODE", description = "Payer; else medicare.")
  private @Nullable String payer;

  @Option(
      names = "--claim-type",
      paramLabel = "TYPE",
      description = "professional (default) or institutional.")
  private @Nullable String claimType;

  @Option(
      names = "--place-of-service",
      paramLabel = "POS",
      description =
          "CMS place of service for all; else that of the record's Encounter, else the one that the"
              + " payer's policy assumes, which the answer names.")
  private @Nullable String placeOfService;

  @Option(
      names = "--modifier",
      paramLabel = "MOD",
      description = "Further modifier for every line; may be repeated.")
  private List<String> modifiers = new ArrayList<>();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "The site's, such as America/Chicago.")
  private @Nullable String timeZone;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Use only what had been published by that day.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--coverage",
      paramLabel = "REF",
      description = "The patient's Coverage, such as Coverage/c1.")
  private @Nullable String coverage;

  @Option(
      names = "--provider",
      paramLabel = "REF",
      description = "Who bills, such as Organization/o1.")
  private @Nullable String provider;

  @Option(
      names = "--as",
      paramLabel = "RESOURCE",
      converter = Resources.class,
      description = "claim (default), charge-item, or both.")
  private PricedAs as = PricedAs.CLAIM;

  @Option(
      names = "--price-override",
      description =
          "With --as charge-item or both: write the net price of each line on its charge item.")
  private boolean priceOverride;

  /** Reads the resources that the lines are written as, by the values of the operation. */
  static final class Resources implements ITypeConverter<PricedAs> {
    @Override
    public PricedAs convert(String value) {
      return PricedAs.of(value).orElseThrow(() -> new TypeConversionException(PricedAs.allowed()));
    }
  }

  /** Returns what the options state. */
  CallTerms terms() {
    return new CallTerms(
        payer,
        claimType,
        placeOfService,
        modifiers,
        timeZone,
        asOf,
        coverage,
        provider,
        as,
        priceOverride);
  }
}
