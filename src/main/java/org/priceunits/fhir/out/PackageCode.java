package org.priceunits.fhir.out;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;

/** The code that bills a package from one day to another; null is open. */
public record PackageCode(Ndc ndc, String code, @Nullable LocalDate from, @Nullable LocalDate to) {}
