/**
 * The asynchronous form of {@code $price-units}: jobs that all nodes on one database work on.
 *
 * <p>Entry: {@link org.priceunits.server.bulk.BulkConfig}. A request leaves its records in the
 * database, sorted by patient ({@link org.priceunits.server.bulk.Intake}); a task cuts them into
 * chunks of whole patients ({@link org.priceunits.server.bulk.Preparation}); each chunk is a task
 * that any node takes ({@link org.priceunits.server.bulk.ChunkPricing}) and whose result is written
 * once. db-scheduler gives the tasks to nodes and takes them back from dead ones. A submission of
 * Bulk Submit ({@link org.priceunits.server.bulk.Submitting}) is a job whose files are fetched
 * first ({@link org.priceunits.server.bulk.SubmittedFiles}). Depends on {@code bulk}, and on the
 * server's settings, guards, security, audit, search, fetch, operations and knowledge.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.bulk;
