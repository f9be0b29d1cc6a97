package org.priceunits.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Releases the slots that a request took from {@link PricingSlots}, however the request ends. */
final class PricingSlotsFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient List<PricingSlots> slots;

  PricingSlotsFilter(List<PricingSlots> slots) {
    this.slots = slots;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    slots.forEach(kind -> kind.open(request));
    try {
      chain.doFilter(request, response);
    } finally {
      slots.forEach(kind -> kind.close(request));
    }
  }
}
