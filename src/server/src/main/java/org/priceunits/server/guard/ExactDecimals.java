package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the digits of decimals through a JSON Patch: HAPI's patching reads them as binary numbers,
 * so that 2440.410 becomes 2440.41. The decimals of the exactly patched resource are put into
 * HAPI's before it is stored.
 */
@Interceptor
public final class ExactDecimals {
  private static final Logger LOG = LoggerFactory.getLogger(ExactDecimals.class);
  private static final String KEPT = ExactDecimals.class.getName();

  /** Keeps an exactly patched resource until HAPI stores its own. */
  static void keep(RequestDetails request, Resource before, IParser parser, String patched) {
    try {
      request.getUserData().put(key(before), parser.parseResource(patched));
    } catch (DataFormatException e) {
      LOG.debug("HAPI will refuse the patched resource: {}", e.getClass().getSimpleName());
    }
  }

  private static String key(IBaseResource resource) {
    return KEPT + resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  /** Gives the decimals of a patched resource their digits. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    if (request != null && request.getUserData().remove(key(after)) instanceof Base exact) {
      restore(exact, (Base) after);
    }
  }

  private static void restore(Base exact, Base stored) {
    if (exact instanceof DecimalType from && stored instanceof DecimalType to) {
      if (from.getValue() != null && to.getValue() != null) {
        to.setValue(from.getValue());
        to.setValueAsString(from.getValueAsString());
      }
      return;
    }
    for (Property child : exact.children()) {
      List<Base> from = child.getValues();
      @Nullable Property same = stored.getNamedProperty(child.getName());
      List<Base> to = same == null ? List.of() : same.getValues();
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        restore(from.get(i), to.get(i));
      }
    }
  }
}
