package org.priceunits.server.bulk;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.fetch.AllowedAddresses;
import org.priceunits.server.fetch.RemoteFiles;
import org.priceunits.server.guard.RefusalWriter;
import org.priceunits.server.knowledge.Knowledge;
import org.priceunits.server.operation.OwnProviders;
import org.priceunits.server.search.StoredSearch;
import org.priceunits.server.security.ReachedTypes;
import org.priceunits.server.security.RefusalListener;
import org.priceunits.server.security.TokenNeeded;
import org.priceunits.server.settings.FilterOrder;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures the asynchronous form of {@code $price-units}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BulkProperties.class, SubmitProperties.class})
public class BulkConfig {
  private static final String EVERY_FHIR_REQUEST = ServerProperties.FHIR_BASE + "/*";

  @Bean
  JobTables jobTables(DataSource database, Clock clock, BulkProperties settings) {
    BulkDatabase jobs = BulkDatabase.on(database);
    return JobTables.on(
        jobs,
        new Jobs(
            jobs,
            clock,
            settings.keep(),
            settings.maxStored().toBytes(),
            settings.maxStoredPerClient().toBytes()));
  }

  @Bean
  JobMeters jobMeters(MeterRegistry meters, JobTables tables) {
    JobMeters own = new JobMeters(meters);
    own.watch(tables.jobs());
    return own;
  }

  @Bean
  JobAccess jobAccess(Environment environment, ReachedTypes reached) {
    return new JobAccess(TokenNeeded.by(environment), reached);
  }

  @Bean
  StoredAdministrations storedAdministrations(
      DaoRegistry daos, MatchUrlService searches, StoredSearch understood) {
    return new StoredAdministrations(daos, searches, understood);
  }

  @Bean
  JobRoom jobRoom(JobTables tables, BulkProperties settings) {
    return new JobRoom(tables.jobs(), settings);
  }

  @Bean
  RemoteFiles remoteFiles(SubmitProperties settings) {
    return new RemoteFiles(new AllowedAddresses(settings.addresses()), settings.privateNetworks());
  }

  @Bean
  SubmittedFiles submittedFiles(
      JobTables tables, RemoteFiles files, BulkProperties bulk, SubmitProperties settings) {
    return new SubmittedFiles(tables, files, bulk, settings.maxFiles());
  }

  @Bean
  OwnProviders submitOperations(
      JobTables tables,
      JobRoom room,
      JobAccess access,
      RemoteFiles files,
      CurrentPricer pricer,
      SubmitProperties settings,
      Clock clock,
      JobScheduler scheduler,
      JobAudit audit,
      JobMeters meters,
      RefusalListener listener) {
    Submitting submitting =
        new Submitting(tables, room, access, files, pricer, settings, clock, scheduler::submit);
    return new OwnProviders(
        List.of(new SubmitProvider(submitting, access, audit, meters, listener)), List.of());
  }

  @Bean
  JobWork jobWork(
      JobTables tables,
      SubmittedFiles files,
      StoredAdministrations administrations,
      BulkProperties settings,
      CurrentPricer pricer,
      CallerStores stores,
      ServerProperties server,
      DaoRegistry daos,
      JobAudit audit,
      JobMeters meters) {
    return new JobWork(
        tables,
        files,
        new Preparation(tables, administrations, settings),
        new ChunkPricing(tables, pricer, stores, audit, settings.maxPatient(), server.timeZone()),
        new ClaimStorage(tables, daos),
        meters);
  }

  @Bean
  CurrentPricer currentPricer(Knowledge knowledge) {
    return new CurrentPricer(knowledge);
  }

  @Bean
  JobScheduler jobScheduler(DataSource database, JobWork work, BulkProperties settings) {
    return new JobScheduler(database, work, settings);
  }

  /** The knowledge is loaded by then. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> jobsAreTakenFromNowOn(JobScheduler scheduler) {
    return ready -> scheduler.open();
  }

  @Bean
  JobStart jobStart(
      JobTables tables,
      JobRoom room,
      StoredAdministrations administrations,
      JobAccess access,
      CurrentPricer pricer,
      BulkProperties settings,
      Clock clock,
      JobScheduler scheduler) {
    return new JobStart(
        tables, room, administrations, access, pricer, settings, clock, scheduler::submit);
  }

  @Bean
  JobAnswers jobAnswers(
      JobTables tables,
      JobAccess access,
      JobAudit audit,
      JobMeters meters,
      RefusalWriter refusals) {
    return new JobAnswers(
        tables, new JobFiles(tables, access.isTokenNeeded()), audit, meters, refusals);
  }

  @Bean
  FilterRegistrationBean<JobFilter> jobsAndLongBodies(
      JobStart start,
      JobAnswers answers,
      JobAccess access,
      JobAudit audit,
      JobMeters meters,
      RefusalWriter refusals,
      RefusalListener listener) {
    return registered(
        new JobFilter(false, start, answers, access, audit, meters, refusals, listener),
        FilterOrder.LONG_BODY,
        "jobsAndLongBodies");
  }

  @Bean
  FilterRegistrationBean<JobFilter> jobsOfCheckedBodies(
      JobStart start,
      JobAnswers answers,
      JobAccess access,
      JobAudit audit,
      JobMeters meters,
      RefusalWriter refusals,
      RefusalListener listener) {
    return registered(
        new JobFilter(true, start, answers, access, audit, meters, refusals, listener),
        FilterOrder.JOB,
        "jobsOfCheckedBodies");
  }

  private static FilterRegistrationBean<JobFilter> registered(
      JobFilter filter, int order, String name) {
    FilterRegistrationBean<JobFilter> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(EVERY_FHIR_REQUEST);
    registration.setOrder(order);
    registration.setName(name);
    return registration;
  }
}
