/// Counters, gauges and histograms of the build server, and `GET /metrics`.
/// Called by the features that count, and by a metrics collector over HTTP.
@NullMarked
package dev.aegis.control.metrics;

import org.jspecify.annotations.NullMarked;
