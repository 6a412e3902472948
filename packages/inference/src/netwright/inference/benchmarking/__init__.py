"""How fast a model file is on this machine, how much memory it takes, and where the time goes.

benchmark      all of it, as a `Benchmark`
Latency        percentiles of one run
Throughput     samples a second, of a batch size and a number of threads
ColdStart      a process of its own: until its first answer, and its memory
OperatorTime   what an operator takes of one run
"""

from netwright.inference.benchmarking.benchmark import Benchmark, benchmark
from netwright.inference.benchmarking.cold_start import ColdStart
from netwright.inference.benchmarking.latency import Latency
from netwright.inference.benchmarking.profile import OperatorTime
from netwright.inference.benchmarking.throughput import Throughput

__all__ = ["Benchmark", "ColdStart", "Latency", "OperatorTime", "Throughput", "benchmark"]
