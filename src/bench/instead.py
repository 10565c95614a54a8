"""What a user would pick instead of the program, on the sandbox: how long it takes, and what becomes of the rows."""

import collections
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import time
import urllib.request
import uuid

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 10_000
ROUTE = "/api/v1/feedback"
KEY = {"ADAPTIVE_API_KEY": "sandbox"}


class Sandbox:
    """A deployment of this machine, which says what it recorded."""

    def __init__(self, process, url):
        self.process = process
        self.url = url

    def _get(self, path):
        return urllib.request.urlopen(
            urllib.request.Request(self.url + path, headers={"Authorization": "Bearer sandbox"})
        )

    def times_rated(self):
        """By completion."""
        with self._get("/sandbox/feedback") as lines:
            return collections.Counter(json.loads(line)["completion_id"] for line in lines)

    def recorded(self):
        with self._get("/sandbox/stats") as stats:
            return json.load(stats)["recorded"]


@contextlib.contextmanager
def sandbox(program, *options):
    command = [program, "sandbox", "--port", "0", "--metric", "helpful:scalar", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **KEY}
    )
    try:
        for line in process.stdout:
            if address := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield Sandbox(process, address.group())
                break
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def ratings(folder, rows):
    """Lines of JSON that are also the bodies of their requests."""
    path = folder / f"rated-{rows}.jsonl"
    with open(path, "w") as lines:
        for i in range(rows):
            completion = str(uuid.UUID(int=i + (4 << 76) + (8 << 60)))
            lines.write(json.dumps({"completion_id": completion, "metric": "helpful", "value": i % 5 + 0.5}) + "\n")
    return path


def clients(program, path):
    """By name: what starts a client for a URL."""
    python = "/usr/bin/python3"
    curl = f"xargs -P 32 -d '\\n' -n 1 curl -sS -o /dev/null -H 'Content-Type: application/json' -H 'Authorization: Bearer sandbox' -w '%{{http_code}}\\n' \"$0\" -d < '{path}'"
    return {
        "one after another": lambda url: [python, HERE / "one_by_one.py", url + ROUTE, path],
        "30 at a time": lambda url: [python, HERE / "thirty_at_a_time.py", url + ROUTE, path],
        "xargs -P 32 with curl": lambda url: ["bash", "-c", curl, url + ROUTE],
        "this program": lambda url: [program, "upload", path, "--url", url, "--use-case", "bench", "--yes", "--quiet"],
    }


def started(command, state):
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, **KEY, "XDG_STATE_HOME": str(state)},
    )


def unknown_rows(name, output, path, rows):
    """Those of which the client cannot tell whether they were recorded."""
    if name == "this program":
        statuses = json.loads((path.with_name(path.name + ".upload") / "summary.json").read_text())["statuses"]
        return rows - statuses.get("recorded", 0)
    if name.startswith("xargs"):
        return rows - output.split().count("201")
    return int(output)


def forgotten(path, state):
    shutil.rmtree(path.with_name(path.name + ".upload"), ignore_errors=True)
    shutil.rmtree(state, ignore_errors=True)


def figures(bench, program):
    everything, few = ratings(bench.folder, ROWS), ratings(bench.folder, ROWS // 10)
    for part in (speed, losses, kills):
        yield from part(program, everything, few, bench.folder / "state-instead")


def sent_by(name, everything, few):
    """One after another takes too long for all of them."""
    return (few, ROWS // 10) if name == "one after another" else (everything, ROWS)


def speed(program, everything, few, state):
    for latency in (20, 100):
        seconds = {}
        with sandbox(program, "--latency", f"{latency}ms") as server:
            for name in clients(program, everything):
                path, rows = sent_by(name, everything, few)
                forgotten(path, state)
                begin = time.monotonic()
                started(clients(program, path)[name](server.url), state).communicate()
                seconds[name] = (time.monotonic() - begin) * ROWS / rows
        ours = seconds.pop("this program")
        for name, others in seconds.items():
            yield f"{ROWS:,} rows at {latency} ms: seconds, {name} / this program", others / ours, "> 1", f"{others:,.0f} / {ours:,.1f} s"


def losses(program, everything, few, state):
    with sandbox(program, "--faults", "drop-after=1%", "--seed", "1") as server:
        for name in clients(program, everything):
            path, rows = sent_by(name, everything, few)
            forgotten(path, state)
            begin = time.monotonic()
            output, _ = started(clients(program, path)[name](server.url), state).communicate()
            seconds = time.monotonic() - begin
            goal = "0" if name == "this program" else ""
            yield f"1 % of answers lost: rows without a result, {name}", unknown_rows(name, output, path, rows), goal, f"of {rows:,}, in {seconds:,.0f} s"


def kills(program, everything, few, state):
    for name in clients(program, everything):
        with sandbox(program, "--latency", "5ms") as server:
            path, rows = sent_by(name, everything, few)
            forgotten(path, state)
            command = clients(program, path)[name](server.url)
            client = started(command, state)
            while server.recorded() < rows // 2:
                if client.poll() is not None:
                    raise SystemExit(f"{name} ended before it could be killed")
                time.sleep(0.02)
            os.killpg(client.pid, 9)
            client.communicate()
            started(command, state).communicate()
            recorded = server.times_rated()
            twice = sum(1 for times in recorded.values() if times > 1)
            goal = "0" if name == "this program" else ""
            yield f"killed in the middle, started again: rows twice, {name}", twice, goal, f"of {rows:,}; {rows - len(recorded)} lost"
