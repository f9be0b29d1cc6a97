package org.priceunits.server.bulk;

/**
 * A node's turn at getting a job ready. What it writes counts until another node takes the next
 * turn: one that was only paused wakes up and must not go on.
 *
 * @param job id of the job
 * @param attempt how often the job has been begun
 */
record Turn(String job, int attempt) {}
