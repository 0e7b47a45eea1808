"""Works whenever a line comes, and says how many seconds it took."""
import sys
import time


def serve(work):
    for number, _ in enumerate(sys.stdin):
        begun = time.perf_counter()
        work(number)
        print(time.perf_counter() - begun, flush=True)
