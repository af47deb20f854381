"""Read many reports on all cores, in order, without holding more than a few in memory.

Each process has its own reader with one thread, so the same reports give the same readings whatever the number of processes.
A process that dies takes no report with it: the error names what happened and nothing is passed over silently.
"""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from marsad.errors import MarsadError
from marsad.model import Lesson, Reading, Report
from marsad.pipeline import load_reader, read_report

CHUNK = 16
"""Reports a process takes at once."""

_options: tuple[bool, tuple[Path, ...], tuple[Lesson, ...]] = (True, (), ())


def _begin(model: bool, gazetteers: tuple[Path, ...], lessons: tuple[Lesson, ...]) -> None:
    global _options
    _options = (model, gazetteers, lessons)
    load_reader(model=model, threads=1, gazetteers=gazetteers, lessons=lessons)
    # The vocabulary lives as long as the process; walking over it at every collection cost a tenth of the time.
    gc.freeze()


def _read_chunk(reports: list[Report]) -> list[Reading]:
    model, gazetteers, lessons = _options
    reader = load_reader(model=model, threads=1, gazetteers=gazetteers, lessons=lessons)
    return [read_report(report, reader) for report in reports]


class _Source:
    """Reports by the handful, up to the first fault; the fault is kept until everything before it is read and given out."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = iter(reports)
        self._fault: MarsadError | None = None

    def take(self) -> list[Report]:
        """Give the next reports, none when there are no more."""
        chunk: list[Report] = []
        try:
            while self._fault is None and len(chunk) < CHUNK:
                chunk.append(next(self._reports))
        except StopIteration:
            pass
        except MarsadError as fault:
            self._fault = fault
        return chunk

    def finish(self) -> None:
        """Raise the fault that ended the reports, if one did."""
        if self._fault is not None:
            raise self._fault


def read_many(
    reports: Iterable[Report],
    model: bool = True,
    jobs: int | None = None,
    gazetteers: tuple[Path, ...] = (),
    lessons: tuple[Lesson, ...] = (),
) -> Iterator[Reading]:
    """Read reports as they come.

    Args:
        reports: Any number of reports; they are drawn only as fast as they are read.
        model: Use the learned tagger.
        jobs: Processes; as many as there are cores when None.
        gazetteers: Place lists of the user's own.
        lessons: What a desk has taught the reader.

    Yields:
        One reading for each report, in the order of the reports.

    Raises:
        MarsadError: A report cannot be read, or a process died (killed, out of memory); the readings of the reports before it
            come first.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    if jobs == 1:
        reader = load_reader(model=model, threads=1, gazetteers=gazetteers, lessons=lessons)
        for report in reports:
            yield read_report(report, reader)
        return
    source = _Source(reports)
    # Spawned, not forked: a fork would copy the threads of ONNX Runtime in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _begin, (model, gazetteers, lessons)) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * jobs and (chunk := source.take()):
                    waiting.append(pool.submit(_read_chunk, chunk))
                if not waiting:
                    source.finish()
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise MarsadError("a reading process died; was it killed, or out of memory? Try --jobs 1") from error
        finally:
            for future in waiting:
                future.cancel()
