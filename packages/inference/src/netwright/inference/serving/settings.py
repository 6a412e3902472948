"""What a server allows: sizes, times, and how requests are put together."""

from __future__ import annotations

import os
from dataclasses import dataclass

MIB = 2**20
_BODIES_AT_ONCE = 8


@dataclass(frozen=True)
class Settings:
    """Limits and batching of a server.

    Attributes:
        max_batch: How many samples run through a model together at most.
        max_wait: Seconds that a request waits for others that are being read; nobody waits while
            there are none.
        max_body: Bytes of one request's body.
        max_pixels: Pixels of one image before it is resized.
        max_pixels_unfitted: As `max_pixels`, for models that take pictures at their own size, where
            memory and time grow with each pixel.
        max_samples: Samples in one request.
        max_requests: Requests that are worked on or wait at once; further ones are told to come
            back.
        time_limit: Seconds for one request, its upload included.
        reload_every: Seconds between two looks at the models' files.
        readers: Images and bodies that are decoded at once.
    """

    max_batch: int = 32
    max_wait: float = 0.005
    max_body: int = 20 * MIB
    max_pixels: int = 50_000_000
    max_pixels_unfitted: int = 4_000_000
    max_samples: int = 256
    max_requests: int = 512
    time_limit: float = 30.0
    reload_every: float = 1.0
    readers: int = min(4, os.cpu_count() or 1)

    @property
    def max_held(self) -> int:
        """Bytes in memory at once, of all bodies and of what was decoded of them."""
        return _BODIES_AT_ONCE * self.max_body
