package org.priceunits.server.bulk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of asynchronous pricing, {@code price-units.bulk.*}.
 *
 * @param threads chunks that this node prices at the same time
 * @param maxInput longest body of records, and most bytes of the files of a submission, after
 *     decompression
 * @param maxStored most bytes of all jobs in the database, compressed: beyond them no job is taken,
 *     and those that would write more wait
 * @param maxStoredPerClient most of these bytes that the jobs of one client take; counts for
 *     clients with a token
 * @param maxAdministrations most stored administrations that one job prices
 * @param chunkSize size of a chunk that is aimed at; a patient is never split
 * @param maxPatient most bytes of the records of one patient, who is refused beyond them, and most
 *     that a thread holds of several
 * @param chunksAtOnce chunks of one job that all nodes together have in hand or in the queue, where
 *     jobs take turns; more than the threads of all nodes leaves none of them idle
 * @param jobsPerClient jobs of one client that are kept at the same time
 * @param keep time after its last progress for which a job and its files are kept
 * @param heartbeat interval at which a node says that it still works on a chunk
 * @param silentHeartbeats intervals without a word after which another node takes the chunk
 * @param poll interval at which a node looks for chunks
 * @param uploads bodies of records that arrive at this node at the same time
 * @param uploadTime time limit for such a body, and for the files of a submission
 */
@ConfigurationProperties("price-units.bulk")
public record BulkProperties(
    @DefaultValue("2") int threads,
    @DefaultValue("1GB") DataSize maxInput,
    @DefaultValue("20GB") DataSize maxStored,
    @DefaultValue("10GB") DataSize maxStoredPerClient,
    @DefaultValue("1000000") int maxAdministrations,
    @DefaultValue("1MB") DataSize chunkSize,
    @DefaultValue("64MB") DataSize maxPatient,
    @DefaultValue("16") int chunksAtOnce,
    @DefaultValue("20") int jobsPerClient,
    @DefaultValue("24h") Duration keep,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("4") int silentHeartbeats,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("4") int uploads,
    @DefaultValue("1h") Duration uploadTime) {

  /** Refuses a setting under which no job could end. */
  public BulkProperties {
    if (threads < 1
        || uploads < 1
        || jobsPerClient < 1
        || maxAdministrations < 1
        || chunkSize.toBytes() < 1
        || maxPatient.toBytes() < 1
        || chunksAtOnce < 1
        || heartbeat.toMillis() < 1
        || silentHeartbeats < 4
        || poll.toMillis() < 1) {
      throw new IllegalArgumentException(
          "price-units.bulk: threads, uploads, jobs-per-client, max-administrations, chunk-size,"
              + " max-patient, chunks-at-once, heartbeat and poll are more than 0,"
              + " silent-heartbeats more than 3.");
    }
  }
}
