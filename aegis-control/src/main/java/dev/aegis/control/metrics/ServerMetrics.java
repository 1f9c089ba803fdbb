package dev.aegis.control.metrics;

import dev.aegis.control.schedule.MachineStatus;
import dev.aegis.control.state.Jobs;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.IntSupplier;

/// The metrics of the build server.
public final class ServerMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("aegis_http_requests_total")
            .help("Requests by route and status")
            .labelNames("route", "status")
            .register(registry);
    private final Histogram requestSeconds = Histogram.builder()
            .name("aegis_http_request_seconds")
            .help("Time until the answer, by route; a long poll waits on purpose")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60)
            .register(registry);
    private final Counter grantsIssued = Counter.builder()
            .name("aegis_grants_issued_total")
            .help("Permissions issued to clients")
            .register(registry);
    private final Counter grantsRefused = Counter.builder()
            .name("aegis_grants_refused_total")
            .help("Requests for permission that were refused, by code")
            .labelNames("code")
            .register(registry);
    private final Histogram grantSeconds = Histogram.builder()
            .name("aegis_grant_seconds")
            .help("Time to issue a permission")
            .classicOnly()
            .classicUpperBounds(0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5)
            .register(registry);
    private final Histogram queueSeconds = Histogram.builder()
            .name("aegis_queue_wait_seconds")
            .help("Time from the request for permission to the machine that took the job")
            .classicOnly()
            .classicUpperBounds(0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800)
            .register(registry);

    /// @param jobs read at each scrape
    /// @param openStreams read at each scrape
    public ServerMetrics(Jobs jobs, IntSupplier openStreams) {
        GaugeWithCallback.builder()
                .name("aegis_jobs")
                .help("Jobs by state; ended ones are kept for some minutes")
                .labelNames("state")
                .callback(gauge -> {
                    Jobs.Counts counts = jobs.counts();
                    gauge.call(counts.queued(), "queued");
                    gauge.call(counts.held(), "held");
                    gauge.call(counts.ended(), "ended");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("aegis_machines_online")
                .help("Build machines seen within the presence time")
                .callback(gauge -> gauge.call((double) jobs.queue().machines().stream()
                        .filter(MachineStatus::online)
                        .count()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("aegis_event_streams")
                .help("Open event streams")
                .callback(gauge -> gauge.call(openStreams.getAsInt()))
                .register(registry);
        JvmMetrics.builder().register(registry);
    }

    public PrometheusRegistry registry() {
        return registry;
    }

    public void answered(String route, int status, Duration took) {
        requests.labelValues(route, Integer.toString(status)).inc();
        requestSeconds.labelValues(route).observe(secs(took));
    }

    public void grantIssued(Duration took) {
        grantsIssued.inc();
        grantSeconds.observe(secs(took));
    }

    public void grantRefused(String code) {
        grantsRefused.labelValues(code).inc();
    }

    public void taken(Duration queued) {
        queueSeconds.observe(secs(queued));
    }

    private static double secs(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
