package dev.aegis.control.metrics;

import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.Route;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// `GET /metrics`.
public final class MetricsRoutes {
    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();

    public MetricsRoutes(PrometheusRegistry registry) {
        this.registry = registry;
    }

    public List<Route> routes() {
        return List.of(Route.get("/metrics", this::metrics));
    }

    private Answer metrics(Exchange exchange) {
        try (ByteArrayOutputStream text = new ByteArrayOutputStream()) {
            writer.write(text, registry.scrape());
            return new Answer.Text(PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }
}
