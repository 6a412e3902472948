"""Ways to train the same network on the same samples, each in a process of its own.

    python -m bench.contest WAY CASE PRECISION

A process says a line when it is ready, trains an epoch whenever it is sent a line, and answers
with the seconds that took and the most memory it had. So the ways can take turns epoch by epoch,
and none lives with what another did to the process. Each epoch trains and validates.

The seconds are the clock's, on all cores, as users have it; so nothing else may run meanwhile.
With BENCH_ONE_CORE=1 they are the processor's, on one core: so they depend least on what else the
machine does, and say nothing of what several cores are good for.
"""
