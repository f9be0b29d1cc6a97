package org.priceunits.server.settings;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.Ordered;

/**
 * The order of the filters in front of the FHIR servlet. No part of a request's body is read before
 * its token has been checked.
 */
public final class FilterOrder {
  public static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE;
  public static final int HOST = REQUEST_ID + 1;
  public static final int NOT_READY = REQUEST_ID + 2;

  /** Position of Spring Security. */
  public static final int TOKEN = SecurityProperties.DEFAULT_FILTER_ORDER;

  public static final int CALLER = TOKEN + 10;
  public static final int REQUEST_RATE = TOKEN + 20;

  /** Bodies of any length, which are neither held in memory nor bound to a request's time. */
  public static final int LONG_BODY = TOKEN + 25;

  public static final int TIME = TOKEN + 30;
  public static final int PRICING = TOKEN + 40;
  public static final int BODY = TOKEN + 50;

  /** What is answered without the FHIR servlet, from a body that was checked. */
  public static final int JOB = TOKEN + 60;

  private FilterOrder() {}
}
