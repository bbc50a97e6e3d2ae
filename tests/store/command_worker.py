"""Runs command lines of secself in children of its own, which are ready at once to be killed.

It reads jobs, one a line in JSON: a folder to stand in, the lines to run there, and a file for
what was acknowledged. Of each it says the child's number, waits until it is told to go on, and
says how the child ended.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from secself.cli.commands import secself
from secself.cli.ending import run


def command(words: list[str]) -> tuple[int, str, str]:
    """Run one command line, and give its exit code and what it printed."""
    said, told = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(told):
        try:
            run(secself, words)
        except SystemExit as ending:
            code = int(ending.code or 0)
    return code, said.getvalue(), told.getvalue()


@contextmanager
def room(largest: int | None) -> Iterator[None]:
    """Let no file grow beyond a size, as a disk that is full lets none."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft if largest is None else largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def work(job: dict) -> None:
    """Run the lines of a job, and say of each how it ended as soon as it has."""
    os.chdir(job["folder"])
    with Path(job["told"]).open("ab", buffering=0) as told:
        for words in job["lines"]:
            with room(job.get("largest")):
                code, said, fault = command(words)
            told.write(json.dumps([code, said, fault]).encode() + b"\n")


def serve() -> None:
    """Take in jobs until there are no more."""
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if not child:
            try:
                work(job)
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    work(json.loads(sys.argv[1]))  # All that is imported late is there when the children begin.
    serve()
