"""What the server tells Prometheus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from netwright.inference.serving.shelf import Entry

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Measures:
    """The measures of one server, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "netwright_requests",
            "Requests, by what was asked for and the HTTP status; 499 where the client went away.",
            ("route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "netwright_request_seconds",
            "From a request's head to its answer, its upload included.",
            ("model",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.batches = Histogram(
            "netwright_batch_samples",
            "Samples that ran through the model together.",
            ("model",),
            buckets=_SIZES,
            registry=self.registry,
        )
        self.waiting = Gauge(
            "netwright_requests_in_progress",
            "Requests that are being read, wait or are worked on.",
            registry=self.registry,
        )
        self.reloads = Counter(
            "netwright_reloads",
            "Looks into a replaced model file, by whether it was taken.",
            ("model", "outcome"),
            registry=self.registry,
        )

    @contextmanager
    def request(self, entry: Entry) -> Iterator[None]:
        """Measures one request with a body."""
        began = time.perf_counter()
        self.waiting.inc()
        try:
            yield
        finally:
            self.waiting.dec()
            self.seconds.labels(entry.full_name).observe(time.perf_counter() - began)

    def reloaded(self, entry: Entry) -> None:
        """Counts one look into a replaced file."""
        self.reloads.labels(entry.full_name, "kept" if entry.problem else "taken").inc()

    def text(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self.registry)
