/**
 * Audits access to patient data as AuditEvents of IHE's Basic Audit Log Patterns, to a log or to
 * the store. They contain references and client ids only: no names, no codes, no values of a
 * search.
 *
 * <p>Entry: {@link org.priceunits.server.audit.AuditConfig}. Depends on the caller of a request.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/">IHE BALP</a>
 */
@NullMarked
package org.priceunits.server.audit;

import org.jspecify.annotations.NullMarked;
